package io.dermavigil.serving.store;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens single connections and says in plain words why one cannot be opened. */
final class Connections {

    private static final String CONNECT_SECONDS = "10";

    private Connections() {}

    /**
     * Opens a connection.
     *
     * @throws StoreException when the server is not reached, refuses the login or has no such database
     */
    static Connection open(String jdbcUrl, StoreLogin login) {
        try {
            return tryOpen(jdbcUrl, login);
        } catch (SQLException e) {
            throw refused(jdbcUrl, login, e);
        }
    }

    static Connection tryOpen(String jdbcUrl, StoreLogin login) throws SQLException {
        return tryOpen(jdbcUrl, login, false);
    }

    static Connection tryOpen(String jdbcUrl, StoreLogin login, boolean readOnly) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        String password = login.password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("readOnly", Boolean.toString(readOnly));
        properties.setProperty("ApplicationName", "dermavigil");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    static StoreException refused(String jdbcUrl, StoreLogin login, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String reason = switch (state) {
            case "28P01" ->
                "the server does not take the password of " + login.user()
                        + (login.passwordFile() == null ? "" : " in " + login.passwordFile());
            case "28000" -> "the server does not let " + login.user() + " log in";
            case "3D000" -> "there is no such database";
            case "42501" -> login.user() + " may not connect to this database";
            case "53300" -> "the server has no connection left";
            case "57P03" -> "the server is starting up or shutting down";
            default -> state.startsWith("08") ? unreachable(e) : e.getMessage();
        };
        return new StoreException("the store " + jdbcUrl + " cannot be used: " + reason, e);
    }

    private static String unreachable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "its host is not known";
            }
            if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
                return "no server answers there";
            }
        }
        return e.getMessage();
    }
}
