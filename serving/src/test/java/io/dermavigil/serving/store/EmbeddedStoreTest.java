package io.dermavigil.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {

    @TempDir
    Path folder;

    /** One server after another on one folder, because each first start takes seconds. */
    @Test
    void keepsItsDataThroughAKillAndARestart() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedStoreProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = killed.inputReader()) {
            assertThat(said.lines().anyMatch("ready"::equals)).isTrue();
            assertThatThrownBy(() -> EmbeddedStore.start(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("used by another process");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (EmbeddedStore store = EmbeddedStore.start(folder)) {
            assertThat(ask(store, "SELECT a FROM kept")).isEqualTo("1");
            assertThat(ask(store, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(store, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(store, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(store, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(store, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            StoreLogin none = new StoreLogin("postgres", null);
            assertThatThrownBy(() -> Connections.open(store.jdbcUrl(), none)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> EmbeddedStore.start(folder)).hasMessageContaining("used by another process");
            ask(store, "INSERT INTO kept VALUES (2) RETURNING a");
        }
        try (EmbeddedStore store = EmbeddedStore.start(folder)) {
            assertThat(ask(store, "SELECT sum(a) FROM kept")).isEqualTo("3");
        }
        onlyTheOwnerReads();
    }

    private void onlyTheOwnerReads() throws Exception {
        try (Stream<Path> passwords = Files.list(folder.resolve("passwords"))) {
            List<Path> files = passwords.toList();
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("postgres")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private static String ask(EmbeddedStore store, String sql) throws SQLException {
        try (Connection connection =
                        Connections.open(store.jdbcUrl(), store.config().owner());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
