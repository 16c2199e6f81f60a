package io.dermavigil.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.summaries.SummaryKey;
import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Seriousness;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of EVENTS on a few facts, with numbers computed by hand. */
class RecomputationTest {

    private static final String CHAIN = "CHAIN|ALL|CLINIC|||||";
    private static final String STRATUM = "STRATUM|ALL|CLINIC|ACNE_SCAR|IV|||";

    @TempDir
    Path scratch;

    private final ClinicLog log = new ClinicLog();
    private final Map<String, SideEffectSummary> sideEffects = new HashMap<>();
    private final Map<String, SatisfactionSummary> satisfaction = new HashMap<>();
    private final Map<String, ClinicStatus> clinics = new HashMap<>();

    private void recompute() {
        sideEffects.clear();
        satisfaction.clear();
        clinics.clear();
        try (Recomputation recomputation = Recomputation.of(log.records(), scratch)) {
            recomputation.sideEffects(s -> sideEffects.put(SummaryKey.of(s).text(), s));
            recomputation.satisfaction(s -> satisfaction.put(SummaryKey.of(s).text(), s));
            recomputation.clinics(s -> clinics.put(s.getClinicId(), s));
        }
    }

    private ReactionCounts counts(ReactionType type) {
        return sideEffects.get(STRATUM).getReactions().get(type.name());
    }

    @Test
    void theWholeSummaryInItsJsonForm() throws Exception {
        log.session("patient-1", "s1", "2024-03-02");
        log.session("patient-1", "s2", "2024-03-09");
        log.session("patient-2", "s1", "2024-03-09");
        log.reaction(
                "patient-1",
                "s1",
                "r1",
                ReactionType.HYPERPIGMENTATION,
                "2024-03-16",
                b -> b.setGrade(2).setResolvedOn(LocalDate.parse("2024-05-15")));
        recompute();
        JsonNode expected = new ObjectMapper().readTree("""
                        {"grouping":"STRATUM","period":{"kind":"MONTH","start":"2024-03-01"},"setting":"CLINIC",
                         "condition":"ACNE_SCAR","skinType":"IV","clinicId":null,"deviceModel":null,"cartridgeLot":null,
                         "sessions":3,"patients":2,
                         "any":{"sessions":1,"patients":1,"rate":0.3333333333333,"rateLow":0.06149194472,
                           "rateHigh":0.79234039920},
                         "adverse":{"sessions":1,"patients":1,"rate":0.3333333333333,"rateLow":0.06149194472,
                           "rateHigh":0.79234039920},
                         "reactions":{"HYPERPIGMENTATION":{"sessions":1,"patients":1,"rate":0.3333333333333,
                           "rateLow":0.06149194472,"rateHigh":0.79234039920,"reports":1,"adverseReports":1,
                           "adverseSessions":1,"adversePatients":1,"byGrade":[0,1,0,0,0],"serious":0,"unresolved":0,
                           "resolutionUnknown":0,"onsetDays":{"14":1},"resolutionDays":{"60":1}}},
                         "sessionsByDay":{"2024-03-02":1,"2024-03-09":2}}
                        """);
        JsonNode found = new ObjectMapper()
                .readTree(AvroJson.write(sideEffects.get("STRATUM|2024-03|CLINIC|ACNE_SCAR|IV|||"))
                        .toString());
        assertThat(new FieldComparison("", "", java.util.Set.of("updatedAt")).differences(expected, found))
                .isEmpty();
    }

