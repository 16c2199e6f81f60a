package io.dermavigil.serving.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections of analysts whose statement or transaction takes too long. A role can lift a {@code statement_timeout}
 * that it was given, so the limit is kept from outside. Needs {@code pg_signal_backend} and {@code pg_read_all_stats} for
 * the owner of the database; without them it says so once, and only the limits of the connections hold.
 */
public final class AnalystWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnalystWatch.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String END_LONG_ONES = """
            SELECT count(*) FILTER (WHERE pg_catalog.pg_terminate_backend(a.pid))
              FROM pg_catalog.pg_stat_activity a
              JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
             WHERE a.datname = current_database()
               AND NOT r.rolsuper
               AND r.rolname <> current_user
               AND pg_catalog.pg_has_role(r.oid, 'dermavigil_analyst', 'MEMBER')
               AND NOT pg_catalog.pg_has_role(r.oid, 'dermavigil_safety', 'MEMBER')
               AND (a.state = 'active' AND a.query_start < now() - ? * interval '1 millisecond'
                    OR a.xact_start < now() - ? * interval '1 millisecond')
            """;

    private final StoreConfig config;
    private final Duration within;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(AnalystWatch::daemon);
    private boolean refusalTold;

    private AnalystWatch(StoreConfig config, Duration within) {
        this.config = config;
        this.within = within;
    }

    /**
     * Starts to watch.
     *
     * @param within longest statement or transaction; looked for ten times in that time, at most once a second
     */
    public static AnalystWatch start(StoreConfig config, Duration within) {
        AnalystWatch watch = new AnalystWatch(config, within);
        long every = Math.max(1_000, within.toMillis() / 10);
        watch.thread.scheduleWithFixedDelay(watch::look, every, every, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try (Connection connection = Connections.tryOpen(config.jdbcUrl(), config.owner());
                PreparedStatement end = connection.prepareStatement(END_LONG_ONES)) {
            end.setLong(1, within.toMillis());
            end.setLong(2, within.toMillis());
            try (ResultSet row = end.executeQuery()) {
                row.next();
                if (row.getLong(1) > 0) {
                    LOG.warn(
                            "ended {} connections of analysts that had worked for more than {} s",
                            row.getLong(1),
                            within.toSeconds());
                }
            }
        } catch (SQLException e) {
            tell(e);
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private void tell(SQLException e) {
        if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            LOG.warn("nobody watches over analysts' statements: the database does not answer");
        } else if (!refusalTold) {
            refusalTold = true;
            LOG.warn(
                    "long statements of analysts cannot be ended: as a superuser, GRANT pg_signal_backend,"
                            + " pg_read_all_stats TO {}",
                    config.owner().user());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "analyst-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
