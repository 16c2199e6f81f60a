package io.dermavigil.cli.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code /metrics} and {@code /healthz}. */
final class MetricsServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, MetricsServer::thread);

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param address where; port 0 for any free one
     * @param latest what is known
     * @param maxClinics see {@link ChainCollector}
     * @throws CommandFailure when the address cannot be had
     */
    static MetricsServer start(InetSocketAddress address, LatestState latest, int maxClinics) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new ChainCollector(latest, maxClinics));
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + " (" + e.getMessage()
                            + "). Choose another --port or --bind",
                    e);
        }
        MetricsServer started = new MetricsServer(http);
        http.createContext("/metrics", new MetricsHandler(registry));
        http.createContext("/healthz", exchange -> health(exchange, latest));
        http.setExecutor(started.threads);
        http.start();
        return started;
    }

    /** Well as long as the follower turns; a broker that is away is told, and no reason to be killed. */
    private static void health(HttpExchange exchange, LatestState latest) throws IOException {
        byte[] body = "{\"following\":%b,\"brokerReachable\":%b,\"caughtUp\":%b}%n"
                .formatted(latest.isAlive(), latest.isReachable(), latest.isCaughtUp())
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(latest.isAlive() ? OK : UNAVAILABLE, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
