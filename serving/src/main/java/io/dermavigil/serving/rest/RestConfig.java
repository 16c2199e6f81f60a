package io.dermavigil.serving.rest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how the REST interface answers.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param hostNames names of hosts that requests may be for, lower-case and without port; empty for any
 * @param tls certificate to answer with; empty for plain HTTP
 * @param streams most connections of {@code /stream}, at least 1
 * @param streamsOfOne most of them for one token or session, at least 1
 * @param heartbeat how long a stream may be silent
 */
public record RestConfig(
        String host,
        int port,
        Set<String> hostNames,
        Optional<Tls> tls,
        int streams,
        int streamsOfOne,
        Duration heartbeat) {

    /** Streams that are open at the same time, unless said otherwise. */
    public static final int DEFAULT_STREAMS = 200;

    /** Streams of one token or session, unless said otherwise. */
    public static final int DEFAULT_STREAMS_OF_ONE = 20;

    /** Silence of a stream, unless said otherwise. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Refuses what cannot be. */
    public RestConfig {
        hostNames = Set.copyOf(hostNames);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0..65535, not " + port);
        }
        if (streams < 1 || streamsOfOne < 1) {
            throw new IllegalArgumentException("streams must be at least 1");
        }
    }

    /** Plain HTTP for this machine only. */
    public static RestConfig loopback(int port) {
        return new RestConfig(
                "127.0.0.1",
                port,
                LOOPBACK,
                Optional.empty(),
                DEFAULT_STREAMS,
                DEFAULT_STREAMS_OF_ONE,
                DEFAULT_HEARTBEAT);
    }

    /**
     * A certificate with its key.
     *
     * @param keystore PKCS#12 file
     * @param passwordFile file whose first line is its password
     */
    public record Tls(Path keystore, Path passwordFile) {}
}
