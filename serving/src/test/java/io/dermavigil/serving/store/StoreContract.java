package io.dermavigil.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of the store on any server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

    private static final String ANALYST = "contract_analyst";

    private StoreConfig config;
    private Store store;
    private StoreLogin analyst;

    /** An empty database, made ready as an administrator does. */
    abstract StoreConfig database();

    @BeforeAll
    void open() throws SQLException {
        config = database();
        store = Store.open(config);
        analyst = new StoreLogin(ANALYST, SecretFiles.ensure(config.passwords().resolve(ANALYST + ".password")));
        try (Connection owner = Connections.open(config.jdbcUrl(), config.owner());
                Statement statement = owner.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS " + ANALYST);
            statement.execute("CREATE ROLE " + ANALYST + " LOGIN PASSWORD '" + analyst.password()
                    + "' IN ROLE dermavigil_analyst");
            statement.execute("CREATE TABLE release.shown AS SELECT 11 AS patients");
        }
    }

    @AfterAll
    void close() throws SQLException {
        try (Connection owner = Connections.open(config.jdbcUrl(), config.owner());
                Statement statement = owner.createStatement()) {
            statement.execute("DROP TABLE release.shown");
            statement.execute("DROP ROLE " + ANALYST);
        }
        store.close();
    }

    @Test
    void anAnalystReadsReleases() throws SQLException {
        assertThat(asAnalyst("SELECT patients FROM release.shown")).containsExactly("11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM raw.side_effects",
                "SELECT * FROM raw.session_facts",
                "SELECT count(*) FROM raw.consumed",
                "SELECT * FROM serving.side_effects",
                "SELECT * FROM serving.reactions",
                "SELECT * FROM serving.sessions",
                "SELECT * FROM serving.follow_ups_overdue(current_date)",
                "SELECT serving.rate(1, 2)",
                "SELECT * FROM migrations.flyway_schema_history",
                "COPY raw.session_facts TO STDOUT",
                "COPY (SELECT * FROM serving.sessions) TO STDOUT",
                "COPY release.shown TO PROGRAM 'cat'",
                "COPY release.shown TO '/tmp/stolen'",
                "COPY release.shown FROM PROGRAM 'id'",
                "COPY release.shown FROM '/etc/passwd'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_read_binary_file('PG_VERSION')",
                "SELECT pg_ls_dir('.')",
                "SELECT pg_stat_file('PG_VERSION')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT lo_export(1, '/tmp/stolen')",
                "SELECT lo_create(4711)",
                "SELECT lo_from_bytea(0, 'x')",
                "SELECT pg_advisory_lock(1)",
                "SELECT pg_reload_conf()",
                "CREATE EXTENSION dblink SCHEMA release",
                "CREATE EXTENSION file_fdw SCHEMA release",
                "CREATE TABLE public.stolen (a int)",
                "CREATE TABLE release.stolen (a int)",
                "CREATE TEMP TABLE stolen AS SELECT 1",
                "CREATE SCHEMA stolen",
                "CREATE VIEW release.stolen AS SELECT 1",
                "CREATE FUNCTION release.stolen() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                "CREATE ROLE stolen",
                "DO $$ BEGIN EXECUTE 'SELECT * FROM raw.side_effects'; END $$",
                "INSERT INTO release.shown VALUES (1)",
                "UPDATE release.shown SET patients = 1",
                "DELETE FROM release.shown",
                "TRUNCATE release.shown",
                "ALTER TABLE release.shown ADD a int",
                "DROP TABLE release.shown",
                "BEGIN; LOCK TABLE release.shown IN EXCLUSIVE MODE",
                "COMMENT ON TABLE release.shown IS 'x'",
                "WITH gone AS (DELETE FROM release.shown RETURNING *) SELECT * FROM gone",
                "WITH gone AS (DELETE FROM raw.side_effects RETURNING *) SELECT * FROM gone",
                "SET ROLE dermavigil_safety",
                "SET ROLE dermavigil_writer",
                "SET ROLE dermavigil_owner",
                "SET SESSION AUTHORIZATION dermavigil_owner",
                "GRANT dermavigil_safety TO contract_analyst",
                "ALTER ROLE contract_analyst SUPERUSER",
                "ALTER DATABASE postgres SET search_path = raw",
                "SELECT rolpassword FROM pg_authid",
                "SELECT * FROM pg_statistic"
            })
    void anAnalystIsRefused(String sql) {
        assertThatThrownBy(() -> asAnalyst(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
    }

    @Test
    void aSearchPathLeadsAnAnalystNowhere() {
        assertThatThrownBy(() -> asAnalyst("SET search_path = raw, serving, pg_catalog; SELECT * FROM side_effects"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("42501", "42P01"));
    }

    @Test
    void anAnalystSeesNoOneElsesStatements() throws SQLException {
        assertThat(asAnalyst("SELECT count(*) FROM pg_stat_activity WHERE usename <> current_user"
                        + " AND query NOT IN ('<insufficient privilege>', '')"))
                .containsExactly("0");
    }

    @Test
    void theProgramsReadersCannotWrite() {
        for (StoreRole role : List.of(StoreRole.SAFETY, StoreRole.ANALYST)) {
            assertThatThrownBy(() -> {
                        try (Connection connection = store.connections(role).getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute("SET default_transaction_read_only = off");
                            connection.setReadOnly(false);
                            statement.execute("DELETE FROM raw.side_effects");
                        }
                    })
                    .as("%s", role)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void theWriterCannotChangeWhatWasReleased() {
        assertThatThrownBy(() -> {
                    try (Connection connection =
                                    store.connections(StoreRole.WRITER).getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("UPDATE release.shown SET patients = 1");
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void aLongStatementOfAnAnalystIsEndedThoughItLiftsItsLimit() {
        try (AnalystWatch watch = AnalystWatch.start(config, Duration.ofSeconds(1))) {
            assertThat(watch).isNotNull();
            assertThatThrownBy(() -> asAnalyst("SET statement_timeout = 0; SELECT pg_sleep(120)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        }
    }

    @Test
    void everyObjectSaysWhatItMeans() throws SQLException {
        assertThat(asOwner("""
                        SELECT n.nspname || '.' || c.relname || coalesce('.' || a.attname, '')
                          FROM pg_catalog.pg_class c
                          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                          LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                         WHERE n.nspname IN ('raw', 'serving', 'release') AND c.relkind IN ('r', 'v', 'm', 'p')
                           AND c.relname <> 'shown'
                           AND (pg_catalog.obj_description(c.oid, 'pg_class') IS NULL
                                OR pg_catalog.col_description(c.oid, a.attnum) IS NULL)
                        UNION ALL
                        SELECT p.oid::regprocedure::text FROM pg_catalog.pg_proc p
                         WHERE p.pronamespace IN ('raw'::regnamespace, 'serving'::regnamespace, 'release'::regnamespace)
                           AND pg_catalog.obj_description(p.oid, 'pg_proc') IS NULL
                        UNION ALL
                        SELECT nspname FROM pg_catalog.pg_namespace
                         WHERE nspname IN ('raw', 'serving', 'release')
                           AND pg_catalog.obj_description(oid, 'pg_namespace') IS NULL
                        """)).isEmpty();
    }

    @Test
    void theRolesReadWhatTheyMayAndNothingElse() throws SQLException {
        assertThat(asOwner("""
                        SELECT n.nspname || '.' || c.relname || ' ' || role.name
                          FROM pg_catalog.pg_class c
                          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                         CROSS JOIN (VALUES ('dermavigil_safety'), ('dermavigil_analyst'), ('dermavigil_writer')) role (name)
                         WHERE n.nspname IN ('raw', 'serving', 'release') AND c.relkind IN ('r', 'v', 'm', 'p')
                           AND pg_catalog.has_table_privilege(role.name, c.oid, 'SELECT')
                               <> (role.name <> 'dermavigil_analyst' OR n.nspname = 'release')
                        """)).isEmpty();
    }

    @Test
    void openingAgainChangesNothing() {
        try (Store again = Store.open(config)) {
            assertThat(again.migration()).isEqualTo(store.migration());
        }
    }

    @Test
    void aWrongPasswordIsNamed() {
        StoreLogin wrong = new StoreLogin(
                config.owner().user(), SecretFiles.ensure(config.passwords().resolve("wrong.password")));
        assertThatThrownBy(() -> Store.open(StoreConfig.of(config.jdbcUrl(), wrong, config.passwords())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not take the password of " + wrong.user())
                .hasMessageNotContaining(wrong.password());
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        String url = config.jdbcUrl().replaceFirst("/[^/]+$", "/nowhere");
        assertThatThrownBy(() -> Store.open(StoreConfig.of(url, config.owner(), config.passwords())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no such database");
    }

    @Test
    void anotherUsersDatabaseIsRefused() throws SQLException {
        assertThatThrownBy(() -> Store.open(StoreConfig.of(
                        config.jdbcUrl(),
                        new StoreLogin(
                                StoreRole.WRITER.login(),
                                config.passwords().resolve(StoreRole.WRITER.login() + ".password")),
                        config.passwords())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("belongs to " + config.owner().user());
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        StoreConfig newer = database();
        Store.open(newer).close();
        try (Connection owner = Connections.open(newer.jdbcUrl(), newer.owner());
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    INSERT INTO migrations.flyway_schema_history
                    SELECT installed_rank + 1000, '9999', 'newer', type, 'V9999__newer.sql', checksum, installed_by, installed_on,
                           execution_time, true
                      FROM migrations.flyway_schema_history WHERE version = '1'
                    """);
        }
        assertThatThrownBy(() -> Store.open(newer))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version")
                .hasMessageContaining("9999");
    }

    private List<String> asAnalyst(String sql) throws SQLException {
        return run(analyst, sql);
    }

    private List<String> asOwner(String sql) throws SQLException {
        return run(config.owner(), sql);
    }

    private List<String> run(StoreLogin login, String sql) throws SQLException {
        try (Connection connection = Connections.open(config.jdbcUrl(), login);
                Statement statement = connection.createStatement()) {
            List<String> values = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                }
            }
            return values;
        }
    }
}
