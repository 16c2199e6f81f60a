package io.dermavigil.cli.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.json.AvroJsonReader;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * Every summary, computed in batch by SQL from the records of the clinic topics. It shares with the jobs what a fact is
 * (decoding, validation, keys: {@code RecordIntake}) and nothing of how facts are counted. Neither the order in which
 * records of different partitions are added nor their number changes its answer; records of one partition must be added
 * with the offsets they have there.
 */
public final class Recomputation implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LOG = List.of("1-log.sql");
    private static final List<String> CONCEPTS = List.of(
            "2-facts.sql",
            "3-accounts.sql",
            "4-rates.sql",
            "5-side-effects.sql",
            "6-satisfaction.sql",
            "7-clinics.sql",
            "8-summaries.sql");

    private final ScratchDatabase database;
    private final EventLoader loader;

    /**
     * Starts with no records.
     *
     * @param scratch existing folder for the database, which needs about the size of the log there
     * @param schemas where the schemas of records in Confluent framing are found
     */
    public Recomputation(Path scratch, SchemasById schemas) {
        this.database = ScratchDatabase.in(scratch);
        database.run(LOG);
        this.loader = new EventLoader(database, schemas);
    }

    /** Recomputes the summaries of some records in single-object encoding. */
    public static Recomputation of(Iterable<RawRecord> records, Path scratch) {
        Recomputation recomputation = new Recomputation(scratch, SchemasById.NONE);
        records.forEach(recomputation::add);
        recomputation.compute();
        return recomputation;
    }

    /** Adds a record of a clinic topic, before {@link #compute()}. */
    public void add(RawRecord record) {
        loader.add(record);
    }

    /** Computes everything from the records added; once. */
    public void compute() {
        loader.close();
        database.run(CONCEPTS);
    }

    /** Passes on the side effects of every account that has a session in force, in the order of the JSON form. */
    public void sideEffects(Consumer<SideEffectSummary> sink) {
        summaries("side_effects_json", SideEffectSummary.getClassSchema(), SideEffectSummary.class, sink);
    }

    /** Passes on the satisfaction of every account that has a session in force, in the order of the JSON form. */
    public void satisfaction(Consumer<SatisfactionSummary> sink) {
        summaries("satisfaction_json", SatisfactionSummary.getClassSchema(), SatisfactionSummary.class, sink);
    }

    /** Passes on accepted, held and contradicting facts of every clinic that has a fact, in the order of the JSON form. */
    public void clinics(Consumer<ClinicStatus> sink) {
        summaries("clinics_json", ClinicStatus.getClassSchema(), ClinicStatus.class, sink);
    }

    private <T> void summaries(String view, Schema schema, Class<T> type, Consumer<T> sink) {
        database.texts(
                "SELECT json FROM " + view + " ORDER BY json", text -> sink.accept(type.cast(parse(text, schema))));
    }

    private static Object parse(String text, Schema schema) {
        try {
            AvroJsonReader.Result read = AvroJsonReader.read(JSON.readTree(text), schema);
            if (!read.problems().isEmpty()) {
                throw new IllegalStateException("the SQL does not give a " + schema.getName() + ": " + read.problems());
            }
            return read.datum();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SQL does not give JSON", e);
        }
    }

    /** Deletes the database. */
    @Override
    public void close() {
        database.close();
    }
}
