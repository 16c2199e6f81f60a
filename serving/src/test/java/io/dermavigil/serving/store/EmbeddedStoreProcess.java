package io.dermavigil.serving.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** A process that starts a server, writes a row, says so and waits to be killed. */
final class EmbeddedStoreProcess {

    private EmbeddedStoreProcess() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedStore store = EmbeddedStore.start(Path.of(arguments[0]));
        try (Connection connection =
                        Connections.open(store.jdbcUrl(), store.config().owner());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 1 AS a");
        }
        System.out.println("ready");
        System.out.flush();
        Thread.sleep(600_000);
    }
}
