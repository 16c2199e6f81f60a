package io.dermavigil.serving.erasure;

import io.dermavigil.serving.store.DirectConnections;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Looks for patients in a store that another process fills, as the owner of its database. */
public final class StoredPatients {

    private static final List<String> FACTS = List.of("raw.session_facts", "raw.reaction_facts", "raw.rating_facts");
    /** Holds samples of the columns. */
    private static final String STATISTICS = "pg_catalog.pg_statistic";
    /** Readers end their statements before it; the materializer holds its rows for moments. */
    private static final Duration TABLE_WITHIN = Duration.ofSeconds(60);

    /** Every table of ours, whatever it is for: one that is added later is looked into as well. */
    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
             ORDER BY 1
            """;

    private final String jdbcUrl;
    private final StoreLogin owner;
    private final DirectConnections connections;

    /**
     * In a store.
     *
     * @param owner owner of the database and its tables
     * @throws IllegalArgumentException when the address is none of a PostgreSQL database, or holds a password
     */
    public StoredPatients(String jdbcUrl, StoreLogin owner) {
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
        this.connections = new DirectConnections(jdbcUrl, owner);
    }

    /** Address of the store, without user and password. */
    public String address() {
        return jdbcUrl;
    }

    /**
     * First offset of each partition that is not in the store.
     *
     * @throws StoreException when the store cannot be used
     */
    public Map<TopicPartition, Long> consumed() {
        return use(connection -> {
            Map<TopicPartition, Long> next = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT topic, partition, next_offset FROM raw.consumed")) {
                while (row.next()) {
                    next.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
            return next;
        });
    }

    /**
     * Reads every row of every table, all columns.
     *
     * @param mentions whether the text of a row, as COPY writes it, holds what is looked for
     * @throws StoreException when the store cannot be used, or a table may not be read
     */
    public RowSearch search(Predicate<byte[]> mentions) {
        return use(connection -> {
            Map<String, Long> read = new TreeMap<>();
            Map<String, Long> holding = new TreeMap<>();
            for (String table : tables(connection)) {
                CopyOut rows = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT");
                long count = 0;
                long found = 0;
                for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                    count++;
                    found += mentions.test(row) ? 1 : 0;
                }
                read.put(table, count);
                if (found > 0) {
                    holding.put(table, found);
                }
            }
            return new RowSearch(read, holding);
        });
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /**
     * Writes the tables of facts, their indexes and the samples that the planner keeps of them to new files, without what
     * was deleted. A plain VACUUM would leave the bytes in the free space of the pages. Readers of a table wait meanwhile.
     *
     * @throws StoreException when the store cannot be used, or the user is not the owner
     */
    public void rewrite() {
        use(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = " + TABLE_WITHIN.toMillis());
                for (String table : FACTS) {
                    vacuum(statement, "VACUUM (FULL, ANALYZE) " + table);
                }
                vacuum(statement, "VACUUM (FULL) " + STATISTICS);
            }
            return null;
        });
    }

    /** To who is not the owner it says so as a warning, and does nothing. */
    private void vacuum(Statement statement, String sql) throws SQLException {
        statement.execute(sql);
        SQLWarning warning = statement.getWarnings();
        if (warning != null) {
            throw new StoreException("the store " + jdbcUrl + " did not rewrite a table: " + warning.getMessage() + "; "
                    + owner.user() + " must be the owner of the database");
        }
        statement.clearWarnings();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** What PostgreSQL says may quote values, so only its state is told. */
    private <T> T use(Work<T> work) {
        return connections.use(jdbi -> jdbi.withHandle(handle -> {
            try {
                return work.with(handle.getConnection());
            } catch (SQLException e) {
                throw new StoreException(
                        "the store " + jdbcUrl + " cannot be used by " + owner.user() + " (SQLSTATE " + e.getSQLState()
                                + ")",
                        e);
            }
        }));
    }
}
