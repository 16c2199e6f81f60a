package io.dermavigil.schemas.intake;

import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.pipeline.RejectStage;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.validation.EventValidator;
import io.dermavigil.schemas.validation.Problem;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decides what becomes of each record of the clinic topics. Everyone who reads them (jobs, reconciliation, serving) uses
 * this one class, so that all agree on what the set of facts is. A decision depends on the record alone, and in Confluent
 * framing on the schema that its id names. Not thread-safe.
 */
public final class RecordIntake {

    private static final String KEY_RULE = "key: must be patientKey/clinicId/sessionId/factId/eventId of the event";

    private final Map<EventKind, RecordDecoder<SpecificRecord>> decoders = new EnumMap<>(EventKind.class);
    private final Map<EventKind, CanonicalDigest> digests = new EnumMap<>(EventKind.class);
    private final Map<String, ClinicTopic> topics = new HashMap<>();

    /** An intake without a registry: a record in Confluent framing is rejected as UNKNOWN_SCHEMA. */
    public RecordIntake() {
        this(SchemasById.NONE);
    }

    /**
     * An intake for both framings: single-object encoding under the current schemas and all before them, and Confluent
     * framing under every compatible schema.
     *
     * @param registered where the schemas of Confluent framing are found
     */
    public RecordIntake(SchemasById registered) {
        for (EventKind kind : EventKind.values()) {
            decoders.put(kind, new RecordDecoder<>(kind.schema(), registered));
            digests.put(kind, new CanonicalDigest(kind.schema()));
        }
    }

    /**
     * Decides on a record.
     *
     * @param record a record of a topic whose name matches {@link ClinicTopic#PATTERN}
     * @throws IllegalArgumentException when the topic carries no clinic events
     * @throws RuntimeException as {@link SchemasById#find}: nothing is decided then, and the record must be taken again
     */
    public Intake take(RawRecord record) {
        ClinicTopic topic = topics.computeIfAbsent(record.topic(), RecordIntake::clinicTopic);
        Rejection rejection = new Rejection(record, topic);
        if (record.value() == null) {
            return erase(record, topic, rejection);
        }
        if (record.value().length > TopicCatalogue.INBOUND_MAX_BYTES) {
            return rejection.of(
                    RejectReason.OVERSIZED,
                    RejectStage.DECODE,
                    "value: must have at most " + TopicCatalogue.INBOUND_MAX_BYTES + " bytes");
        }
        SpecificRecord event;
        try {
            event = decoders.get(topic.kind()).decode(record.value(), record.topic());
        } catch (UndecodableException e) {
            return rejection.undecodable(e);
        }
        return accept(record, topic, event, rejection);
    }

    private Intake accept(RawRecord record, ClinicTopic topic, SpecificRecord event, Rejection rejection) {
        EventHeader header = EventHeader.of(event);
        List<Problem> problems = EventValidator.problems(event, header, Instant.ofEpochMilli(record.timestamp()));
        if (!problems.isEmpty()) {
            return rejection.invalid(header, problems);
        }
        if (topic.owner() != null && !topic.owner().equals(header.clinicId())) {
            return rejection.impersonation();
        }
        if (!Arrays.equals(header.recordKey().bytes(), record.key())) {
            return rejection.of(RejectReason.INVALID, RejectStage.VALIDATE, KEY_RULE);
        }
        return new Intake.Accepted(event, header, digests.get(topic.kind()).of(event), topic.owner() != null);
    }

    private static Intake erase(RawRecord record, ClinicTopic topic, Rejection rejection) {
        Optional<RecordKey> key =
                RecordKey.parse(record.key()).filter(k -> k.factId().isEmpty() == (topic.kind() == EventKind.SESSION));
        if (key.isEmpty()) {
            return rejection.of(RejectReason.INVALID, RejectStage.DECODE, KEY_RULE);
        }
        if (topic.owner() != null && !topic.owner().equals(key.get().clinicId())) {
            return rejection.impersonation();
        }
        return new Intake.Erased(topic.kind(), key.get(), topic.owner() != null);
    }

    private static ClinicTopic clinicTopic(String name) {
        return ClinicTopic.parse(name)
                .orElseThrow(() -> new IllegalArgumentException(name + " carries no clinic events"));
    }

    static String detail(List<Problem> problems) {
        return problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    }
}
