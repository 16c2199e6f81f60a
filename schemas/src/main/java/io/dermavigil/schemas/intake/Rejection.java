package io.dermavigil.schemas.intake;

import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.pipeline.RejectStage;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.Patterns;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.validation.Problem;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Makes the reject of one record. */
final class Rejection {

    /** How much of an oversized value, or of an oversized key, a reject keeps. */
    static final int KEPT_BYTES = 64 << 10;

    private final RawRecord record;
    private final ClinicTopic topic;

    Rejection(RawRecord record, ClinicTopic topic) {
        this.record = record;
        this.topic = topic;
    }

    Intake of(RejectReason reason, RejectStage stage, String detail) {
        return reject(reason, stage, detail, keyClinic(), null);
    }

    Intake undecodable(UndecodableException cause) {
        return reject(cause.reason(), RejectStage.DECODE, cause.getMessage(), keyClinic(), cause.fingerprint());
    }

    Intake invalid(EventHeader header, List<Problem> problems) {
        boolean future = problems.stream().allMatch(p -> p.reason() == RejectReason.FROM_THE_FUTURE);
        String clinic = Patterns.CLINIC_ID.matches(header.clinicId()) ? header.clinicId() : null;
        return reject(
                future ? RejectReason.FROM_THE_FUTURE : RejectReason.INVALID,
                RejectStage.VALIDATE,
                RecordIntake.detail(problems),
                clinic,
                null);
    }

    Intake impersonation() {
        return of(RejectReason.IMPERSONATION, RejectStage.VALIDATE, "clinicId: must be the clinic that owns the topic");
    }

    private String keyClinic() {
        return RecordKey.parse(record.key()).map(RecordKey::clinicId).orElse(null);
    }

    /** The owner of a topic answers for what is in it, whatever the record claims. */
    private Intake reject(RejectReason reason, RejectStage stage, String detail, String clinic, String fingerprint) {
        byte[] value = record.value();
        boolean cut = value != null && value.length > TopicCatalogue.INBOUND_MAX_BYTES;
        return new Intake.Rejected(Reject.newBuilder()
                .setReason(reason)
                .setStage(stage)
                .setDetail(detail)
                .setClinicId(topic.owner() != null ? topic.owner() : clinic)
                .setSchemaFingerprint(fingerprint)
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .setKey(kept(record.key(), KEPT_BYTES))
                .setValue(kept(value, cut ? KEPT_BYTES : Integer.MAX_VALUE))
                .setValueSize(value == null ? 0 : value.length)
                .setValueSha256(cut ? sha256(value) : null)
                .build());
    }

    private static ByteBuffer kept(byte[] bytes, int most) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
