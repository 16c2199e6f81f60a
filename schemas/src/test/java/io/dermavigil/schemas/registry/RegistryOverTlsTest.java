package io.dermavigil.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry is trusted by the certificates of a file, and only by those. */
class RegistryOverTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void theFileSaysWhoIsTrusted() throws Exception {
        Path store = folder.resolve("registry.p12");
        Path certificate = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-alias",
                "registry",
                "-storepass",
                "changeit",
                "-file",
                certificate.toString());
        try (AnsweringRegistry server = AnsweringRegistry.overTls(
                identity(store), exchange -> AnsweringRegistry.text(exchange, 404, "{\"error_code\":40403}"))) {
            assertThat(registry(server, certificate).schema(1)).isEqualTo(new RegisteredSchema.Absent());

            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> registry(server, null).schema(1))
                    .withCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void aFileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.of(empty))
                .withMessage("registry.ca-file: " + empty + " holds no certificate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.of(folder.resolve("none.pem")))
                .withMessageEndingWith("cannot be read as PEM certificates (NoSuchFileException)");
    }

    private static SchemaRegistry registry(AnsweringRegistry server, Path ca) {
        return new SchemaRegistry(
                new RegistryConfig(server.url(), null, null, ca == null ? null : ca.toString(), Duration.ofSeconds(1)));
    }

    private static SSLContext identity(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options));
        assertThat(quiet(command).waitFor()).isZero();
    }

    private static Process quiet(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
