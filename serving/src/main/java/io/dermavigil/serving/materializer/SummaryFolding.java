package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SchemasById;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** The summary topics of one generation, and the progress of the job that writes them. */
final class SummaryFolding implements Folding {

    private static final Map<String, String> CLEARING = Map.of(
            TopicCatalogue.SIDE_EFFECTS, "DELETE FROM raw.reactions; DELETE FROM raw.side_effects",
            TopicCatalogue.SATISFACTION, "DELETE FROM raw.rating_bands; DELETE FROM raw.satisfaction",
            TopicCatalogue.CLINICS, "DELETE FROM raw.clinics",
            TopicCatalogue.PROGRESS, "DELETE FROM raw.progress");

    private final Generation generation;
    private final SummaryDecoders decoders;
    private final Map<String, String> plainNames = new LinkedHashMap<>();
    private final HeldProgress held;

    /**
     * A generation.
     *
     * @param generation the one that readers use
     * @param registered where the schemas of Confluent framing are found
     */
    SummaryFolding(Generation generation, SchemasById registered) {
        this.generation = generation;
        this.decoders = new SummaryDecoders(registered);
        CLEARING.keySet().forEach(plain -> plainNames.put(generation.topic(plain), plain));
        this.held = new HeldProgress();
    }

    @Override
    public String name() {
        return "summaries";
    }

    /** All or none: half a generation is none. */
    @Override
    public Set<String> wanted(Collection<String> existing) {
        return existing.containsAll(plainNames.keySet()) ? Set.copyOf(plainNames.keySet()) : Set.of();
    }

    @Override
    public Set<String> stale(Connection connection, Map<String, Source> sources, ConsumedOffsets consumed)
            throws SQLException {
        if (holdsAnotherGeneration(connection)) {
            return sources.keySet();
        }
        Set<String> stale = new TreeSet<>();
        for (Source source : sources.values()) {
            if (!consumed.holds(source) && (consumed.knows(source.topic()) || hasRows(connection, source.topic()))) {
                stale.add(source.topic());
            }
        }
        if (!stale.isEmpty()) {
            // progress promises that the summaries hold something: it is true of what is there when they are read anew
            stale.add(TopicCatalogue.PROGRESS);
        }
        return stale;
    }

    private boolean holdsAnotherGeneration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT generation FROM raw.fold")) {
            return row.next() && row.getInt(1) != generation.number();
        }
    }

    private boolean hasRows(Connection connection, String topic) throws SQLException {
        String table = switch (plainNames.get(topic)) {
            case TopicCatalogue.SIDE_EFFECTS -> "raw.side_effects";
            case TopicCatalogue.SATISFACTION -> "raw.satisfaction";
            case TopicCatalogue.CLINICS -> "raw.clinics";
            default -> "raw.progress";
        };
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void clear(Connection connection, String topic) throws SQLException {
        String plain = plainNames.get(topic);
        try (Statement statement = connection.createStatement()) {
            statement.execute(CLEARING.get(plain));
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM raw.consumed WHERE topic = ? OR topic ~ ('^' || ? || '[.]g[0-9]+$')")) {
            delete.setString(1, plain);
            delete.setString(2, plain.replace(".", "[.]"));
            delete.executeUpdate();
        }
    }

    @Override
    public SummaryBatch begin(Map<String, Source> sources) {
        return new SummaryBatch(generation, plainNames, sources, decoders, held);
    }

    @Override
    public void afterPoll(Supplier<Map<TopicPartition, Long>> ends) {
        if (held.isUnsealed()) {
            held.seal(onlySummaries(ends.get()));
        }
    }

    private Map<TopicPartition, Long> onlySummaries(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> summaries = new HashMap<>(ends);
        summaries.keySet().removeIf(partition -> partition.topic().equals(TopicCatalogue.PROGRESS));
        return summaries;
    }

    @Override
    public void release(Batch batch, Map<TopicPartition, Long> next) {
        ((SummaryBatch) batch).progress(held.release(next));
    }

    @Override
    public void reset() {
        held.clear();
    }
}
