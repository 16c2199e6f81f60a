package io.dermavigil.cli.erasure;

import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.intake.RejectKey;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Tells the records of the patients from all others, and how each can be erased. Not thread-safe. */
final class PatientRecords {

    private final PatientSearch search;
    private final Map<EventKind, SingleObjectDecoder<SpecificRecord>> events = new EnumMap<>(EventKind.class);
    private final SingleObjectDecoder<Reject> rejects = new SingleObjectDecoder<>(Reject.getClassSchema());

    PatientRecords(PatientSearch search) {
        this.search = search;
        for (EventKind kind : EventKind.values()) {
            events.put(kind, new SingleObjectDecoder<>(kind.schema()));
        }
    }

    /**
     * What a record holds of the patients.
     *
     * @param record of a clinic topic or a reject topic
     * @return empty when it holds nothing
     */
    Optional<Trace> trace(ConsumerRecord<byte[], byte[]> record) {
        return ClinicTopic.parse(record.topic())
                .map(topic -> inClinicTopic(record, topic.kind()))
                .orElseGet(() -> inRejects(record))
                .map(erasure -> new Trace(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset(),
                        record.key(),
                        erasure,
                        record.value() == null));
    }

    private Optional<Trace.Erasure> inClinicTopic(ConsumerRecord<byte[], byte[]> record, EventKind kind) {
        Optional<String> owner = RecordKey.parse(record.key()).map(RecordKey::patientKey);
        if (owner.isPresent() && search.names(owner.get())) {
            return Optional.of(Trace.Erasure.BY_TOMBSTONE);
        }
        // the owner's own pseudonym is not searched: another's may be part of it
        boolean mentioned = owner.isEmpty() && search.mentionedIn(record.key())
                || patientOf(record.value(), kind).map(search::names).orElse(false)
                || search.mentionedIn(record.value())
                || inHeaders(record);
        if (!mentioned) {
            return Optional.empty();
        }
        return Optional.of(owner.isEmpty() ? Trace.Erasure.BY_TOMBSTONE : Trace.Erasure.KEY_OF_ANOTHER);
    }

    private Optional<String> patientOf(byte[] value, EventKind kind) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventHeader.of(events.get(kind).decode(value)).patientKey());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    private boolean inHeaders(ConsumerRecord<byte[], byte[]> record) {
        for (Header header : record.headers()) {
            if (search.mentionedIn(header.key().getBytes(StandardCharsets.UTF_8))
                    || search.mentionedIn(header.value())) {
                return true;
            }
        }
        return false;
    }

    private Optional<Trace.Erasure> inRejects(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || !mentionedInReject(record.value())) {
            return Optional.empty();
        }
        return Optional.of(
                RejectKey.parse(record.key()).isPresent() ? Trace.Erasure.BY_TOMBSTONE : Trace.Erasure.SHARED_KEY);
    }

    private boolean mentionedInReject(byte[] value) {
        try {
            Reject reject = rejects.decode(value);
            return search.mentionedIn(bytes(reject.getKey())) || search.mentionedIn(bytes(reject.getValue()));
        } catch (UndecodableException e) {
            // a row of a newer version, or of something else
            return search.mentionedIn(value);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
