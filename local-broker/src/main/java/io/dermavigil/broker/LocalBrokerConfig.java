package io.dermavigil.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a local broker keeps its log and where it listens.
 *
 * @param data folder of the log, made when missing; no other broker may use it
 * @param port port on 127.0.0.1; 0 for any that is free
 */
public record LocalBrokerConfig(Path data, int port) {

    /** Any free port. */
    public static final int ANY_FREE_PORT = 0;

    /** Refuses ports that do not exist. */
    public LocalBrokerConfig {
        Objects.requireNonNull(data, "data");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0..65535, not " + port);
        }
    }

    /** A broker on any free port. */
    public static LocalBrokerConfig onAnyPort(Path data) {
        return new LocalBrokerConfig(data, ANY_FREE_PORT);
    }
}
