package io.dermavigil.serving.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema of a database up to this program's version. */
final class Migrations {

    private static final String SCHEMA = "migrations";
    /** Oldest server whose SQL the migrations and the materializer use. */
    private static final int OLDEST_SERVER = 16;

    private final String jdbcUrl;
    private final StoreLogin owner;
    private final Flyway flyway;

    Migrations(String jdbcUrl, StoreLogin owner) {
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, owner.user(), owner.password())
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .outOfOrder(false)
                .validateMigrationNaming(true)
                .loggers("slf4j")
                .load();
    }

    /**
     * Migrates.
     *
     * @return the version of the schema afterwards
     * @throws StoreException when the server is too old, the schema is newer than this program, or the owner may not
     *     change it
     */
    String apply() {
        checkServer();
        checkNotNewer();
        try {
            flyway.migrate();
            return flyway.info().current().getVersion().getVersion();
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    private void checkServer() {
        try (Connection connection = Connections.open(jdbcUrl, owner)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_SERVER) {
                throw new StoreException("the store " + jdbcUrl + " is PostgreSQL " + version + ", but " + OLDEST_SERVER
                        + " or later is needed");
            }
            checkOwner(connection);
        } catch (SQLException e) {
            throw Connections.refused(jdbcUrl, owner, e);
        }
    }

    private void checkOwner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_catalog.pg_has_role(datdba, 'USAGE'), pg_catalog.pg_get_userbyid(datdba)
                          FROM pg_catalog.pg_database WHERE datname = current_database()
                        """)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StoreException("the store " + jdbcUrl + " belongs to " + row.getString(2) + ", not to "
                        + owner.user() + ", who therefore may not set it up. Run as its owner, or: ALTER DATABASE ..."
                        + " OWNER TO " + owner.user());
            }
        }
    }

    private void checkNotNewer() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreException("the store " + jdbcUrl + " was set up by a newer version of this program"
                        + " (migration " + migration.getVersion() + "). Use that version, or an empty database: "
                        + "everything but the releases is folded anew from the topics");
            }
        }
    }

    private StoreException failed(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "42501".equals(sql.getSQLState())) {
                return new StoreException(
                        "the store " + jdbcUrl + " cannot be set up: " + owner.user() + " lacks a right ("
                                + sql.getMessage().lines().findFirst().orElse("")
                                + "). The owner of the database needs CREATEROLE, unless the roles dermavigil_writer,"
                                + " dermavigil_safety and dermavigil_analyst are there",
                        e);
            }
        }
        return new StoreException("the store " + jdbcUrl + " cannot be set up: " + e.getMessage(), e);
    }
}
