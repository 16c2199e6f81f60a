package io.dermavigil.broker;

/** Another process listens on the port that the broker was told to use. */
public final class PortTakenException extends BrokerStartException {

    private final int port;

    PortTakenException(int port) {
        super("port " + port + " on 127.0.0.1 is taken by another process");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
