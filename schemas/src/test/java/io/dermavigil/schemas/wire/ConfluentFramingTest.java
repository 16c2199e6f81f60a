package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.SampleEvents;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Confluent framing is read as soundly as single-object encoding, by the same decoder, message by message. */
class ConfluentFramingTest {

    private static final String SAMPLES = "io.dermavigil.schemas.events.SampleRecords#all";
    private static final String TOPIC = "clinic.sessions";
    private static final long MOST_BYTES = 16L << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final KnownSchemas registered = new KnownSchemas();

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void bothFramingsOfARecordReadAsTheSame(SpecificRecord good) throws Exception {
        int id = registered.add(good.getSchema());
        RecordDecoder<SpecificRecord> decoder = new RecordDecoder<>(good.getSchema(), registered);
        byte[] confluent = new ConfluentEncoder<>(good.getSchema(), id).encode(good);
        byte[] singleObject = new SingleObjectEncoder<>(good.getSchema()).encode(good);

        for (int round = 0; round < 3; round++) {
            assertThat(decoder.decode(confluent, TOPIC)).isEqualTo(good);
            assertThat(decoder.decode(singleObject, TOPIC)).isEqualTo(good);
        }
        assertThat(Arrays.copyOf(confluent, 5)).containsExactly(0, 0, 0, 0, id);
        assertThat(registered.asked()).as("an id is asked for once").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void damageIsRefusedAndTheNextGoodMessageReadsAsEver(SpecificRecord good) throws Exception {
        RecordDecoder<SpecificRecord> decoder = new RecordDecoder<>(good.getSchema(), registered);
        byte[] message = new ConfluentEncoder<>(good.getSchema(), registered.add(good.getSchema())).encode(good);
        Random random = new Random(42);

        for (int length = 0; length < message.length; length++) {
            assertThat(reason(decoder, Arrays.copyOf(message, length))).isEqualTo(RejectReason.UNREADABLE);
            readsGood(decoder, message, good);
        }
        assertThat(reason(decoder, Arrays.copyOf(message, message.length + 1))).isEqualTo(RejectReason.UNREADABLE);
        for (int at = 0; at < message.length; at++) {
            for (int mask : new int[] {1, 16, 64, 128, 255, random.nextInt(1, 256)}) {
                byte[] bad = message.clone();
                bad[at] ^= (byte) mask;
                RejectReason reason = reason(decoder, bad);
                if (at == 0) {
                    assertThat(reason).isEqualTo(RejectReason.UNREADABLE);
                } else if (at < ConfluentEncoder.HEADER_LENGTH) {
                    assertThat(reason).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
                } else {
                    assertThat(reason).isIn(null, RejectReason.UNREADABLE);
                }
                readsGood(decoder, message, good);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void hugeLengthsReserveNothing(SpecificRecord good) {
        RecordDecoder<SpecificRecord> decoder = new RecordDecoder<>(good.getSchema(), registered);
        byte[] message = new ConfluentEncoder<>(good.getSchema(), registered.add(good.getSchema())).encode(good);
        byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        int refused = 0;
        for (int at = ConfluentEncoder.HEADER_LENGTH; at < message.length; at++) {
            byte[] bomb = Arrays.copyOf(message, message.length + huge.length);
            System.arraycopy(huge, 0, bomb, at, huge.length);
            long before = threads.getCurrentThreadAllocatedBytes();
            refused += reason(decoder, bomb) == null ? 0 : 1;
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        }
        // the last field may be a number, which may be huge
        assertThat(refused).isGreaterThanOrEqualTo(message.length - ConfluentEncoder.HEADER_LENGTH - huge.length);
    }

    @Test
    void withoutARegistryItIsAnUnknownSchemaAndSaysSo() {
        SessionRecorded session = SampleEvents.session();
        byte[] message = new ConfluentEncoder<SessionRecorded>(session.getSchema(), 7).encode(session);
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(session.getSchema(), SchemasById.NONE);

        UndecodableException refused = refusal(decoder, message);

        assertThat(refused.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        assertThat(refused).hasMessage("value: is in Confluent framing, but no schema registry is configured here");
        assertThat(refused.fingerprint()).isNull();
    }

    @Test
    void aNegativeIdIsNotAskedFor() {
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(SessionRecorded.getClassSchema(), registered);

        assertThat(reason(decoder, new byte[] {0, -1, -1, -1, -1, 0})).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        assertThat(registered.asked()).isZero();
    }

    @Test
    void whoeverKeepsADecoderSurvivesAThrowingRegistry() throws Exception {
        SessionRecorded session = SampleEvents.session();
        byte[] message = new ConfluentEncoder<SessionRecorded>(session.getSchema(), 1).encode(session);
        boolean[] down = {true};
        registered.add(session.getSchema());
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(session.getSchema(), (id, topic, objection) -> {
            if (down[0]) {
                throw new IllegalStateException("down");
            }
            return registered.find(id, topic, objection);
        });

        assertThat(catchThrowableOfType(IllegalStateException.class, () -> decoder.decode(message, TOPIC)))
                .hasMessage("down");
        down[0] = false;

        assertThat(decoder.decode(message, TOPIC)).isEqualTo(session);
    }

    @Test
    void aNewerWritersFieldsArePassedOverAndItsSymbolsNamed() throws Exception {
        SessionRecorded session = SampleEvents.session();
        Schema newer = SchemaEdits.addSymbol(
                SchemaEdits.addField(session.getSchema(), "addedLater", "\"int\"", "7"), "Condition", "NEW");
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(session.getSchema(), registered);
        int id = registered.add(newer);
        GenericRecord datum = SchemaEdits.rewrite(session, newer);

        assertThat(decoder.decode(framed(id, datum), TOPIC)).isEqualTo(session);
        datum.put(
                "condition",
                new GenericData.EnumSymbol(newer.getField("condition").schema(), "NEW"));
        byte[] unknown = framed(id, datum);
        assertThat(reason(decoder, unknown)).isEqualTo(RejectReason.UNKNOWN_SYMBOL);
        assertThat(reason(decoder, Arrays.copyOf(unknown, unknown.length - 1))).isEqualTo(RejectReason.UNREADABLE);
    }

    @Test
    void aSchemaThatIsNoVersionOfOursIsRefused() {
        Schema ours = SessionRecorded.getClassSchema();
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(ours, registered);

        assertThat(rule(decoder, ReactionReported.getClassSchema())).isEqualTo("is not of SessionRecorded");
        assertThat(rule(decoder, Schema.create(Schema.Type.STRING))).isEqualTo("is not of SessionRecorded");
        assertThat(rule(decoder, SchemaEdits.removeField(ours, "patientKey")))
                .isEqualTo("is no compatible version of SessionRecorded");
        assertThat(rule(decoder, SchemaEdits.changeType(ours, "revision", "\"string\"")))
                .isEqualTo("is no compatible version of SessionRecorded");
    }

    /** Each would let a short message cost endless time, stack or memory. */
    @Test
    void aSchemaUnderWhichAMessageCanExplodeIsRefused() {
        Schema ours = SessionRecorded.getClassSchema();
        StringBuilder deep = new StringBuilder("\"int\"");
        for (int i = 0; i < 40; i++) {
            deep.insert(0, "{\"type\":\"array\",\"items\":").append('}');
        }
        StringBuilder wide = new StringBuilder("\"int\"");
        for (int i = 0; i < 20; i++) {
            wide = new StringBuilder("{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":["
                    + "{\"name\":\"a\",\"type\":" + wide + "},{\"name\":\"b\",\"type\":"
                    + (i == 0 ? "\"int\"" : "\"R" + (i - 1) + "\"") + "}]}");
        }
        List<String> hostile = List.of(
                "{\"type\":\"array\",\"items\":\"null\"}",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"Empty\",\"fields\":[]}}",
                "{\"type\":\"array\",\"items\":{\"type\":\"fixed\",\"name\":\"Nothing\",\"size\":0}}",
                "{\"type\":\"fixed\",\"name\":\"Huge\",\"size\":1073741824}",
                "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}",
                deep.toString(),
                wide.toString());
        RecordDecoder<SessionRecorded> decoder = new RecordDecoder<>(ours, registered);

        for (String type : hostile) {
            Schema writer = SchemaEdits.addField(ours, "added", type, null);
            assertThat(rule(decoder, writer))
                    .as(type.substring(0, Math.min(type.length(), 80)))
                    .isEqualTo("is recursive, too large, or has places that take no bytes");
        }
    }

    private String rule(RecordDecoder<?> decoder, Schema writer) {
        byte[] message = ByteBuffer.allocate(6)
                .put((byte) 0)
                .putInt(registered.add(writer))
                .array();
        UndecodableException refused = refusal(decoder, message);
        assertThat(refused.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        return refused.getMessage();
    }

    private static byte[] framed(int id, GenericRecord datum) {
        byte[] singleObject = SchemaEdits.encode(datum);
        int body = singleObject.length - SingleObjectEncoder.HEADER_LENGTH;
        return ByteBuffer.allocate(ConfluentEncoder.HEADER_LENGTH + body)
                .put((byte) 0)
                .putInt(id)
                .put(singleObject, SingleObjectEncoder.HEADER_LENGTH, body)
                .array();
    }

    private static void readsGood(RecordDecoder<SpecificRecord> decoder, byte[] message, SpecificRecord good)
            throws UndecodableException {
        SpecificRecord read = decoder.decode(message, TOPIC);
        // a plain comparison first: AssertJ's own costs more than the decode
        if (!read.equals(good)) {
            assertThat(read).isEqualTo(good);
        }
    }

    private static RejectReason reason(RecordDecoder<?> decoder, byte[] message) {
        UndecodableException refused = refusal(decoder, message);
        return refused == null ? null : refused.reason();
    }

    private static UndecodableException refusal(RecordDecoder<?> decoder, byte[] message) {
        return catchThrowableOfType(UndecodableException.class, () -> decoder.decode(message, TOPIC));
    }
}
