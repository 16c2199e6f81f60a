package io.dermavigil.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the Confluent REST interface that registers and gives schemas, over HTTP, with ids from 1. */
public final class RegistryInMemory implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    /** Starts it on a free port of loopback. */
    public RegistryInMemory() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it answers. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Subjects that were held to a compatibility rule. */
    public synchronized List<String> held() {
        return List.copyOf(held);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                held.add(last + " " + body.path("compatibility").asText());
                send(exchange, 200, body);
            }
            case "POST" ->
                send(exchange, 200, Map.of("id", register(body.path("schema").asText())));
            default -> {
                if (last.equals("subjects")) {
                    send(exchange, 200, List.of());
                    return;
                }
                int id = Integer.parseInt(last);
                if (id >= 1 && id <= schemas.size()) {
                    send(exchange, 200, Map.of("schema", schemas.get(id - 1)));
                } else {
                    send(exchange, 404, Map.of("error_code", 40403));
                }
            }
        }
    }

    private int register(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    private static void send(HttpExchange exchange, int status, Object json) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
