package io.dermavigil.serving.rest;

import io.dermavigil.serving.rest.guard.SecurityHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
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
        String password = password(tls);
        ssl.setKeyStore(keystore(tls, password));
        ssl.setKeyStorePassword(password);
        return new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
    }

    private static String password(RestConfig.Tls tls) {
        try {
            return Files.readString(tls.passwordFile()).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new ListenException("the password file " + tls.passwordFile() + " cannot be read", e);
        }
    }

    private static KeyStore keystore(RestConfig.Tls tls, String password) {
        try (InputStream in = Files.newInputStream(tls.keystore())) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(in, password.toCharArray());
            for (String alias : Collections.list(keystore.aliases())) {
                if (keystore.isKeyEntry(alias)) {
                    return keystore;
                }
            }
            throw new ListenException("the keystore " + tls.keystore() + " holds no key", null);
        } catch (NoSuchFileException e) {
            throw new ListenException("there is no keystore " + tls.keystore(), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new ListenException(
                    "the keystore " + tls.keystore() + " cannot be opened as PKCS#12 with the password in "
                            + tls.passwordFile(),
                    e);
        }
    }
}
