package io.dermavigil.cli.summaries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.TestBroker;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@SuppressWarnings("FutureReturnValueIgnored") // the commit fails when a send did
class SummariesCommandTest {

    private static final YearMonth MARCH = YearMonth.of(2024, 3);

    @TempDir
    static Path data;

    private static TestBroker stack;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() {
        stack = TestBroker.start(data);
        try (Producer<byte[], byte[]> producer = stack.beginTransaction()) {
            sideEffects()
                    .forEach(s -> producer.send(TestBroker.row(
                            TopicCatalogue.SIDE_EFFECTS, SummaryKey.of(s).text(), s)));
            producer.send(TestBroker.row(
                    TopicCatalogue.SATISFACTION, SummaryKey.of(satisfaction()).text(), satisfaction()));
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(
                        "clinic.sessions", 1, "k".getBytes(StandardCharsets.UTF_8), new byte[] {1}));
            }
            producer.send(TestBroker.row(
                    TopicCatalogue.PROGRESS,
                    "outcomes|clinic.sessions|1",
                    new PipelineProgress(
                            "outcomes", "clinic.sessions", 1, 2L, "1", Instant.parse("2024-04-02T09:12:44Z"))));
            producer.commitTransaction();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static AccountKey stratum(YearMonth month, Setting setting, Condition condition, SkinType skinType) {
        return new AccountKey(Grouping.STRATUM, month, setting, condition, skinType, null, null, null);
    }

    private static SideEffectSummary sideEffects(AccountKey account, long sessions) {
        SideEffectSummary summary = new SideEffectForm().empty(account);
        summary.setSessions(sessions);
        summary.setPatients(sessions);
        return summary;
    }

    private static List<SideEffectSummary> sideEffects() {
        SideEffectSummary example = sideEffects(stratum(null, Setting.CLINIC, Condition.ACNE_SCAR, SkinType.IV), 1412);
        example.setPatients(187);
        example.setAny(new Occurrence(160L, 98L, 0.388, 0.342, 0.436));
        example.setAdverse(new Occurrence(12L, 11L, 0.029, 0.017, 0.050));
        example.setReactions(Map.of(
                "HYPERPIGMENTATION", counts(9, 0),
                "INFECTION", counts(2, 0),
                "BURN", counts(2, 0),
                "EDEMA", counts(0, 3)));
        return List.of(
                sideEffects(stratum(null, Setting.CLINIC, Condition.MELASMA, SkinType.UNKNOWN), 0),
                sideEffects(stratum(null, Setting.CLINIC, Condition.FINE_LINES, SkinType.II), 7),
                example,
                sideEffects(stratum(null, Setting.HOME, Condition.ACNE_SCAR, SkinType.I), 99),
                sideEffects(stratum(MARCH, Setting.CLINIC, Condition.FINE_LINES, SkinType.II), 3),
                sideEffects(new AccountKey(Grouping.LOT, null, Setting.CLINIC, null, null, null, null, "L,017"), 5));
    }

    private static ReactionCounts counts(long adverseSessions, long resolutionUnknown) {
        return ReactionCounts.newBuilder()
                .setSessions(9)
                .setPatients(8)
                .setRate(0.022)
                .setRateLow(0.012)
                .setRateHigh(0.041)
                .setReports(10)
                .setAdverseReports(adverseSessions)
                .setAdverseSessions(adverseSessions)
                .setAdversePatients(adverseSessions)
                .setByGrade(List.of(6L, 3L, 1L, 0L, 0L))
                .setSerious(1)
                .setUnresolved(4)
                .setResolutionUnknown(resolutionUnknown)
                .setOnsetDays(Map.of("14", 2L, "9", 1L))
                .setResolutionDays(Map.of())
                .build();
    }

    private static SatisfactionSummary satisfaction() {
        SatisfactionSummary summary =
                new SatisfactionForm().empty(stratum(null, Setting.CLINIC, Condition.ACNE_SCAR, SkinType.IV));
        summary.setSessions(412);
        summary.setRatedSessions(230);
        RatingBand band = new RatingBand(
                List.of(4L, 11L, 40L, 110L, 65L), 3.96, 0.761, 0.702, 0.811, List.of(30L, 80L, 60L, 20L, 2L));
        summary.setOverall(band);
        summary.setByWeeks(Map.of("13+", band));
        summary.setBySessionNumber(Map.of("4+", band));
        return summary;
    }

    @Test
    void aTableForPeopleInCanonicalOrder() {
        Ran ran = run("side-effects");
        assertThat(ran.exitCode).isEqualTo(ExitCode.OK);
        assertThat(ran.out.lines().limit(4))
                .containsExactly(
                        "Side effects by stratum, setting CLINIC, all time",
                        "condition   skin  sessions  patients     any, % (95 %)  adverse  adverse, % (95 %)  unknown"
                                + "  top adverse types",
                        "ACNE_SCAR   IV       1,412       187  38.8 (34.2-43.6)       12      2.9 (1.7-5.0)        3"
                                + "  HYPERPIGMENTATION 9 +2",
                        "FINE_LINES  II           7         7                 -        0                  -        0");
        assertThat(ran.out).contains("clustering within patients ignored").doesNotContain("MELASMA");
        assertThat(ran.out.lines().mapToInt(String::length)).allMatch(length -> length <= 120);
        // the third record and the marker of its transaction
        assertThat(ran.err)
                .isEqualToIgnoringNewLines("Contains everything up to 2 offsets before the end of the event topics"
                        + " (state of 2024-04-02T09:12:44Z).");
    }

