package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.wire.SchemasById;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The clinic topics as facts: what the jobs accept, without what they reject. */
final class FactFolding implements Folding {

    private static final List<String> TABLES = List.of("raw.session_facts", "raw.reaction_facts", "raw.rating_facts");

    private final RecordIntake intake;
    private final Duration forgetting;
    private final InstantSource clock;

    /**
     * The clinic topics.
     *
     * @param registered where the schemas of Confluent framing are found
     * @param forgetting after how long unread the tables are made anew
     */
    FactFolding(SchemasById registered, Duration forgetting, InstantSource clock) {
        this.intake = new RecordIntake(registered);
        this.forgetting = forgetting;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "facts";
    }

    @Override
    public Set<String> wanted(Collection<String> existing) {
        return existing.stream()
                .filter(topic -> ClinicTopic.PATTERN.matcher(topic).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Set<String> stale(Connection connection, Map<String, Source> sources, ConsumedOffsets consumed)
            throws SQLException {
        Instant oldest = clock.instant().minus(forgetting);
        Set<String> stale = new TreeSet<>();
        for (Source source : sources.values()) {
            boolean unread =
                    consumed.readAt(source.topic()).map(oldest::isAfter).orElse(false);
            if (unread || !consumed.holds(source) && hasRows(connection, source.topic())) {
                stale.add(source.topic());
            }
        }
        return stale;
    }

    private static boolean hasRows(Connection connection, String topic) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT EXISTS (SELECT FROM " + table(topic) + " WHERE topic = ?)")) {
            query.setString(1, topic);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String table(String topic) {
        return TABLES.get(ClinicTopic.parse(topic).orElseThrow().kind().ordinal());
    }

    @Override
    public void clear(Connection connection, String topic) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table(topic) + " WHERE topic = ?")) {
            delete.setString(1, topic);
            delete.executeUpdate();
        }
        ConsumedOffsets.forget(connection, List.of(topic));
    }

    /** A fact is written once; nothing comes later that would replace it. */
    @Override
    public boolean needsEveryTombstone() {
        return true;
    }

    @Override
    public Batch begin(Map<String, Source> sources) {
        return new FactBatch(intake);
    }
}
