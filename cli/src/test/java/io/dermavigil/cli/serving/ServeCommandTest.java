package io.dermavigil.cli.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.cli.secrets.ServerCertificate;
import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.store.StoreConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} on a real broker and a real store, with TLS and without. */
class ServeCommandTest {

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static EmbeddedStore store;
    private static ServerCertificate certificate;

    @BeforeAll
    static void start() {
        broker = TestBroker.start(folder.resolve("broker"));
        store = EmbeddedStore.start(folder.resolve("store"));
        certificate = ServerCertificate.create(folder);
    }

    @AfterAll
    static void stop() {
        store.close();
        broker.close();
    }

    @Test
    void servesOverTlsAndOverNothingElse() throws Exception {
        try (RunningServe serve = RunningServe.start(serve(
                "--listen", "127.0.0.1:0",
                "--tls-keystore", certificate.keystore().toString(),
                "--tls-keystore-password-file", certificate.passwordFile().toString()))) {
            assertThat(serve.address()).startsWith("https://127.0.0.1:");
            HttpClient client = trusting(certificate);

            HttpResponse<String> health = get(client, serve.address() + "/api/v1/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(health.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.3", "TLSv1.2");

            CommandRun link = CommandRun.of(store("sign-in", "--url", serve.address()));
            assertThat(link.code()).as(link.err()).isZero();
            HttpResponse<String> signedIn =
                    get(client, link.out().strip().lines().findFirst().orElseThrow());
            assertThat(signedIn.statusCode()).isEqualTo(303);
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("; Secure", "; HttpOnly", "; SameSite=Strict");
            assertThat(get(client, serve.address() + "/api/v1/session", "Cookie", cookie.split(";", 2)[0])
                            .body())
                    .contains("SAFETY");

            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), serve.address() + "/api/v1/health"))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(spokenPlainlyTo(URI.create(serve.address()).getPort())).doesNotContain("HTTP/1.1 2", "DOCTYPE");
        }
    }

    @Test
    void saysThatPlainHttpIsForProxiesWhereOthersReachIt() throws Exception {
        try (RunningServe serve = RunningServe.start(serve("--listen", "0.0.0.0:0"))) {
            assertThat(serve.said()).contains("plain HTTP", "--tls-keystore");
            HttpResponse<String> health = get(HttpClient.newHttpClient(), serve.address() + "/api/v1/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
        try (RunningServe serve = RunningServe.start(serve("--listen", "127.0.0.1:0"))) {
            assertThat(serve.said()).doesNotContain("plain HTTP");
        }
    }

    @Test
    void saysWhyItCannotListen() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "wrong");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun taken = CommandRun.of(serve("--listen", "127.0.0.1:" + other.getLocalPort()));
            assertThat(taken.code()).isEqualTo(ExitCode.FAILED);
            assertThat(taken.err()).contains("port " + other.getLocalPort() + " on 127.0.0.1 is taken");
        }
        CommandRun closed = CommandRun.of(serve(
                "--listen", "127.0.0.1:0",
                "--tls-keystore", certificate.keystore().toString(),
                "--tls-keystore-password-file", wrong.toString()));
        assertThat(closed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(closed.err())
                .contains("the keystore " + certificate.keystore() + " cannot be opened as PKCS#12")
                .doesNotContain("\tat ");
        CommandRun missing = CommandRun.of(serve(
                "--listen", "127.0.0.1:0",
                "--tls-keystore", folder.resolve("none.p12").toString(),
                "--tls-keystore-password-file", wrong.toString()));
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.err()).contains("there is no keystore " + folder.resolve("none.p12"));
    }

    private static String[] serve(String... more) {
        List<String> args = new ArrayList<>(List.of("serve", "--bootstrap", broker.bootstrap()));
        args.addAll(List.of("--passwords", folder.resolve("passwords").toString()));
        args.addAll(owner());
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static String[] store(String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(owner());
        return args.toArray(String[]::new);
    }

    private static List<String> owner() {
        StoreConfig config = store.config();
        return List.of(
                "--store",
                config.jdbcUrl(),
                "--store-user",
                config.owner().user(),
                "--store-password-file",
                config.owner().passwordFile().toString());
    }

    private static HttpClient trusting(ServerCertificate certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate.authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpResponse<String> get(HttpClient client, String address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String spokenPlainlyTo(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
