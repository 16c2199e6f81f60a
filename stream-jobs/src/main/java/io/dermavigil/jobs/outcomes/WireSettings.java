package io.dermavigil.jobs.outcomes;

import io.dermavigil.safety.Evidence;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.Framing;
import io.dermavigil.schemas.wire.TopicFraming;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * How a job reads and writes records.
 *
 * @param registry registry of the schemas of Confluent framing; null for none
 * @param framing in which framing summaries and evidence are written, by the plain names of their topics
 */
public record WireSettings(RegistryConfig registry, TopicFraming framing) {

    /** No registry, and single-object encoding. */
    public static final WireSettings SINGLE_OBJECT = new WireSettings(null, TopicFraming.SINGLE_OBJECT);

    private static final Map<String, Schema> SUMMARIES = Map.of(
            TopicCatalogue.SIDE_EFFECTS, SideEffectSummary.getClassSchema(),
            TopicCatalogue.SATISFACTION, SatisfactionSummary.getClassSchema(),
            TopicCatalogue.CLINICS, ClinicStatus.getClassSchema(),
            TopicCatalogue.EVIDENCE, Evidence.getClassSchema());

    /**
     * The settings of a job. Registers the schemas of what it writes in Confluent framing: once, when the job is defined.
     * The job carries the ids, so it can restart without the registry as long as clinics do not write in that framing.
     *
     * @throws io.dermavigil.schemas.registry.RegistryUnavailableException when the registry does not answer
     * @throws io.dermavigil.schemas.registry.SchemaRefusedException when it does not take a schema
     */
    static WireSettings of(OutcomesConfig config) {
        if (config.framing() == Framing.SINGLE_OBJECT) {
            return new WireSettings(config.registry().orElse(null), TopicFraming.SINGLE_OBJECT);
        }
        RegistryConfig registry = config.registry().orElseThrow();
        SchemaRegistry client = new SchemaRegistry(registry);
        Map<String, Integer> ids = new HashMap<>();
        SUMMARIES.forEach((topic, schema) ->
                ids.put(topic, client.register(config.generation().topic(topic), schema)));
        return new WireSettings(registry, new TopicFraming(ids));
    }
}
