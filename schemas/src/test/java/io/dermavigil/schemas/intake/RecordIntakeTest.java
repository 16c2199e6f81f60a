package io.dermavigil.schemas.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.pipeline.RejectStage;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.ConfluentEncoder;
import io.dermavigil.schemas.wire.KnownSchemas;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordIntakeTest {

    private static final long APPENDED = SampleEvents.RECORDED_AT.toEpochMilli();

    private final RecordIntake intake = new RecordIntake();

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property(tries = 300)
    void aValidEventIsAcceptedFromBothItsTopics(@ForAll("events") SpecificRecord event) throws Exception {
        EventHeader header = EventHeader.of(event);
        byte[] body = new SingleObjectEncoder<>(event.getSchema()).encodeBody(event);
        long digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body))
                .getLong();

        assertThat(intake.take(record(header.kind().sharedTopic(), event)))
                .isEqualTo(new Intake.Accepted(event, header, digest, false));
        assertThat(intake.take(record(header.kind().topicOf(header.clinicId()), event)))
                .isEqualTo(new Intake.Accepted(event, header, digest, true));
    }

    @Property(tries = 300)
    void framingChangesNothingOfWhatBecomesOfAnEvent(@ForAll("events") SpecificRecord event) {
        KnownSchemas registered = new KnownSchemas();
        int id = registered.add(event.getSchema());
        RawRecord singleObject = record(EventHeader.of(event).kind().sharedTopic(), event);
        byte[] value = new ConfluentEncoder<>(event.getSchema(), id).encode(event);
        RawRecord confluent = with(singleObject, singleObject.key(), value);
        RecordIntake withRegistry = new RecordIntake(registered);

        assertThat(withRegistry.take(confluent))
                .isInstanceOf(Intake.Accepted.class)
                .isEqualTo(withRegistry.take(singleObject));
        assertThat(reject(confluent).getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    }

    @Property(tries = 300)
    void aTombstoneErasesTheEventOfItsKey(@ForAll("events") SpecificRecord event) {
        EventHeader header = EventHeader.of(event);

        assertThat(intake.take(tombstone(
                        header.kind().sharedTopic(), header.recordKey().bytes())))
                .isEqualTo(new Intake.Erased(header.kind(), header.recordKey(), false));
        assertThat(intake.take(tombstone(
                        header.kind().topicOf(header.clinicId()),
                        header.recordKey().bytes())))
                .isEqualTo(new Intake.Erased(header.kind(), header.recordKey(), true));
    }

    @Test
    void aTombstoneWithoutAKeyOfItsTopicIsInvalid() {
        byte[] sessionKey = key(SampleEvents.session());

        assertThat(reject(tombstone("clinic.reactions", sessionKey)).getReason())
                .isEqualTo(RejectReason.INVALID);
        assertThat(reject(tombstone("clinic.sessions", key(SampleEvents.reaction())))
                        .getReason())
                .isEqualTo(RejectReason.INVALID);
        Reject keyless = reject(tombstone("clinic.sessions", null));
        assertThat(keyless.getReason()).isEqualTo(RejectReason.INVALID);
        assertThat(keyless.getKey()).isNull();
        assertThat(keyless.getValue()).isNull();
        assertThat(keyless.getClinicId()).isNull();
    }

    @Test
    void aRejectSaysWhereAndKeepsEveryByte() {
        SessionRecorded session = SampleEvents.session();
        session.setAgeYears(131);
        RawRecord record = record("clinic.sessions", session);

        Reject reject = reject(record);

        assertThat(reject)
                .isEqualTo(Reject.newBuilder()
                        .setReason(RejectReason.INVALID)
                        .setDetail("ageYears: must be 0..130")
                        .setStage(RejectStage.VALIDATE)
                        .setClinicId("berlin-1")
                        .setTopic("clinic.sessions")
                        .setPartition(3)
                        .setOffset(7)
                        .setTimestamp(SampleEvents.RECORDED_AT)
                        .setKey(ByteBuffer.wrap(record.key()))
                        .setValue(ByteBuffer.wrap(record.value()))
                        .setValueSize(record.value().length)
                        .build());
    }

    @Test
    void damageIsUnreadableAndTellsTheClinicByTheKey() {
        RawRecord good = record("clinic.sessions", SampleEvents.session());

        Reject reject = reject(with(good, good.key(), Arrays.copyOf(good.value(), good.value().length - 1)));

        assertThat(reject.getReason()).isEqualTo(RejectReason.UNREADABLE);
        assertThat(reject.getStage()).isEqualTo(RejectStage.DECODE);
        assertThat(reject.getClinicId()).isEqualTo("berlin-1");
        assertThat(reject.getSchemaFingerprint()).hasSize(16);
        assertThat(reject(with(good, good.key(), new byte[0])).getReason()).isEqualTo(RejectReason.UNREADABLE);
    }

    @Test
    void anEventInAnotherKindsTopicHasAnUnknownSchema() {
        RawRecord stray = record("clinic.ratings", SampleEvents.session());

        assertThat(reject(stray).getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    }

    @Test
    void aFutureEventIsToldApartUnlessMoreIsWrong() {
        SessionRecorded session = SampleEvents.session();
        long early = SampleEvents.RECORDED_AT.minusSeconds(86_401).toEpochMilli();
        assertThat(reject(at(record("clinic.sessions", session), early)).getReason())
                .isEqualTo(RejectReason.FROM_THE_FUTURE);

        session.setAgeYears(-1);
        assertThat(reject(at(record("clinic.sessions", session), early)).getReason())
                .isEqualTo(RejectReason.INVALID);
    }

    @Test
    void anotherClinicsTopicIsImpersonation() {
        SessionRecorded session = SampleEvents.session();

        Reject event = reject(record("clinic.other.sessions", session));
        Reject tombstone = reject(tombstone("clinic.other.sessions", key(session)));

        assertThat(event.getReason()).isEqualTo(RejectReason.IMPERSONATION);
        assertThat(tombstone.getReason()).isEqualTo(RejectReason.IMPERSONATION);
        // whoever owns the topic answers for what is in it
        assertThat(event.getClinicId()).isEqualTo("other");
        assertThat(tombstone.getClinicId()).isEqualTo("other");
    }

    @Test
    void theKeyMustBeThatOfTheEvent() {
        RawRecord good = record("clinic.sessions", SampleEvents.session());
        SessionRecorded other = SampleEvents.session();
        other.setSessionId("another");

        assertThat(reject(with(good, key(other), good.value())).getReason()).isEqualTo(RejectReason.INVALID);
        assertThat(reject(with(good, null, good.value())).getDetail())
                .isEqualTo("key: must be patientKey/clinicId/sessionId/factId/eventId of the event");
    }

    @Test
    void anOversizedValueIsCutAndHashedAndItsRejectFits() throws Exception {
        byte[] value = Arrays.copyOf(value(SampleEvents.session()), 2_000_000);
        RawRecord record = with(record("clinic.sessions", SampleEvents.session()), new byte[200_000], value);

        Reject reject = reject(record);

        assertThat(reject.getReason()).isEqualTo(RejectReason.OVERSIZED);
        assertThat(reject.getValue()).isEqualTo(ByteBuffer.wrap(value, 0, 65_536));
        assertThat(reject.getKey().remaining()).isEqualTo(65_536);
        assertThat(reject.getValueSize()).isEqualTo(2_000_000);
        assertThat(reject.getValueSha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        assertThat(new SingleObjectEncoder<Reject>(Reject.getClassSchema()).encode(reject).length)
                .isLessThan(TopicCatalogue.REJECT_MAX_BYTES);
    }

    @Test
    void theRejectOfTheLargestInboundValueFits() {
        byte[] value = new byte[TopicCatalogue.INBOUND_MAX_BYTES];
        Arrays.fill(value, (byte) 1);
        RawRecord record = with(record("clinic.sessions", SampleEvents.session()), new byte[1 << 20], value);

        Reject reject = reject(record);

        assertThat(reject.getReason()).isEqualTo(RejectReason.UNREADABLE);
        assertThat(reject.getValue()).isEqualTo(ByteBuffer.wrap(value));
        assertThat(new SingleObjectEncoder<Reject>(Reject.getClassSchema()).encode(reject).length)
                .isLessThan(TopicCatalogue.REJECT_MAX_BYTES);
    }

    @Test
    void aTopicWithoutClinicEventsIsRefused() {
        assertThatThrownBy(() -> intake.take(tombstone("summary.clinics", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("summary.clinics carries no clinic events");
    }

    private Reject reject(RawRecord record) {
        Intake taken = intake.take(record);
        assertThat(taken).isInstanceOf(Intake.Rejected.class);
        return ((Intake.Rejected) taken).reject();
    }

    private static RawRecord record(String topic, SpecificRecord event) {
        long appended = EventHeader.of(event).recordedAt().toEpochMilli();
        return new RawRecord(topic, 3, 7, appended, key(event), value(event));
    }

    private static RawRecord tombstone(String topic, byte[] key) {
        return new RawRecord(topic, 3, 7, APPENDED, key, null);
    }

    private static RawRecord with(RawRecord record, byte[] key, byte[] value) {
        return new RawRecord(record.topic(), record.partition(), record.offset(), record.timestamp(), key, value);
    }

    private static RawRecord at(RawRecord record, long timestamp) {
        return new RawRecord(
                record.topic(), record.partition(), record.offset(), timestamp, record.key(), record.value());
    }

    private static byte[] key(SpecificRecord event) {
        return EventHeader.of(event).recordKey().bytes();
    }

    private static byte[] value(SpecificRecord event) {
        return new SingleObjectEncoder<>(event.getSchema()).encode(event);
    }
}
