package io.dermavigil.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.SessionRecorded;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import java.util.Arrays;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Flink and others put what they hold into the messages of exceptions: what we give them says nothing of a patient. */
class SilentRecordsTest {

    private static final String PATIENT = "MARKED-PATIENT-4711";
    private static final RecordIntake INTAKE = new RecordIntake();
    private static final RawRecord RECORD = ClinicLog.published(SessionRecorded.newBuilder(SampleEvents.session())
            .setPatientKey(PATIENT)
            .setSessionId(PATIENT)
            .build());

    @Test
    void anAcceptedEventIsSilent() {
        Intake taken = INTAKE.take(RECORD);
        FactEvent event = FactEvents.of((Intake.Accepted) taken);
        assertSilent(taken);
        assertSilent(((Intake.Accepted) taken).header().recordKey());
        assertSilent(new StreamRecord<>(event));
        assertThat(event.toString()).contains("SESSION").contains("berlin-1");
    }

    @Test
    void anErasureIsSilent() {
        Intake taken = INTAKE.take(ClinicLog.erased(RECORD));
        assertSilent(taken);
        assertSilent(new StreamRecord<>(FactEvents.of((Intake.Erased) taken)));
    }

    @Test
    void aRejectAndItsRecordAreSilent() {
        byte[] damaged = Arrays.copyOf(RECORD.value(), RECORD.value().length - 1);
        RawRecord record = new RawRecord(RECORD.topic(), 0, 5, 0, RECORD.key(), damaged);
        Intake taken = INTAKE.take(record);
        assertSilent(taken);
        assertSilent(new StreamRecord<>(record));
        assertThat(taken.toString()).contains("UNREADABLE").contains("clinic.sessions:0:5");
    }

    private static void assertSilent(Object carried) {
        assertThat(carried.toString()).doesNotContain(PATIENT);
    }
}
