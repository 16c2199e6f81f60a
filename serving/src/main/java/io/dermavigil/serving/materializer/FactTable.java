package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.intake.Intake;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The table of one kind of fact. */
final class FactTable {

    /** Beyond it the database may have no date; it is shown as infinity. */
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * A column.
     *
     * @param name its name
     * @param carrier type of the array that carries its values; text where the driver has no array of the column's type
     * @param cast what the value is cast to; null where the carrier is of the column's type
     */
    record Column(String name, String carrier, String cast) {

        static Column of(String name, String type) {
            return switch (type) {
                case "date", "timestamptz", "text[]", "bytea" -> new Column(name, "text", type);
                default -> new Column(name, type, null);
            };
        }

        String selected() {
            return cast == null ? name : name + "::" + cast;
        }
    }

    private static final Map<EventKind, FactTable> TABLES = Map.of(
            EventKind.SESSION, new FactTable("raw.session_facts", null, new SessionColumns()),
            EventKind.REACTION, new FactTable("raw.reaction_facts", "reaction_id", new ReactionColumns()),
            EventKind.RATING, new FactTable("raw.rating_facts", "rating_id", new RatingColumns()));

    private final String factId;
    private final FactColumns own;
    private final List<Column> columns = new ArrayList<>();
    private final String insert;
    private final String erase;

    private FactTable(String name, String factId, FactColumns own) {
        this.factId = factId;
        this.own = own;
        add("patient_key", "text");
        add("clinic_id", "text");
        add("session_id", "text");
        if (factId != null) {
            add(factId, "text");
        }
        add("event_id", "uuid");
        add("topic", "text");
        add("digest", "bytea");
        add("revision", "integer");
        add("voided", "boolean");
        add("recorded_at", "timestamptz");
        columns.addAll(own.columns());
        this.insert = insert(name);
        this.erase = erase(name);
    }

    static FactTable of(EventKind kind) {
        return TABLES.get(kind);
    }

    private void add(String column, String type) {
        columns.add(Column.of(column, type));
    }

    private String insert(String table) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + names + ") SELECT "
                + columns.stream().map(Column::selected).collect(Collectors.joining(", "))
                + " FROM unnest(" + "?, ".repeat(columns.size() - 1) + "?) AS s (" + names + ") ON CONFLICT DO NOTHING";
    }

    private String erase(String table) {
        return "DELETE FROM " + table + " f USING unnest(?, ?, ?, ?, ?, ?)"
                + " AS s (patient_key, clinic_id, session_id, fact_id, event_id, topic)"
                + " WHERE f.patient_key = s.patient_key AND f.clinic_id = s.clinic_id AND f.session_id = s.session_id"
                + (factId == null ? "" : " AND f." + factId + " = s.fact_id")
                + " AND f.event_id = s.event_id AND f.topic = s.topic";
    }

    /** Inserts rows; a message that is there already stays as it is. */
    String insert() {
        return insert;
    }

    /** Deletes by patient, clinic, session, fact, event and topic. */
    String erase() {
        return erase;
    }

    Columns columns() {
        return new Columns(columns.stream().map(Column::carrier).toArray(String[]::new));
    }

    Object[] row(Intake.Accepted accepted, String topic) {
        EventHeader header = accepted.header();
        List<Object> row = new ArrayList<>(columns.size());
        row.add(header.patientKey());
        row.add(header.clinicId());
        row.add(header.sessionId());
        if (factId != null) {
            row.add(header.factId());
        }
        row.add(EventIds.toUuid(header.eventId()));
        row.add(topic);
        row.add("\\x" + HexFormat.of().toHexDigits(accepted.digest()));
        row.add(header.revision());
        row.add(header.voided());
        row.add(header.recordedAt());
        own.values(accepted.event(), row);
        return row.toArray();
    }

    /** The columns that only one kind of fact has. */
    interface FactColumns {

        /** In the order of {@link #values}. */
        List<Column> columns();

        /** Adds the values of an event. */
        void values(SpecificRecord event, List<Object> row);
    }

    static List<Column> columns(String... namesAndTypes) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.add(Column.of(namesAndTypes[i], namesAndTypes[i + 1]));
        }
        return columns;
    }

    /** A set of symbols as the text of an array, sorted; symbols need no quotes. */
    static String symbols(List<? extends Enum<?>> values) {
        String[] names = values.stream().map(Enum::name).sorted().toArray(String[]::new);
        return Arrays.stream(names).collect(Collectors.joining(",", "{", "}"));
    }

    static String name(Enum<?> symbol) {
        return symbol == null ? null : symbol.name();
    }

    static Object date(LocalDate date) {
        return date != null && date.isAfter(LATEST) ? "infinity" : date;
    }
}
