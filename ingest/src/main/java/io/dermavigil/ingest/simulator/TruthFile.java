package io.dermavigil.ingest.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SkinType;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what is true of a simulation as one JSON object: its configuration, the effective rates per session, every
 * reaction that a planted fault could have caused, and the counts for each fault. Nothing is kept in memory. See
 * {@code docs/simulator.md} for the fields. Pass it to {@link Simulation#iterator(TruthListener)} and close it at the end.
 */
public final class TruthFile implements TruthListener, Closeable {

    private final JsonGenerator json;
    private final Map<Fault, Counts> counts = new LinkedHashMap<>();

    private static final class Counts {
        private long exposedSessions;
        private long reactions;
        private long excess;
    }

    private TruthFile(JsonGenerator json, SimulationConfig config) {
        this.json = json;
        config.faults().forEach(fault -> counts.put(fault, new Counts()));
    }

    /**
     * Begins the file.
     *
     * @throws IOException when it cannot be written or exists already
     */
    public static TruthFile create(Path file, SimulationConfig config) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
        TruthFile truth = new TruthFile(json, config);
        json.writeStartObject();
        truth.configuration(config);
        truth.rates();
        json.writeArrayFieldStart("affected");
        return truth;
    }

    @Override
    public void exposed(Fault fault) {
        counts.get(fault).exposedSessions++;
    }

    @Override
    public void reaction(PlantedReaction reaction) {
        Counts ofFault = counts.get(reaction.fault());
        ofFault.reactions++;
        ofFault.excess += reaction.excess() ? 1 : 0;
        try {
            json.writeStartObject();
            json.writeStringField("fault", reaction.fault().spec());
            json.writeStringField("clinicId", reaction.clinicId());
            json.writeStringField("patientKey", reaction.patientKey());
            json.writeStringField("sessionId", reaction.sessionId());
            json.writeStringField("reactionId", reaction.reactionId());
            json.writeBooleanField("excess", reaction.excess());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("the truth file cannot be written", e);
        }
    }

    /** Writes the counts and ends the file. */
    @Override
    public void close() throws IOException {
        try (json) {
            json.writeEndArray();
            json.writeArrayFieldStart("faults");
            for (Map.Entry<Fault, Counts> entry : counts.entrySet()) {
                fault(entry.getKey(), entry.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void configuration(SimulationConfig config) throws IOException {
        json.writeObjectFieldStart("config");
        json.writeNumberField("clinics", config.clinics());
        json.writeNumberField("sessions", config.sessions());
        json.writeNumberField("seed", config.seed());
        json.writeStringField("firstDay", config.firstDay().toString());
        json.writeStringField("lastDay", config.lastDay().toString());
        json.writeObjectFieldStart("conditionMix");
        for (Map.Entry<Condition, Double> weight : config.conditionMix().entrySet()) {
            json.writeNumberField(weight.getKey().name(), weight.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("shares");
        json.writeNumberField("corrections", config.shares().corrections());
        json.writeNumberField("voids", config.shares().voids());
        json.writeNumberField("duplicates", config.shares().duplicates());
        json.writeNumberField("late", config.shares().late());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void rates() throws IOException {
        json.writeNumberField("sessionsACourse", ReactionRates.SESSIONS_A_COURSE);
        json.writeObjectFieldStart("ratesPerSession");
        for (Condition condition : Condition.values()) {
            json.writeObjectFieldStart(condition.name());
            for (SkinType skinType : SkinType.values()) {
                json.writeObjectFieldStart(skinType.name());
                for (ReactionType type : ReactionType.values()) {
                    json.writeNumberField(type.name(), ReactionRates.effective(type, condition, skinType));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void fault(Fault fault, Counts ofFault) throws IOException {
        json.writeStartObject();
        json.writeStringField("fault", fault.spec());
        json.writeStringField("scope", fault.scope().name());
        json.writeStringField("target", fault.target());
        json.writeStringField("type", fault.type().name());
        json.writeNumberField("factor", fault.factor());
        json.writeNumberField("exposedSessions", ofFault.exposedSessions);
        json.writeNumberField("reactions", ofFault.reactions);
        json.writeNumberField("excess", ofFault.excess);
        json.writeEndObject();
    }
}
