package io.dermavigil.serving.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A server of the image of the compose file, made ready by the script of the compose file, for the tests of a class. */
final class PostgresImage implements BeforeAllCallback, AfterAllCallback {

    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final String SCRIPT = "/docker-entrypoint-initdb.d/store.sh";
    private static final String SECRETS = "/run/secrets/dermavigil/";
    private static final int PORT = 5432;
    private static final int READABLE = 0444;

    private Path passwords;
    private StoreLogin owner;
    private GenericContainer<?> container;
    private int databases;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        passwords = Files.createTempDirectory("dermavigil-passwords");
        owner = new StoreLogin("dermavigil_owner", SecretFiles.ensure(passwords.resolve("owner.password")));
        Path superuser = SecretFiles.ensure(passwords.resolve("superuser.password"));
        container = new GenericContainer<>(DockerImageName.parse(image()))
                .withEnv("POSTGRES_PASSWORD_FILE", SECRETS + "password")
                .withCopyFileToContainer(file(superuser), SECRETS + "password")
                .withCopyFileToContainer(file(owner.passwordFile()), SECRETS + "store-password")
                .withCopyFileToContainer(file(CHECKOUT.resolve("deploy/compose/postgres/store.sh")), SCRIPT)
                .withCopyFileToContainer(
                        file(CHECKOUT.resolve(
                                "serving/src/main/resources/io/dermavigil/serving/store/prepare-database.sql")),
                        "/deploy/prepare-database.sql")
                .withExposedPorts(PORT);
        container.start();
    }

    private static String image() throws IOException {
        Properties images = new Properties();
        try (var in = Files.newBufferedReader(CHECKOUT.resolve("deploy/images/versions.env"))) {
            images.load(in);
        }
        return images.getProperty("POSTGRES_IMAGE");
    }

    private static MountableFile file(Path path) {
        return MountableFile.forHostPath(path, READABLE);
    }

    /** A new, empty database of the owner. */
    StoreConfig database() {
        String name = "test_" + ++databases;
        try {
            Container.ExecResult made = container.execInContainer("env", "STORE_DATABASE=" + name, "sh", SCRIPT);
            assertThat(made.getExitCode()).as(made.getStderr()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        String url = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/" + name;
        return new StoreConfig(url, owner, passwords, 4);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (container != null) {
            container.stop();
        }
        try (var files = Files.walk(passwords)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
