package io.dermavigil.serving.rest;

import io.dermavigil.serving.rest.guard.SecurityHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The listening end of the server. */
final class Connectors {

    private static final int IDLE_MILLIS = 30_000;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int BACKLOG = 1024;

    private Connectors() {}

    static Connector of(RestConfig config, Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // Jetty remembers header values of a connection and recognises them without regard to case, and a token is not
        // the
        // same in other letters: behind a proxy, one user's connection is another's.
        http.setHeaderCacheSize(0);
        http.setHeaderCacheCaseSensitive(true);
        http.addCustomizer(new SecurityHeaders());
        ServerConnector connector = config.tls()
                .map(tls -> secure(tls, server, http))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    private static ServerConnector secure(RestConfig.Tls tls, Server server, HttpConfiguration http) {
        // Clients may come by an address, for which there is no server name indication.
        http.getCustomizers().add(0, new SecureRequestCustomizer(false));
        var ssl = new SslContextFactory.Server();
        ssl.setKeyStoreType("PKCS12");
        ssl.setKeyStorePath(tls.keystore().toAbsolutePath().toString());
        try {
            ssl.setKeyStorePassword(
                    Files.readString(tls.passwordFile()).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("the password file of the keystore cannot be read", e);
        }
        return new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
    }
}
