package io.dermavigil.serving.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Does what an administrator does once on any other server: makes the owner and the database. */
final class ServerPreparation {

    private final EmbeddedStore store;

    ServerPreparation(EmbeddedStore store) {
        this.store = store;
    }

    /** Makes what is missing. */
    void apply() {
        try {
            owner();
            database(EmbeddedStore.DATABASE);
        } catch (SQLException e) {
            throw new StoreException("the database of the store cannot be made: " + e.getMessage(), e);
        }
    }

    private void owner() throws SQLException {
        StoreLogin owner = store.config().owner();
        try (Connection connection = Connections.open(store.jdbcUrl("postgres"), store.superuser());
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?", owner.user())) {
                statement.execute("CREATE ROLE " + owner.user() + " LOGIN CREATEROLE");
                connection
                        .unwrap(PGConnection.class)
                        .alterUserPassword(owner.user(), owner.password().toCharArray(), "scram-sha-256");
            }
        }
    }

    /** Makes a database that belongs to the owner. */
    void database(String name) throws SQLException {
        try (Connection connection = Connections.open(store.jdbcUrl("postgres"), store.superuser());
                Statement statement = connection.createStatement()) {
            if (exists(connection, "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?", name)) {
                return;
            }
            statement.execute("CREATE DATABASE " + name + " OWNER "
                    + store.config().owner().user()
                    + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'");
        }
        try (Connection connection = Connections.open(store.jdbcUrl(name), store.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String script() {
        try (InputStream in = ServerPreparation.class.getResourceAsStream("prepare-database.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read prepare-database.sql", e);
        }
    }
}
