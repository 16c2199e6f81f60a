package io.dermavigil.jobs.oracle;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Records of clinic topics as publishers write them. */
public final class ClinicLog {

    /** After every event that the tests make. */
    public static final long APPENDED_AT = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

    private ClinicLog() {}

    public static RawRecord published(SpecificRecord event) {
        EventHeader header = EventHeader.of(event);
        return new RawRecord(
                header.kind().sharedTopic(),
                0,
                0,
                APPENDED_AT,
                header.recordKey().bytes(),
                encode(event));
    }

    public static RawRecord publishedByItself(SpecificRecord event) {
        EventHeader header = EventHeader.of(event);
        String topic = header.kind().topicOf(header.clinicId());
        return new RawRecord(topic, 0, 0, APPENDED_AT, header.recordKey().bytes(), encode(event));
    }

    public static RawRecord erased(RawRecord record) {
        return new RawRecord(record.topic(), 0, 0, APPENDED_AT, record.key(), null);
    }

    public static byte[] encode(SpecificRecord event) {
        return new SingleObjectEncoder<>(event.getSchema()).encode(event);
    }
}
