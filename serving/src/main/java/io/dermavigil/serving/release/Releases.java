package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.Disclosure;
import io.dermavigil.statistics.disclosure.MadeRelease;
import io.dermavigil.statistics.disclosure.PublishedCount;
import io.dermavigil.statistics.disclosure.PublishedRelease;
import io.dermavigil.statistics.disclosure.Reasons;
import io.dermavigil.statistics.disclosure.ReleaseRule;
import io.dermavigil.statistics.disclosure.TrueCounts;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The releases of a store. A release is one transaction; of two that are made at once, the second is made anew on the
 * first. */
public final class Releases {

    /** Name of the rule, as it is told with each release. */
    public static final String RULE = "patients-by-stratum-1";

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int TRIES = 5;

    private final Jdbi store;

    /** With connections that may write releases. */
    public Releases(Jdbi store) {
        this.store = store;
    }

    /**
     * Makes the next release from what the store holds now.
     *
     * @throws ReleaseException when there is nothing to release, the store's rows are not of one moment, or the threshold would
     *     fall and may not
     */
    public Release make(ThresholdChoice threshold) {
        for (int left = TRIES; ; left--) {
            try {
                return store.inTransaction(
                        TransactionIsolationLevel.REPEATABLE_READ, handle -> make(handle, threshold));
            } catch (UnableToExecuteStatementException e) {
                if (left == 0 || !isOfTakenNumber(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isOfTakenNumber(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException refusal && UNIQUE_VIOLATION.equals(refusal.getSQLState());
    }

    private static Release make(Handle handle, ThresholdChoice threshold) {
        Moment moment = Moment.read(handle);
        SortedMap<String, TrueCounts> counts = CountedPatients.read(handle);
        ReleaseHistory history = ReleaseHistory.read(handle);
        SortedSet<String> settings = new TreeSet<>(counts.keySet());
        history.settings().forEach(settings::add);
        if (settings.isEmpty()) {
            throw new ReleaseException("the store holds no patients yet: there is nothing to release");
        }
        ReleaseRule rule = threshold.after(history.newestRule());
        int number = history.next();
        Instant releasedAt = insert(handle, number, moment, rule);
        Map<CellState, Long> states = new EnumMap<>(CellState.class);
        for (String setting : settings) {
            TrueCounts now = counts.getOrDefault(setting, TrueCounts.of(Map.of()));
            MadeRelease made = Disclosure.make(history.of(setting), now, rule);
            insert(handle, number, setting, made.published(), states);
            insert(handle, number, setting, made.hidden());
        }
        return new Release(
                number,
                releasedAt,
                moment.asOf(),
                rule.threshold(),
                states.getOrDefault(CellState.SHOWN, 0L),
                states.getOrDefault(CellState.CARRIED, 0L),
                states.getOrDefault(CellState.SUPPRESSED, 0L));
    }

    private static Instant insert(Handle handle, int number, Moment moment, ReleaseRule rule) {
        return handle.createQuery("""
                        INSERT INTO release.releases (release_no, as_of, rule, threshold, rules_version)
                        VALUES (:number, :asOf, :rule, :threshold, :rulesVersion) RETURNING released_at""")
                .bind("number", number)
                .bind("asOf", moment.asOf())
                .bind("rule", RULE)
                .bind("threshold", rule.threshold())
                .bind("rulesVersion", moment.rulesVersion())
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    private static void insert(
            Handle handle, int number, String setting, PublishedRelease release, Map<CellState, Long> states) {
        if (release.counts().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO release.cells (release_no, period_kind, period_start, setting, condition, skin_type, measure,
                  patients, state, carried_from)
                VALUES (:number, :kind, :start, :setting, :condition, :skinType, :measure, :patients, :state, :from)""");
        release.counts().forEach((id, count) -> {
            CellState state = CellState.of(count);
            states.merge(state, 1L, Long::sum);
            batch.bind("number", number)
                    .bind("kind", Cells.periodKind(id))
                    .bind("start", Cells.periodStart(id))
                    .bind("setting", setting)
                    .bind("condition", Cells.condition(id))
                    .bind("skinType", Cells.skinType(id))
                    .bind("measure", id.measure().name())
                    .bind(
                            "patients",
                            count.value().isPresent() ? (Long) count.value().getAsLong() : null)
                    .bind("state", state.name())
                    .bind("from", count instanceof PublishedCount.Carried carried ? (Integer) carried.release() : null)
                    .add();
        });
        batch.execute();
    }

    private static void insert(Handle handle, int number, String setting, Reasons hidden) {
        handle.execute(
                "INSERT INTO raw.release_reasons (release_no, setting, own, others, withdrawn) VALUES (?, ?, ?, ?, ?)",
                number,
                setting,
                hidden.own(),
                hidden.others(),
                hidden.withdrawn());
    }

    /** The releases that were made, in order. */
    public List<Release> list() {
        return store.withHandle(handle -> handle.createQuery("""
                        SELECT release_no, released_at, as_of, threshold,
                               count(c.state) FILTER (WHERE c.state = 'SHOWN') AS shown,
                               count(c.state) FILTER (WHERE c.state = 'CARRIED') AS carried,
                               count(c.state) FILTER (WHERE c.state = 'SUPPRESSED') AS suppressed
                          FROM release.releases LEFT JOIN release.cells c USING (release_no)
                         GROUP BY release_no ORDER BY release_no""")
                .map((row, context) -> new Release(
                        row.getInt("release_no"),
                        row.getObject("released_at", OffsetDateTime.class).toInstant(),
                        row.getObject("as_of", OffsetDateTime.class).toInstant(),
                        row.getInt("threshold"),
                        row.getLong("shown"),
                        row.getLong("carried"),
                        row.getLong("suppressed")))
                .list());
    }

    /** From when the next date of the calendar is looked for: the newest release, or the making of the store. */
    Instant calendarFrom() {
        return store.withHandle(handle ->
                handle.createQuery("""
                        SELECT coalesce((SELECT max(released_at) FROM release.releases), since) FROM release.calendar""").mapTo(OffsetDateTime.class).one().toInstant());
    }

    /**
     * State of the summaries.
     *
     * @param asOf until when they contain what clinics published
     * @param rulesVersion the rules they are counted under
     */
    private record Moment(Instant asOf, String rulesVersion) {

        static Moment read(Handle handle) {
            return handle.createQuery("""
                            SELECT updated_at, rules_version FROM serving.freshness ORDER BY updated_at DESC LIMIT 1""")
                    .map((row, context) -> new Moment(
                            row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                            row.getString("rules_version")))
                    .findOne()
                    .orElseThrow(() -> new ReleaseException(
                            "the store does not know yet up to when the summaries count: there is nothing to release"));
        }
    }
}
