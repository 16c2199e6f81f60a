package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.events.ValidEvents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    @ParameterizedTest
    @MethodSource("io.dermavigil.schemas.events.SampleRecords#all")
    void everyTypeComesBackEqual(SpecificRecord datum) throws Exception {
        byte[] message = new SingleObjectEncoder<>(datum.getSchema()).encode(datum);

        assertThat(new SingleObjectDecoder<>(datum.getSchema()).decode(message)).isEqualTo(datum);
    }

    @ParameterizedTest
    @MethodSource("io.dermavigil.schemas.events.SampleRecords#all")
    void aMessageIsMarkerFingerprintAndBody(SpecificRecord datum) {
        SingleObjectEncoder<SpecificRecord> encoder = new SingleObjectEncoder<>(datum.getSchema());

        byte[] message = encoder.encode(datum);

        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.get()).isEqualTo((byte) 0xC3);
        assertThat(bytes.get()).isEqualTo((byte) 0x01);
        assertThat(bytes.getLong()).isEqualTo(SchemaNormalization.parsingFingerprint64(datum.getSchema()));
        assertThat(Arrays.copyOfRange(message, 10, message.length)).isEqualTo(encoder.encodeBody(datum));
    }

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property(tries = 500)
    void everyEventComesBackEqual(@ForAll("events") SpecificRecord event) throws Exception {
        SingleObjectEncoder<SpecificRecord> encoder = new SingleObjectEncoder<>(event.getSchema());
        byte[] message = encoder.encode(event);

        SpecificRecord decoded = new SingleObjectDecoder<>(event.getSchema()).decode(message);

        assertThat(decoded).isEqualTo(event);
        assertThat(encoder.encode(decoded)).isEqualTo(message);
    }
}
