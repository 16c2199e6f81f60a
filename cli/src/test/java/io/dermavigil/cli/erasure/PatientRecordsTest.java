package io.dermavigil.cli.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.reconcile.ClinicLog;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.intake.RejectKey;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Which records are a patient's, and which of them a tombstone may erase. */
class PatientRecordsTest {

    private static final String PATIENT = "patient-1";

    private final ClinicLog log = new ClinicLog();
    private final PatientRecords records = new PatientRecords(new PatientSearch(List.of(new Pseudonym(PATIENT))));

    @Test
    void everyRecordUnderThePatientsKeyIsErased() {
        log.session(PATIENT, "s1", "2024-03-01");
        byte[] key = log.records().get(0).key();
        assertThat(erasure(key, log.records().get(0).value())).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(erasure(key, null)).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(erasure(key, bytes("junk"))).contains(Trace.Erasure.BY_TOMBSTONE);
    }

    @Test
    void othersAreLeftAlone() {
        log.session("patient-10", "s1", "2024-03-01");
        assertThat(erasure(log.records().get(0).key(), log.records().get(0).value()))
                .isEmpty();
        assertThat(erasure(log.records().get(0).key(), null)).isEmpty();
        assertThat(erasure(bytes("junk"), bytes("junk"))).isEmpty();
        assertThat(erasure(null, null)).isEmpty();
    }

    @Test
    void underAMalformedKeyTheContentTells() {
        log.session(PATIENT, "s1", "2024-03-01");
        byte[] value = log.records().get(0).value();
        assertThat(erasure(bytes("s1"), value)).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(erasure(bytes("s1"), bytes("{\"patientKey\":\"patient-1\""))).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(erasure(bytes("patient-1"), bytes("junk"))).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(erasure(null, value)).contains(Trace.Erasure.BY_TOMBSTONE);
    }

    @Test
    void aHeaderTellsToo() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("clinic.sessions", 0, 0, bytes("s1"), bytes("junk"));
        record.headers().add("ce_subject", bytes(PATIENT));
        assertThat(records.trace(record)).isPresent();

        ConsumerRecord<byte[], byte[]> named =
                new ConsumerRecord<>("clinic.sessions", 0, 0, bytes("s1"), bytes("junk"));
        named.headers().add("of " + PATIENT, bytes("junk"));
        assertThat(records.trace(named)).isPresent();
    }

    /** The tombstone would erase the other patient's event. */
    @Test
    void underTheKeyOfAnotherPatientNothingIsErased() {
        log.session(PATIENT, "s1", "2024-03-01");
        log.session("patient-2", "s1", "2024-03-01");
        log.session("patient-2", "patient-1", "2024-03-01");
        byte[] another = log.records().get(1).key();
        assertThat(erasure(another, log.records().get(0).value())).contains(Trace.Erasure.KEY_OF_ANOTHER);
        assertThat(erasure(log.records().get(2).key(), log.records().get(2).value()))
                .contains(Trace.Erasure.KEY_OF_ANOTHER);
    }

    @Test
    void aRejectIsErasedByItsOwnKeyOnly() {
        log.session(PATIENT, "s1", "2024-03-01");
        RawRecord misplaced = new RawRecord(
                "clinic.sessions", 0, 7, 0, bytes("s1"), log.records().get(0).value());
        Reject reject = ((Intake.Rejected) new RecordIntake().take(misplaced)).reject();
        byte[] row = new SingleObjectEncoder<Reject>(Reject.getClassSchema()).encode(reject);
        assertThat(inRejects(RejectKey.of(misplaced).bytes(), row)).contains(Trace.Erasure.BY_TOMBSTONE);
        assertThat(inRejects(bytes("clinic.sessions"), row)).contains(Trace.Erasure.SHARED_KEY);
        assertThat(inRejects(RejectKey.of(misplaced).bytes(), null)).isEmpty();
        assertThat(inRejects(RejectKey.of(misplaced).bytes(), bytes("junk"))).isEmpty();
    }

    private Optional<Trace.Erasure> erasure(byte[] key, byte[] value) {
        return records.trace(new ConsumerRecord<>("clinic.sessions", 0, 0, key, value))
                .map(Trace::erasure);
    }

    private Optional<Trace.Erasure> inRejects(byte[] key, byte[] value) {
        return records.trace(new ConsumerRecord<>("clinic.rejects.g2", 0, 0, key, value))
                .map(Trace::erasure);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
