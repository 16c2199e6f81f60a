package io.dermavigil.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks the operating system about ports of 127.0.0.1. */
public final class LoopbackPorts {

    private LoopbackPorts() {}

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Like {@link #anyFree()}, but not one that is already promised. */
    static int anyFreeBut(int promised) {
        int port = anyFree();
        while (port == promised) {
            port = anyFree();
        }
        return port;
    }

    /** A port that nobody listens on at this moment. */
    public static int anyFree() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free on 127.0.0.1", e);
        }
    }
}
