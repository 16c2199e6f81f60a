package io.dermavigil.serving.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The program's own login roles, one for each {@link StoreRole}. The owner makes those that are missing and gives those a
 * new password whose old one is not the one in the file; where an administrator has made them, nothing is changed.
 */
final class ProgramLogins {

    private final StoreConfig config;

    ProgramLogins(StoreConfig config) {
        this.config = config;
    }

    /**
     * A login that works.
     *
     * @throws StoreException when it does not, and the owner cannot help it
     */
    StoreLogin of(StoreRole role) {
        Path file = SecretFiles.ensure(config.passwords().resolve(role.login() + ".password"));
        StoreLogin login = new StoreLogin(role.login(), file);
        if (!works(login, role)) {
            set(login, role);
        }
        return login;
    }

    private boolean works(StoreLogin login, StoreRole role) {
        try (Connection connection = Connections.tryOpen(config.jdbcUrl(), login)) {
            return isMember(connection, login, role);
        } catch (SQLException e) {
            if (e.getSQLState() != null
                    && (e.getSQLState().startsWith("28") || e.getSQLState().equals("42501"))) {
                return false;
            }
            throw Connections.refused(config.jdbcUrl(), login, e);
        }
    }

    private void set(StoreLogin login, StoreRole role) {
        try (Connection connection = Connections.open(config.jdbcUrl(), config.owner());
                Statement statement = connection.createStatement()) {
            if (!exists(connection, login)) {
                statement.execute("CREATE ROLE " + login.user() + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
            }
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(login.user(), login.password().toCharArray(), "scram-sha-256");
            if (!isMember(connection, login, role)) {
                statement.execute("GRANT " + role.group() + " TO " + login.user());
            }
        } catch (SQLException e) {
            throw new StoreException(
                    "the role " + login.user() + " cannot log in with the password in " + login.passwordFile()
                            + ", and "
                            + config.owner().user() + " may not change that (" + e.getMessage()
                            + "). Make it: CREATE ROLE "
                            + login.user() + " LOGIN PASSWORD ... IN ROLE " + role.group(),
                    e);
        }
    }

    private static boolean exists(Connection connection, StoreLogin login) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = ?")) {
            query.setString(1, login.user());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean isMember(Connection connection, StoreLogin login, StoreRole role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT pg_catalog.pg_has_role(?, ?, 'MEMBER')")) {
            query.setString(1, login.user());
            query.setString(2, role.group());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
