package io.dermavigil.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attacking side of {@link SseFlood}, in a process of its own because of its many sockets: connects all of them, then asks
 * for the stream on each, prints how many answers had which status, and holds what is open until its input ends.
 */
public final class IdleStreams {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

    private final Selector selector = Selector.open();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final Map<String, Integer> statuses = new TreeMap<>();

    private IdleStreams() throws IOException {}

    /** Arguments: port, number of connections, file with a token a line. */
    public static void main(String[] args) throws IOException {
        var flood = new IdleStreams();
        flood.connect(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        System.out.println("connected " + flood.sockets.size());
        flood.ask(Files.readAllLines(Path.of(args[2])));
        flood.listen();
        flood.statuses.forEach((status, answers) -> System.out.println("status " + status + " " + answers));
        System.out.println("done");
        while (System.in.read() >= 0) {
            // until whoever started this has seen enough
        }
        for (SocketChannel socket : flood.sockets) {
            socket.close();
        }
    }

    private void connect(int port, int connections) throws IOException {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < connections; i++) {
            sockets.add(SocketChannel.open(server));
        }
    }

    private void ask(List<String> tokens) throws IOException {
        for (int i = 0; i < sockets.size(); i++) {
            String request = "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + tokens.get(i % tokens.size()) + "\r\n\r\n";
            sockets.get(i).write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            sockets.get(i).configureBlocking(false);
            sockets.get(i).register(selector, SelectionKey.OP_READ);
        }
    }

    /** Until each connection has said its first word, or time is up. */
    private void listen() throws IOException {
        long deadline = System.nanoTime() + ANSWERED_WITHIN.toNanos();
        int silent = sockets.size();
        var buffer = ByteBuffer.allocate(1024);
        while (silent > 0 && System.nanoTime() < deadline) {
            selector.select(1_000);
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                int read = ((SocketChannel) key.channel()).read(buffer);
                String head = read < 0 ? "" : new String(buffer.array(), 0, read, StandardCharsets.ISO_8859_1);
                statuses.merge(status(head), 1, Integer::sum);
                key.cancel();
                silent--;
            }
            selector.selectedKeys().clear();
        }
        if (silent > 0) {
            statuses.put("none", silent);
        }
    }

    /** The number, marked where a refusal is not as it should be. */
    private static String status(String head) {
        if (!head.startsWith("HTTP/1.1 ") || head.length() < 12) {
            return "unreadable";
        }
        String number = head.substring(9, 12);
        boolean refused = number.equals("503") || number.equals("429");
        return refused && !(head.contains("Retry-After: ") && head.contains("application/problem+json"))
                ? number + "-impolite"
                : number;
    }
}