    @Test
    void everyGroupingAndPeriodWithinItsSetting() {
        log.session("patient-1", "s1", "2024-03-02", b -> b.setDevice(ClinicLog.device("Pen 2", "L|1")));
        log.session(
                "patient-1",
                "s2",
                "2024-04-01",
                b -> b.setSetting(Setting.HOME)
                        .setCondition(Condition.MELASMA)
                        .setSkinType(SkinType.UNKNOWN)
                        .setDevice(ClinicLog.device("Pen 2", null)));
        recompute();
        List<String> expected = new ArrayList<>();
        for (String period : List.of("ALL", "2024-03")) {
            expected.addAll(List.of(
                    "CHAIN|" + period + "|CLINIC|||||",
                    "CONDITION|" + period + "|CLINIC|ACNE_SCAR||||",
                    "SKIN_TYPE|" + period + "|CLINIC||IV|||",
                    "STRATUM|" + period + "|CLINIC|ACNE_SCAR|IV|||",
                    "CLINIC|" + period + "|CLINIC|||clinic-1||",
                    "CLINIC_STRATUM|" + period + "|CLINIC|ACNE_SCAR|IV|clinic-1||",
                    "LOT|" + period + "|CLINIC||||Pen%202|L%7C1"));
        }
        for (String period : List.of("ALL", "2024-04")) {
            expected.addAll(List.of(
                    "CHAIN|" + period + "|HOME|||||",
                    "CONDITION|" + period + "|HOME|MELASMA||||",
                    "SKIN_TYPE|" + period + "|HOME||UNKNOWN|||",
                    "STRATUM|" + period + "|HOME|MELASMA|UNKNOWN|||",
                    "CLINIC|" + period + "|HOME|||clinic-1||",
                    "CLINIC_STRATUM|" + period + "|HOME|MELASMA|UNKNOWN|clinic-1||"));
        }
        assertThat(sideEffects.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(satisfaction.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sideEffects.values()).allMatch(s -> s.getSessions() == 1 && s.getPatients() == 1);
    }

    @Test
    void aLotMayHaveNoModel() {
        log.session("patient-1", "s1", "2024-03-02", b -> b.setDevice(ClinicLog.device(null, "L1")));
        log.session("patient-2", "s1", "2024-03-02", b -> b.setDevice(ClinicLog.device("M", "L1")));
        recompute();
        assertThat(sideEffects.get("LOT|ALL|CLINIC|||||L1").getSessions()).isEqualTo(1);
        assertThat(sideEffects.get("LOT|ALL|CLINIC||||M|L1").getSessions()).isEqualTo(1);
        assertThat(sideEffects.get(CHAIN).getSessions()).isEqualTo(2);
    }

    @Test
    void onlyEvidenceMakesAnExpectedReactionAdverse() {
        log.session("patient-1", "s1", "2024-03-01");
        LocalDate onset = LocalDate.parse("2024-03-01");
        edema("no date: unknown", b -> {});
        edema("resolved on the last day", b -> b.setResolvedOn(onset.plusDays(7)));
        edema("resolved too late", b -> b.setResolvedOn(onset.plusDays(8)));
        edema("still there on the last day", b -> b.setOngoingOn(onset.plusDays(7)));
        edema("still there too late", b -> b.setOngoingOn(onset.plusDays(8)));
        edema("grade 2", b -> b.setGrade(2).setResolvedOn(onset));
        edema("grade 3", b -> b.setGrade(3).setResolvedOn(onset));
        edema("serious", b -> b.setSeriousness(List.of(Seriousness.HOSPITALISATION)));
        log.reaction("patient-1", "s1", "never-expected", ReactionType.INFECTION, "2024-03-01");
        recompute();
        ReactionCounts edema = counts(ReactionType.EDEMA);
        assertThat(edema.getReports()).isEqualTo(8);
        assertThat(edema.getAdverseReports()).isEqualTo(4);
        assertThat(edema.getResolutionUnknown()).isEqualTo(2);
        assertThat(edema.getUnresolved()).isEqualTo(4);
        assertThat(edema.getSerious()).isEqualTo(1);
        assertThat(edema.getByGrade()).containsExactly(6L, 1L, 1L, 0L, 0L);
        assertThat(edema.getResolutionDays()).isEqualTo(Map.of("0", 2L, "7", 1L, "8", 1L));
        ReactionCounts infection = counts(ReactionType.INFECTION);
        assertThat(infection.getAdverseReports()).isEqualTo(1);
        assertThat(infection.getUnresolved()).isEqualTo(1);
        assertThat(infection.getResolutionUnknown()).isZero();
        assertThat(sideEffects.get(STRATUM).getAny().getSessions()).isEqualTo(1);
        assertThat(sideEffects.get(CHAIN).getReactions().get("EDEMA").getOnsetDays())
                .isEmpty();
        assertThat(sideEffects.get(CHAIN).getReactions().get("EDEMA").getResolutionDays())
                .isEmpty();
    }

    private void edema(String id, java.util.function.Consumer<ReactionReported.Builder> change) {
        log.reaction("patient-1", "s1", id.replaceAll("[^a-z0-9]", "-"), ReactionType.EDEMA, "2024-03-01", change);
    }

    @Test
    void histogramsLeaveNegativeDaysOutAndEndAtNinetyOne() {
        log.session("patient-1", "s1", "2024-03-10");
        log.reaction("patient-1", "s1", "a", ReactionType.MILIA, "2024-03-09");
        log.reaction("patient-1", "s1", "b", ReactionType.MILIA, "2024-03-10");
        log.reaction("patient-1", "s1", "c", ReactionType.MILIA, "2024-06-08");
        log.reaction("patient-1", "s1", "d", ReactionType.MILIA, "2024-06-09");
        log.reaction("patient-1", "s1", "e", ReactionType.MILIA, "2024-08-01");
        recompute();
        assertThat(counts(ReactionType.MILIA).getReports()).isEqualTo(5);
        assertThat(counts(ReactionType.MILIA).getOnsetDays()).isEqualTo(Map.of("0", 1L, "90", 1L, "91", 2L));
        assertThat(sideEffects.get(STRATUM).getSessionsByDay()).isEmpty();
        assertThat(clinics.get("clinic-1").getContradictions().getOnsetBeforeTreatment())
                .isEqualTo(1);
    }

    @Test
    void theLatestRevisionReplacesTheFactWhateverItsPlaceInTheLog() {
        log.session("patient-1", "s1", "2024-03-02", b -> b.setRevision(2).setCondition(Condition.MELASMA));
        log.session("patient-1", "s1", "2024-03-02");
        log.reaction("patient-1", "s1", "r1", ReactionType.MILIA, "2024-03-03");
        recompute();
        assertThat(sideEffects).doesNotContainKey(STRATUM);
        assertThat(sideEffects.get("STRATUM|ALL|CLINIC|MELASMA|IV|||").getAny().getSessions())
                .isEqualTo(1);
        assertThat(clinics.get("clinic-1").getAccepted().getSessions()).isEqualTo(1);
    }

    @Test
    void tiesEndAtRecordedAtThenAtTheUnsignedEventId() {
        log.session(
                "patient-1",
                "s1",
                "2024-03-02",
                b -> b.setCondition(Condition.MELASMA)
                        .setEventId(EventIds.of(new UUID(-1, -1)))
                        .setRecordedAt(ClinicLog.RECORDED_AT.minus(Duration.ofMillis(1))));
        log.session(
                "patient-1",
                "s1",
                "2024-03-02",
                b -> b.setCondition(Condition.WRINKLES).setEventId(EventIds.of(new UUID(Long.MIN_VALUE, 0))));
        log.session(
                "patient-1",
                "s1",
                "2024-03-02",
                b -> b.setCondition(Condition.ALOPECIA).setEventId(EventIds.of(new UUID(Long.MAX_VALUE, 0))));
        recompute();
        assertThat(sideEffects.keySet())
                .contains("CONDITION|ALL|CLINIC|WRINKLES||||")
                .noneMatch(key -> key.contains("MELASMA") || key.contains("ALOPECIA"));
    }

    @Test
    void aVoidedSessionIsKnownButCountsNothing() {
        log.session("patient-1", "s1", "2024-03-02", b -> b.setVoided(true));
        log.reaction("patient-1", "s1", "r1", ReactionType.MILIA, "2024-03-01");
        log.rating("patient-1", "s1", "a", "2024-03-20", 5);
        log.reaction("patient-1", "unknown", "r1", ReactionType.MILIA, "2024-03-03");
        log.reaction("patient-1", "unknown", "r2", ReactionType.MILIA, "2024-03-03", b -> b.setVoided(true));
        log.rating("patient-1", "unknown", "a", "2024-03-20", 5);
        recompute();
        assertThat(sideEffects).isEmpty();
        assertThat(satisfaction).isEmpty();
        ClinicStatus status = clinics.get("clinic-1");
        assertThat(status.getAccepted().getSessions()).isEqualTo(1);
        assertThat(status.getAccepted().getReactions()).isEqualTo(3);
        assertThat(status.getAccepted().getRatings()).isEqualTo(2);
        assertThat(status.getHeld().getReactions()).isEqualTo(1);
        assertThat(status.getHeld().getRatings()).isEqualTo(1);
        assertThat(status.getContradictions().getOnsetBeforeTreatment()).isZero();
    }

    @Test
    void aTombstoneErasesOneEventOfItsTopicAndALaterRecordBringsItBack() {
        SessionRecorded first = log.session("patient-1", "s1", "2024-03-02");
        SessionRecorded second = log.session(
                "patient-1", "s1", "2024-03-02", b -> b.setRevision(2).setCondition(Condition.MELASMA));
        log.erase(second);
        recompute();
        assertThat(sideEffects).containsKey(STRATUM);

        log.addTo("clinic.clinic-1.sessions", second);
        recompute();
        assertThat(sideEffects).doesNotContainKey(STRATUM).containsKey("STRATUM|ALL|CLINIC|MELASMA|IV|||");

        log.addRaw(
                "clinic.clinic-1.sessions",
                io.dermavigil.schemas.events.EventHeader.of(second).recordKey().bytes(),
                null);
        log.erase(first);
        recompute();
        assertThat(sideEffects).isEmpty();
        assertThat(clinics).isEmpty();

        log.add(first);
        recompute();
        assertThat(sideEffects.get(STRATUM).getSessions()).isEqualTo(1);
    }

    @Test
    void whatTheIntakeRejectsIsNoFact() {
        assertThat(ClinicTopic.parse("clinic.clinic-2.sessions")).isPresent();
        log.addTo("clinic.clinic-2.sessions", new ClinicLog().session("patient-1", "s1", "2024-03-02"));
        log.session("patient-2", "s1", "2024-11-03");
        log.session("patient-3", "s1", "2024-03-02", b -> b.setSessionNumber(0));
        recompute();
        assertThat(sideEffects).isEmpty();
        assertThat(clinics).isEmpty();
    }

    @Test
    void patientsAreCountedOnceAcrossTheirSessions() {
        log.session("patient-1", "s1", "2024-03-02");
        log.session("patient-1", "s2", "2024-04-02", b -> b.setClinicId("clinic-2"));
        log.session("patient-2", "s1", "2024-03-02");
        recompute();
        assertThat(sideEffects.get(CHAIN).getSessions()).isEqualTo(3);
        assertThat(sideEffects.get(CHAIN).getPatients()).isEqualTo(2);
        assertThat(sideEffects.get("CLINIC|ALL|CLINIC|||clinic-1||").getPatients())
                .isEqualTo(2);
        assertThat(sideEffects.get("CLINIC|ALL|CLINIC|||clinic-2||").getPatients())
                .isEqualTo(1);
    }

    @Test
    void theLatestRatingOfEachSessionInEachBand() {
        log.session("patient-1", "s1", "2024-03-01", b -> b.setSessionNumber(5));
        log.session("patient-2", "s1", "2024-03-01", b -> b.setSessionNumber(1));
        log.session("patient-3", "s1", "2024-03-01");
        log.rating("patient-1", "s1", "early", "2024-02-28", 1);
        log.rating("patient-1", "s1", "day13", "2024-03-14", 2);
        log.rating("patient-1", "s1", "day14", "2024-03-15", 3, b -> b.setImprovement(2));
        log.rating("patient-1", "s1", "B", "2024-05-31", 5);
        log.rating("patient-1", "s1", "a", "2024-05-31", 4, b -> b.setImprovement(1));
        log.rating("patient-2", "s1", "only", "2024-02-01", 2);
        recompute();
        SatisfactionSummary found = satisfaction.get(STRATUM);
        assertThat(found.getSessions()).isEqualTo(3);
        assertThat(found.getRatedSessions()).isEqualTo(2);
        assertThat(found.getOverall().getByScore()).containsExactly(0L, 1L, 0L, 1L, 0L);
        assertThat(found.getOverall().getImprovementByGrade()).containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(found.getOverall().getMean()).isEqualTo(3.0);
        assertThat(found.getOverall().getTopBoxRate()).isEqualTo(0.5);
        assertThat(found.getByWeeks().keySet()).containsExactlyInAnyOrder("0-1", "2-4", "13+");
        assertThat(found.getByWeeks().get("0-1").getByScore()).containsExactly(0L, 1L, 0L, 0L, 0L);
        assertThat(found.getByWeeks().get("2-4").getByScore()).containsExactly(0L, 0L, 1L, 0L, 0L);
        assertThat(found.getByWeeks().get("13+").getByScore()).containsExactly(0L, 0L, 0L, 1L, 0L);
        assertThat(found.getBySessionNumber().keySet()).containsExactlyInAnyOrder("1", "4+");
        assertThat(found.getBySessionNumber().get("1").getByScore()).containsExactly(0L, 1L, 0L, 0L, 0L);
        assertThat(clinics.get("clinic-1").getContradictions().getRatingBeforeTreatment())
                .isEqualTo(2);
    }

    @Test
    void noRatingsGiveNullRates() {
        log.session("patient-1", "s1", "2024-03-01");
        recompute();
        SatisfactionSummary found = satisfaction.get(STRATUM);
        assertThat(found.getOverall().getMean()).isNull();
        assertThat(found.getOverall().getTopBoxRate()).isNull();
        assertThat(found.getOverall().getByScore()).containsExactly(0L, 0L, 0L, 0L, 0L);
        assertThat(found.getByWeeks()).isEmpty();
        assertThat(sideEffects.get(STRATUM).getAny().getRateLow()).isEqualTo(0.0);
    }

    @Test
    void wilsonAsPublished() {
        // Newcombe 1998: 15 of 148 gives .0624 to .1605
        for (int i = 0; i < 148; i++) {
            log.session("patient-" + i, "s1", "2024-03-01");
            if (i < 15) {
                log.reaction("patient-" + i, "s1", "r", ReactionType.BURN, "2024-03-01");
            }
        }
        recompute();
        assertThat(sideEffects.get(CHAIN).getAdverse().getRateLow())
                .isCloseTo(0.0624, org.assertj.core.data.Offset.offset(5e-5));
        assertThat(sideEffects.get(CHAIN).getAdverse().getRateHigh())
                .isCloseTo(0.1605, org.assertj.core.data.Offset.offset(5e-5));
    }
}
