package io.dermavigil.serving.rest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says whatever it likes. */
final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    RawSocket(int port) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    }

    RawSocket say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** What comes until the text was seen or the other side closes. */
    String hear(String until) throws IOException {
        var heard = new StringBuilder();
        var in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            heard.append((char) next);
            if (heard.length() >= until.length() && heard.indexOf(until, heard.length() - until.length()) >= 0) {
                break;
            }
        }
        return heard.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
