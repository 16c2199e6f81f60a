package io.dermavigil.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionReported;
import io.dermavigil.schemas.wire.SchemaEdits;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The gate itself: what it lets through and what it refuses. */
class SchemaGateTest {

    private static final Schema RECORDED = ReactionReported.getClassSchema();

    @Test
    void letsTheRecordedSchemaThrough() {
        assertThat(SchemaGate.violations(RECORDED, List.of(RECORDED))).isEmpty();
    }

    @Test
    void letsARecordedFieldWithADefaultThrough() {
        Schema added = SchemaEdits.addField(RECORDED, "lot", "[\"null\",\"string\"]", "null");
        Schema addedTwice = SchemaEdits.addField(added, "site", "\"int\"", "0");

        assertThat(SchemaGate.violations(addedTwice, List.of(RECORDED, added, addedTwice)))
                .isEmpty();
    }

    @Test
    void refusesAChangeThatIsNotRecorded() {
        Schema added = SchemaEdits.addField(RECORDED, "lot", "[\"null\",\"string\"]", "null");

        assertThat(SchemaGate.violations(added, List.of(RECORDED)))
                .containsExactly("the schema of the IDL is not the newest one in the history");
        assertThat(SchemaGate.violations(RECORDED, List.of())).isNotEmpty();
    }

    @Test
    void refusesARemovedFieldEvenWithADefault() {
        refuses(SchemaEdits.removeField(RECORDED, "grade"), "ReactionReported.grade was removed");
        refuses(SchemaEdits.removeField(RECORDED, "awareOn"), "ReactionReported.awareOn was removed");
    }

    @Test
    void refusesAFieldWithoutADefault() {
        refuses(SchemaEdits.addField(RECORDED, "lot", "\"string\"", null), "READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void refusesAChangedType() {
        refuses(SchemaEdits.changeType(RECORDED, "grade", "\"long\""), "ReactionReported.grade changed");
        refuses(SchemaEdits.changeType(RECORDED, "grade", "[\"null\",\"int\"]"), "ReactionReported.grade changed");
        refuses(SchemaEdits.changeType(RECORDED, "onsetOn", "\"int\""), "ReactionReported.onsetOn changed");
    }

    @Test
    void refusesAChangedDefault() {
        Schema zero = SchemaEdits.addField(RECORDED, "lot", "\"int\"", "0");
        Schema one = SchemaEdits.addField(RECORDED, "lot", "\"int\"", "1");

        assertThat(SchemaGate.violations(one, List.of(zero, one)))
                .anyMatch(violation -> violation.contains("ReactionReported.lot changed from int = 0 to int = 1"));
    }

    @Test
    void refusesAnAddedSymbol() {
        refuses(SchemaEdits.addSymbol(RECORDED, "ReactionType", "NEW"), "ReactionReported.type changed");
        refuses(SchemaEdits.addSymbol(RECORDED, "Seriousness", "NEW"), "ReactionReported.seriousness[] changed");
    }

    @Test
    void looksAtEveryPairAndNotOnlyAtTheNewest() {
        Schema withoutGrade = SchemaEdits.removeField(RECORDED, "sunExposureWithin72h");

        assertThat(SchemaGate.violations(RECORDED, List.of(RECORDED, withoutGrade, RECORDED)))
                .anyMatch(violation -> violation.startsWith("version 1 and version 2: "));
    }

    private static void refuses(Schema changed, String why) {
        assertThat(SchemaGate.violations(changed, List.of(RECORDED, changed)))
                .anyMatch(violation -> violation.contains(why));
    }
}
