package io.dermavigil.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.accounts.CountsSerializer;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.accounts.PostingSerializer;
import io.dermavigil.jobs.oracle.ClinicLog;
import io.dermavigil.jobs.serialization.BytesSerializer;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RecordIntake;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class SerializersTest {

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Provide
    Arbitrary<List<SpecificRecord>> eventLists() {
        return ValidEvents.any().list().ofMaxSize(30);
    }

    @Property(tries = 200)
    void factEventsComeBackAsTheyWent(@ForAll("events") SpecificRecord event) throws IOException {
        FactEvent published = fact(event, false);
        FactEvent erased = fact(event, true);

        assertThat(roundTrip(FactEventSerializer.INSTANCE, published)).isEqualTo(published);
        assertThat(roundTrip(FactEventSerializer.INSTANCE, erased)).isEqualTo(erased);
    }

    @Property(tries = 100)
    void patientsComeBackAsTheyWent(@ForAll("eventLists") List<SpecificRecord> events) throws IOException {
        PatientFacts patient = PatientFacts.NONE;
        for (SpecificRecord event : events) {
            FactEvent fact = fact(event, false);
            SessionFacts before = patient.session(fact.clinicId(), fact.sessionId());
            patient = patient.replacing(before, before.after(fact));
        }

        PatientFormat format = new PatientFormat();
        byte[] bytes = format.write(patient);
        assertThat(format.read(bytes)).isEqualTo(patient);
        assertThat(roundTrip(BytesSerializer.INSTANCE, bytes)).isEqualTo(bytes);
    }

    @Property
    void countsComeBackAsTheyWent(@ForAll List<Integer> counters, @ForAll long amount) throws IOException {
        CountsBuilder builder = new CountsBuilder();
        counters.forEach(counter -> builder.add(counter, amount));
        Counts counts = builder.build();

        assertThat(roundTrip(CountsSerializer.INSTANCE, counts)).isEqualTo(counts);
        assertThat(roundTrip(PostingSerializer.INSTANCE, new Posting("account|ä", counts)))
                .isEqualTo(new Posting("account|ä", counts));
    }

    private static FactEvent fact(SpecificRecord event, boolean erased) {
        RecordIntake intake = new RecordIntake();
        Intake taken = intake.take(erased ? ClinicLog.erased(ClinicLog.published(event)) : ClinicLog.published(event));
        return taken instanceof Intake.Accepted accepted
                ? FactEvents.of(accepted)
                : FactEvents.of((Intake.Erased) taken);
    }

    private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T back = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return back;
    }
}