    @Test
    void jsonIsTheSummaryAsPublished() throws Exception {
        Ran ran = run("side-effects", "--output", "json", "--condition", "ACNE_SCAR");
        assertThat(ran.out.lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(ran.out))
                .isEqualTo(new ObjectMapper()
                        .readTree(AvroJson.write(sideEffects().get(2)).toString()));
    }

    @Test
    void csvHasARowForEachReaction() {
        Ran ran = run("side-effects", "--output", "csv", "--skin-type", "IV");
        assertThat(ran.out.lines())
                .containsExactly(
                        "grouping,period,setting,condition,skinType,clinicId,deviceModel,cartridgeLot,sessions,patients,"
                                + "reaction,reactionSessions,reactionPatients,rate,rateLow,rateHigh,reports,adverseReports,"
                                + "adverseSessions,adversePatients,grade1,grade2,grade3,grade4,grade5,serious,unresolved,"
                                + "resolutionUnknown",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,ANY,160,98,0.388,0.342,0.436,,,,,,,,,,,,",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,ADVERSE,12,11,0.029,0.017,0.05,,,,,,,,,,,,",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,EDEMA,9,8,0.022,0.012,0.041,10,0,0,0,6,3,1,0,0,1,4,3",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,HYPERPIGMENTATION,9,8,0.022,0.012,0.041,10,9,9,9,"
                                + "6,3,1,0,0,1,4,0",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,INFECTION,9,8,0.022,0.012,0.041,10,2,2,2,"
                                + "6,3,1,0,0,1,4,0",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,1412,187,BURN,9,8,0.022,0.012,0.041,10,2,2,2,"
                                + "6,3,1,0,0,1,4,0");
    }

    @Test
    void csvQuotesWhatALotMayContain() {
        assertThat(run("side-effects", "--by", "lot", "--output", "csv")
                        .out
                        .lines()
                        .skip(1))
                .startsWith("LOT,ALL,CLINIC,,,,,\"L,017\",5,5,ANY,0,0,,,,,,,,,,,,,,,");
    }

    @Test
    void emptyStrataAreShownOnRequest() {
        Ran ran = run("side-effects", "--include-empty");
        assertThat(ran.out
                        .lines()
                        .filter(line -> line.matches("[A-Z_]+ +(I|II|III|IV|V|VI|UNKNOWN) +[0-9].*"))
                        .count())
                .isEqualTo(77);
        assertThat(ran.out).containsPattern("OTHER +UNKNOWN +0 +0 +- +0 +- +0");
    }

    @Test
    void periodsAndSettingsAreNeverMixed() {
        assertThat(run("side-effects", "--period", "monthly")
                        .out
                        .lines()
                        .skip(2)
                        .limit(1))
                .singleElement()
                .asString()
                .startsWith("FINE_LINES  II    2024-03         3");
        assertThat(run("side-effects", "--period", "2024-03").out).contains("FINE_LINES");
        Ran april = run("side-effects", "--period", "2024-04");
        assertThat(april.out).doesNotContain("FINE_LINES");
        assertThat(april.err).contains("No account has sessions here");
        assertThat(run("side-effects", "--setting", "HOME").out)
                .contains("ACNE_SCAR  I ")
                .doesNotContain("FINE_LINES");
    }

    @Test
    void satisfactionAsTableAndCsv() {
        Ran table = run("satisfaction");
        assertThat(table.out.lines().skip(1).limit(2))
                .containsExactly(
                        "condition  skin  sessions  rated  mean  4 or 5, % (95 %)       1/2/3/4/5  wk 0-1  2-4  5-8  9-12"
                                + "   13+",
                        "ACNE_SCAR  IV         412    230  3.96  76.1 (70.2-81.1)  4/11/40/110/65       -    -    -     -"
                                + "  3.96");
        assertThat(run("satisfaction", "--output", "csv").out.lines().skip(1))
                .containsExactly(
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,412,230,overall,4,11,40,110,65,3.96,0.761,0.702,0.811,"
                                + "30,80,60,20,2",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,412,230,weeks 13+,4,11,40,110,65,3.96,0.761,0.702,0.811,"
                                + "30,80,60,20,2",
                        "STRATUM,ALL,CLINIC,ACNE_SCAR,IV,,,,412,230,session 4+,4,11,40,110,65,3.96,0.761,0.702,0.811,"
                                + "30,80,60,20,2");
    }

    @Test
    void aFilterThatTheCutLacksIsAUsageError() {
        Ran ran = run("side-effects", "--by", "clinic", "--condition", "MELASMA");
        assertThat(ran.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err).contains("--condition needs --by stratum, condition or clinic-stratum, not clinic");
        assertThat(run("side-effects", "--period", "2024-13").exitCode).isEqualTo(ExitCode.USAGE);
    }

    private static Ran run(String summary, String... options) {
        List<String> line = new ArrayList<>(List.of("summaries", summary, "--bootstrap", stack.bootstrap()));
        line.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Dermavigil.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(line.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
