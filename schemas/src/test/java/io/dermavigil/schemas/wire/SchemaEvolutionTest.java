package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.events.SampleRecords;
import io.dermavigil.summaries.SideEffectSummary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest {

    @Test
    void anUnknownSymbolOfAFieldIsNamedSo() {
        Schema writer = SchemaEdits.addSymbol(SessionRecorded.getClassSchema(), "Condition", "NEW");

        unknownSymbol(SampleEvents.session(), writer, datum -> put(datum, "condition", "NEW"));
    }

    @Test
    void anUnknownSymbolInAListIsNamedSo() {
        Schema writer = SchemaEdits.addSymbol(ReactionReported.getClassSchema(), "Seriousness", "NEW");

        unknownSymbol(SampleEvents.reaction(), writer, datum -> replaceFirst(datum, "seriousness", "NEW"));
    }

    @Test
    void anUnknownSymbolInANestedOptionalRecordIsNamedSo() {
        Schema writer = SchemaEdits.addSymbol(SessionRecorded.getClassSchema(), "Technique", "NEW");

        unknownSymbol(
                SampleEvents.session(), writer, datum -> put((GenericRecord) datum.get("device"), "technique", "NEW"));
    }

    @Test
    void anUnknownSymbolInAListOfANestedOptionalRecordIsNamedSo() {
        Schema writer = SchemaEdits.addSymbol(SessionRecorded.getClassSchema(), "Contraindication", "NEW");

        unknownSymbol(
                SampleEvents.session(),
                writer,
                datum -> replaceFirst((GenericRecord) datum.get("screening"), "contraindications", "NEW"));
    }

    @Test
    void anUnknownSymbolInAUnionIsNamedSo() {
        Schema writer = SchemaEdits.addSymbol(SideEffectSummary.getClassSchema(), "Condition", "NEW");

        unknownSymbol(SampleRecords.sideEffects(), writer, datum -> put(datum, "condition", "NEW"));
    }

    private static void unknownSymbol(SpecificRecord sample, Schema writer, Consumer<GenericRecord> change) {
        GenericRecord datum = SchemaEdits.rewrite(sample, writer);
        byte[] known = SchemaEdits.encode(datum);
        change.accept(datum);
        byte[] unknown = SchemaEdits.encode(datum);
        var decoder = new SingleObjectDecoder<>(sample.getSchema(), List.of(sample.getSchema(), writer));

        assertThat(reason(decoder, known)).isNull();
        assertThat(reason(decoder, unknown)).isEqualTo(RejectReason.UNKNOWN_SYMBOL);
        assertThat(reason(decoder, Arrays.copyOf(unknown, unknown.length - 1))).isEqualTo(RejectReason.UNREADABLE);
        assertThat(reason(decoder, Arrays.copyOf(unknown, unknown.length + 1))).isEqualTo(RejectReason.UNREADABLE);
        assertThat(reason(decoder, known)).isNull();
    }

    private static RejectReason reason(SingleObjectDecoder<?> decoder, byte[] message) {
        UndecodableException refused = catchThrowableOfType(UndecodableException.class, () -> decoder.decode(message));
        return refused == null ? null : refused.reason();
    }

    @Test
    void anOrdinalBeyondTheWritersOwnSymbolsIsDamage() {
        OutcomeRated rating = SampleEvents.rating();
        byte[] message = new SingleObjectEncoder<OutcomeRated>(rating.getSchema()).encode(rating);
        // the reporter is the last field: one byte, the zigzag ordinal
        message[message.length - 1] = 2 * 3;

        assertThat(reason(new SingleObjectDecoder<>(rating.getSchema()), message))
                .isEqualTo(RejectReason.UNREADABLE);
    }

    @Test
    void aFieldThatANewerWriterAddedIsPassedOver() throws Exception {
        for (SpecificRecord sample : SampleRecords.all().toList()) {
            Schema writer = SchemaEdits.addField(sample.getSchema(), "addedLater", "\"int\"", "7");
            byte[] message = SchemaEdits.encode(SchemaEdits.rewrite(sample, writer));
            var decoder =
                    new SingleObjectDecoder<SpecificRecord>(sample.getSchema(), List.of(sample.getSchema(), writer));

            assertThat(decoder.decode(message)).isEqualTo(sample);
            // the same decoder goes on with messages of its own version, and back
            assertThat(decoder.decode(new SingleObjectEncoder<>(sample.getSchema()).encode(sample)))
                    .isEqualTo(sample);
            assertThat(decoder.decode(message)).isEqualTo(sample);
        }
    }

    @Test
    void aFieldThatAnOlderWriterLackedGetsItsDefault() throws Exception {
        SessionRecorded session = SampleEvents.session();
        Schema writer = SchemaEdits.removeField(session.getSchema(), "protocolId");
        byte[] message = SchemaEdits.encode(SchemaEdits.rewrite(session, writer));

        SessionRecorded read = new SingleObjectDecoder<SessionRecorded>(
                        session.getSchema(), List.of(session.getSchema(), writer))
                .decode(message);

        assertThat(read)
                .isEqualTo(
                        SessionRecorded.newBuilder(session).setProtocolId(null).build());
    }

    private static void put(GenericRecord datum, String field, String symbol) {
        datum.put(
                field,
                new GenericData.EnumSymbol(
                        enumOf(datum.getSchema().getField(field).schema()), symbol));
    }

    @SuppressWarnings("unchecked")
    private static void replaceFirst(GenericRecord datum, String field, String symbol) {
        Schema items = datum.getSchema().getField(field).schema().getElementType();
        ((List<Object>) datum.get(field)).set(0, new GenericData.EnumSymbol(items, symbol));
    }

    private static Schema enumOf(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }
}
