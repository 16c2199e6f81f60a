package io.dermavigil.cli.reconcile;

import io.dermavigil.events.BodySite;
import io.dermavigil.events.Causality;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Reporter;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.events.SkinTypeMethod;
import io.dermavigil.events.Technique;
import io.dermavigil.events.Topical;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.wire.AvroRuntime;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** A clinic's log as tests write it: valid events by default, each changed where the test says so. */
public final class ClinicLog {

    /** Late enough for every date of the tests. */
    public static final Instant RECORDED_AT = Instant.parse("2024-11-01T00:00:00Z");

    static {
        AvroRuntime.initialise();
    }

    private final List<RawRecord> records = new ArrayList<>();
    private final Map<String, Long> nextOffsets = new HashMap<>();
    private final Map<EventKind, SingleObjectEncoder<SpecificRecord>> encoders = new EnumMap<>(EventKind.class);
    private int events;

    public List<RawRecord> records() {
        return records;
    }

    public SessionRecorded session(
            String patient, String session, String treatedOn, Consumer<SessionRecorded.Builder> change) {
        SessionRecorded.Builder builder = SessionRecorded.newBuilder()
                .setEventId(EventIds.of(nextId()))
                .setClinicId("clinic-1")
                .setPatientKey(patient)
                .setSessionId(session)
                .setRevision(1)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setTreatedOn(LocalDate.parse(treatedOn))
                .setCondition(Condition.ACNE_SCAR)
                .setSkinType(SkinType.IV)
                .setSkinTypeMethod(SkinTypeMethod.CLINICIAN)
                .setSetting(Setting.CLINIC)
                .setBodySite(BodySite.FACE)
                .setTopicalInChannel(Topical.NONE);
        change.accept(builder);
        return add(builder.build());
    }

    public SessionRecorded session(String patient, String session, String treatedOn) {
        return session(patient, session, treatedOn, unchanged -> {});
    }

    public ReactionReported reaction(
            String patient,
            String session,
            String reaction,
            ReactionType type,
            String onsetOn,
            Consumer<ReactionReported.Builder> change) {
        ReactionReported.Builder builder = ReactionReported.newBuilder()
                .setEventId(EventIds.of(nextId()))
                .setClinicId("clinic-1")
                .setPatientKey(patient)
                .setSessionId(session)
                .setReactionId(reaction)
                .setRevision(1)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setType(type)
                .setGrade(1)
                .setOnsetOn(LocalDate.parse(onsetOn))
                .setReporter(Reporter.PATIENT)
                .setCausality(Causality.PROBABLE);
        change.accept(builder);
        return add(builder.build());
    }

    public ReactionReported reaction(
            String patient, String session, String reaction, ReactionType type, String onsetOn) {
        return reaction(patient, session, reaction, type, onsetOn, unchanged -> {});
    }

    public OutcomeRated rating(
            String patient,
            String session,
            String rating,
            String ratedOn,
            int satisfaction,
            Consumer<OutcomeRated.Builder> change) {
        OutcomeRated.Builder builder = OutcomeRated.newBuilder()
                .setEventId(EventIds.of(nextId()))
                .setClinicId("clinic-1")
                .setPatientKey(patient)
                .setSessionId(session)
                .setRatingId(rating)
                .setRevision(1)
                .setVoided(false)
                .setRecordedAt(RECORDED_AT)
                .setRatedOn(LocalDate.parse(ratedOn))
                .setSatisfaction(satisfaction)
                .setReporter(Reporter.PATIENT);
        change.accept(builder);
        return add(builder.build());
    }

    public OutcomeRated rating(String patient, String session, String rating, String ratedOn, int satisfaction) {
        return rating(patient, session, rating, ratedOn, satisfaction, unchanged -> {});
    }

    /** Writes an event to its shared topic, again if it is there already. */
    public <T extends SpecificRecord> T add(T event) {
        addTo(EventHeader.of(event).kind().sharedTopic(), event);
        return event;
    }

    /** Writes an event to a topic. */
    public void addTo(String topic, SpecificRecord event) {
        byte[] value = encoders.computeIfAbsent(
                        EventHeader.of(event).kind(), kind -> new SingleObjectEncoder<>(kind.schema()))
                .encode(event);
        addRaw(topic, EventHeader.of(event).recordKey().bytes(), value);
    }

    /** Writes a tombstone for an event of a shared topic. */
    public void erase(SpecificRecord event) {
        EventHeader header = EventHeader.of(event);
        addRaw(header.kind().sharedTopic(), header.recordKey().bytes(), null);
    }

    public void addRaw(String topic, byte[] key, byte[] value) {
        long offset = nextOffsets.merge(topic, 1L, Long::sum) - 1;
        records.add(new RawRecord(topic, 0, offset, RECORDED_AT.toEpochMilli(), key, value));
    }

    public static Device device(String model, String lot) {
        return Device.newBuilder()
                .setModel(model)
                .setTechnique(Technique.PEN)
                .setCartridgeLot(lot)
                .build();
    }

    private UUID nextId() {
        return new UUID(0x4000L, ++events);
    }
}
