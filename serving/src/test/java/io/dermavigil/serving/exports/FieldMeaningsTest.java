package io.dermavigil.serving.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.TestDatabases;
import io.dermavigil.summaries.AcceptedFacts;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.DateContradictions;
import io.dermavigil.summaries.HeldFacts;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Columns that are fields of events and summaries say what the schemas say, and then perhaps more. */
class FieldMeaningsTest {

    /** Fields whose column is called otherwise than the field. */
    private static final Map<String, String> CALLED = Map.of(
            "Device.model", "device_model",
            "Device.technique", "device_technique",
            "Device.sterile", "cartridge_sterile",
            "ReactionReported.type", "reaction_type",
            "ReactionReported.sunExposureWithin72h", "sun_exposure_within_72h",
            "Period.kind", "period_kind",
            "Period.start", "period_start");

    /** Withdrawn facts are not in the views. */
    private static final String NO_COLUMN = "voided";

    private static final Pattern FORM = Pattern.compile(", \\[\\S+}");
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");

    private final Map<String, String> documented = new TreeMap<>();

    @Test
    void columnsSayWhatTheSchemasSay() {
        event("serving.sessions", SessionRecorded.getClassSchema());
        event("serving.reaction_reports", ReactionReported.getClassSchema());
        event("serving.ratings", OutcomeRated.getClassSchema());
        for (var account : Map.of(
                        "serving.side_effects", SideEffectSummary.getClassSchema(),
                        "serving.satisfaction", SatisfactionSummary.getClassSchema())
                .entrySet()) {
            fields(
                    account.getKey(),
                    account.getValue(),
                    "",
                    List.of("grouping", "setting", "condition", "skinType", "clinicId", "deviceModel", "cartridgeLot"));
            fields(account.getKey(), account.getValue(), "", List.of("sessions", "updatedAt"));
            fields(account.getKey(), Period.getClassSchema(), "", List.of("kind", "start"));
        }
        fields("serving.side_effects", SideEffectSummary.getClassSchema(), "", List.of("patients"));
        fields("serving.satisfaction", SatisfactionSummary.getClassSchema(), "", List.of("ratedSessions"));
        for (var which : List.of("any", "adverse")) {
            // the sessions of an occurrence have the property that the summary names
            documented.put(
                    "serving.side_effects." + which + "_sessions", doc(SideEffectSummary.getClassSchema(), which));
            fields("serving.side_effects", Occurrence.getClassSchema(), which + "_", List.of("patients"));
        }
        fields("serving.reactions", ReactionCounts.getClassSchema(), "type_", List.of("sessions", "patients"));
        fields(
                "serving.reactions",
                ReactionCounts.getClassSchema(),
                "",
                List.of("reports", "adverseReports", "adverseSessions", "adversePatients", "serious"));
        fields("serving.reactions", ReactionCounts.getClassSchema(), "", List.of("unresolved", "resolutionUnknown"));
        fields("serving.clinics", ClinicStatus.getClassSchema(), "", List.of("lastSeenAt", "updatedAt"));
        fields(
                "serving.clinics",
                AcceptedFacts.getClassSchema(),
                "accepted_",
                List.of("sessions", "reactions", "ratings"));
        fields("serving.clinics", HeldFacts.getClassSchema(), "held_", List.of("reactions", "ratings"));
        fields(
                "serving.clinics",
                DateContradictions.getClassSchema(),
                "",
                List.of("onsetBeforeTreatment", "ratingBeforeTreatment"));

        Map<String, String> meanings = meanings();
        assertThat(documented).hasSizeGreaterThan(80);
        documented.forEach((column, doc) -> assertThat(meanings.get(column))
                .as(column)
                .isNotNull()
                .satisfies(
                        meaning -> assertThat(meaning.toLowerCase(Locale.ROOT)).startsWith(doc)));
    }

    /** All fields of an event are columns of its view. */
    private void event(String view, Schema record) {
        for (Schema.Field field : record.getFields()) {
            Schema type = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
            if (type.getType() == Schema.Type.RECORD) {
                event(view, type);
            } else if (!field.name().equals(NO_COLUMN)) {
                fields(view, record, "", List.of(field.name()));
            }
        }
    }

    private void fields(String view, Schema record, String prefix, List<String> names) {
        for (String name : names) {
            String column = CALLED.getOrDefault(record.getName() + "." + name, prefix + snake(name));
            documented.put(view + "." + column, doc(record, name));
        }
    }

    /** Without the form of an id, which the store does not check again, and with columns for fields. */
    private static String doc(Schema record, String field) {
        String doc = FORM.matcher(record.getField(field).doc()).replaceAll("");
        return snake(doc.replaceFirst("\\.$", ""));
    }

    private static String snake(String text) {
        return HUMP.matcher(text).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> meanings() {
        try (Store store = Store.open(TestDatabases.create())) {
            Map<String, String> meanings = new HashMap<>();
            store.safety()
                    .useHandle(handle -> handle.createQuery("""
                            SELECT format('serving.%s.%s', v.relname, a.attname) AS name,
                              pg_catalog.col_description(v.oid, a.attnum) AS meaning
                              FROM pg_catalog.pg_class v JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
                             WHERE v.relnamespace = 'serving'::regnamespace""")
                            .map((row, context) -> meanings.put(row.getString("name"), row.getString("meaning")))
                            .list());
            return meanings;
        }
    }
}
