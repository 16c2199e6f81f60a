package io.dermavigil.serving.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.dermavigil.schemas.rules.ExpectedWindows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The PostgreSQL store, migrated, with a pool of connections for each role of the program. */
public final class Store implements AutoCloseable {

    /** Both lanes of the materializer and a release may hold one for minutes; the rest is for tokens and sign-ins. */
    private static final int WRITERS = 5;

    private static final Duration CONNECTION_WITHIN = Duration.ofSeconds(10);
    /** Longest statement of a page or an export's page; the server ends it then. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    /**
     * A plan that was made while the store was empty would read whole tables later, and a page begins in the middle of a
     * view, where a merge of two indexes would begin at their first rows.
     */
    private static final String READING =
            "SET statement_timeout = %d; SET plan_cache_mode = force_custom_plan; SET enable_mergejoin = off";

    private final StoreConfig config;
    private final String migration;
    private final Map<StoreRole, HikariDataSource> pools = new EnumMap<>(StoreRole.class);
    private final Map<StoreRole, Jdbi> jdbis = new EnumMap<>(StoreRole.class);

    private Store(StoreConfig config, String migration) {
        this.config = config;
        this.migration = migration;
    }

    /**
     * Migrates the database and connects to it.
     *
     * @throws StoreException when the server is not reached or is too old, refuses a login, lacks a right, or holds the
     *     schema of a newer program
     */
    public static Store open(StoreConfig config) {
        Store store = new Store(config, new Migrations(config.jdbcUrl(), config.owner()).apply());
        try {
            ProgramLogins logins = new ProgramLogins(config);
            for (StoreRole role : StoreRole.values()) {
                store.connect(role, logins.of(role));
            }
            ReactionTypeTable.write(store.writer(), ExpectedWindows.current());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void connect(StoreRole role, StoreLogin login) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(role.login());
        pool.setJdbcUrl(config.jdbcUrl());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(role == StoreRole.WRITER ? WRITERS : config.readers());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECTION_WITHIN.toMillis());
        pool.addDataSourceProperty("ApplicationName", "dermavigil " + role.group());
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        if (role != StoreRole.WRITER) {
            pool.setReadOnly(true);
            // here and not for each transaction, which would cost four more round trips
            pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            pool.setConnectionInitSql(READING.formatted(READ_WITHIN.toMillis()));
        }
        try {
            HikariDataSource source = new HikariDataSource(pool);
            pools.put(role, source);
            jdbis.put(role, Jdbi.create(source).installPlugin(new PostgresPlugin()));
        } catch (HikariPool.PoolInitializationException e) {
            throw e.getCause() instanceof SQLException refusal
                    ? Connections.refused(config.jdbcUrl(), login, refusal)
                    : e;
        }
    }

    /** Address of the database, without user and password. */
    public String jdbcUrl() {
        return config.jdbcUrl();
    }

    /** Version of the newest migration. */
    public String migration() {
        return migration;
    }

    /** Connections that write raw rows and releases. */
    public Jdbi writer() {
        return jdbis.get(StoreRole.WRITER);
    }

    /** Connections that read raw rows, views and releases; read only, each transaction from one state of the store. */
    public Jdbi safety() {
        return jdbis.get(StoreRole.SAFETY);
    }

    /** Connections that read releases only; read only, each transaction from one state of the store. */
    public Jdbi analyst() {
        return jdbis.get(StoreRole.ANALYST);
    }

    /** The pool of a role, for what wants plain JDBC. */
    public DataSource connections(StoreRole role) {
        return pools.get(role);
    }

    /** Closes every connection. */
    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}
