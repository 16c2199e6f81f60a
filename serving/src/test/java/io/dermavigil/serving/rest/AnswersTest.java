package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.statistics.Wilson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a running server answers, held to openapi.yaml. */
class AnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/side-effects",
                "/side-effects?grouping=STRATUM&period=MONTH&reactions=true&histograms=true",
                "/side-effects?setting=HOME&reactions=true",
                "/satisfaction",
                "/satisfaction?bands=true",
                "/strata/ACNE_SCAR/IV",
                "/clinics",
                "/clinics?condition=ACNE_SCAR",
                "/clinics?condition=ACNE_SCAR&skinType=IV&period=2026-03",
                "/clinics?setting=HOME",
                "/rejects/summary",
                "/data-quality",
                "/follow-ups?asOf=2026-06-01",
                "/releases",
                "/releases/1",
                "/status",
                "/session",
                "/health",
            })
    void answersASafetyOfficerAsDocumented(String question) throws IOException {
        HttpResponse<byte[]> answer = server.get(Role.SAFETY, question);

        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        Contract.holds(answer);
        assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/side-effects, 200",
        "/side-effects?grouping=STRATUM&order=-adverseRate, 200",
        "/side-effects?grouping=CLINIC, 403",
        "/side-effects?reactions=true, 403",
        "/side-effects?cartridgeLot=x, 403",
        "/satisfaction, 403",
        "/releases, 200",
        "/releases/1?setting=CLINIC, 200",
        "/releases/2, 404",
        "/status, 200",
    })
    void answersAnAnalystAsDocumented(String question, int status) {
        HttpResponse<byte[]> answer = server.get(Role.ANALYST, question);

        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
        Contract.holds(answer);
    }

    @Test
    void givesRatesWithTheirIntervalsAndEveryReactionType() {
        JsonNode row = json(Role.SAFETY, "/side-effects?grouping=STRATUM&period=2026-03&reactions=true&histograms=true")
                .at("/rows/0");

        assertThat(row.at("/accountKey").asText()).isEqualTo(SampleRows.MARCH);
        assertThat(row.at("/adverse/rate").asDouble()).isEqualTo(8.0 / 400);
        assertThat(row.at("/adverse/rateLow").asDouble())
                .isCloseTo(Wilson.interval95(8, 400).low(), within(1e-12));
        assertThat(row.at("/reactions")).hasSize(23);
        assertThat(row.at("/reactions/HYPERPIGMENTATION/onsetDays/21").asInt()).isEqualTo(8);
        assertThat(row.at("/reactions/ERYTHEMA/rate").asDouble()).isZero();
        assertThat(row.at("/reactions/ERYTHEMA/expectedWindowDays").asInt()).isEqualTo(7);
        assertThat(row.at("/sessionsByDay/2026-03-02").asInt()).isEqualTo(300);
    }

    @Test
    void hidesFromAnalystsWhatTheReleaseHides() {
        JsonNode answer = json(Role.ANALYST, "/side-effects?grouping=STRATUM");

        assertThat(answer.at("/release").asInt()).isEqualTo(1);
        assertThat(answer.at("/count").asInt()).isEqualTo(1);
        assertThat(answer.at("/rows/0/patients").asInt()).isEqualTo(280);
        assertThat(answer.at("/rows/0/adverse/patients").isNull()).isTrue();
        assertThat(answer.at("/rows/0/adverse/rate").isNull()).isTrue();
        assertThat(answer.at("/rows/0/suppressed").asBoolean()).isTrue();
        assertThat(answer.at("/rows/0/any/rateHigh").asDouble())
                .isCloseTo(Wilson.interval95(95, 280).high(), within(1e-12));
    }

    @Test
    void followsAStratumOverTime() {
        JsonNode stratum = json(Role.SAFETY, "/strata/ACNE_SCAR/IV");

        // As of 2 April: 300 sessions are 31 days old, 100 are 3, 200 are 51.
        assertThat(stratum.at("/months/1/followUpShare").asDouble())
                .isCloseTo((300 * 31 + 100 * 3) / 90.0 / 400, within(1e-12));
        assertThat(stratum.at("/onset/HYPERPIGMENTATION/3/atRisk").asInt()).isEqualTo(600);
        assertThat(stratum.at("/onset/HYPERPIGMENTATION/21/atRisk").asInt()).isEqualTo(500);
        assertThat(stratum.at("/onset/HYPERPIGMENTATION/21/cumulative").asDouble())
                .isCloseTo(10 / 500.0, within(1e-12));
        assertThat(stratum.at("/onset/HYPERPIGMENTATION")).hasSize(52);
        JsonNode resolution = stratum.at("/resolution/HYPERPIGMENTATION");
        assertThat(resolution.at("/median").asInt()).isEqualTo(10);
        assertThat(resolution.at("/curve").findValuesAsText("day")).containsExactly("0", "5", "8", "10");
        assertThat(resolution.at("/curve/1/survival").asDouble()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(server.get(Role.SAFETY, "/strata/MELASMA/I").statusCode()).isEqualTo(404);
    }

    @Test
    void comparesClinicsWithWhatTheirMixLeadsOneToExpect() {
        JsonNode funnel = json(Role.SAFETY, "/clinics");

        assertThat(funnel.at("/target").asDouble()).isEqualTo(12 / 600.0);
        assertThat(funnel.at("/rows/0/clinicId").asText()).isEqualTo("berlin-1");
        assertThat(funnel.at("/rows/0/expected").asDouble()).isCloseTo(8, within(1e-9));
        assertThat(funnel.at("/rows/0/ratio").asDouble()).isCloseTo(10 / 8.0, within(1e-9));
        assertThat(funnel.at("/rows/0/patients").asInt()).isEqualTo(200);
        JsonNode last = funnel.at("/limits").get(funnel.at("/limits").size() - 1);
        assertThat(last.at("/n").asInt()).isEqualTo(420);
        assertThat(last.at("/low998").asDouble()).isLessThan(last.at("/low95").asDouble());
        assertThat(json(Role.SAFETY, "/clinics?skinType=IV")
                        .at("/rows/0/patients")
                        .isNull())
                .isTrue();
    }

    @Test
    void listsOverdueFollowUpsAndRejects() {
        JsonNode due = json(Role.SAFETY, "/follow-ups?asOf=2026-06-01");
        assertThat(due.at("/count").asInt()).isEqualTo(2);
        assertThat(due.at("/rows/0/daysOverdue").asInt())
                .isGreaterThan(due.at("/rows/1/daysOverdue").asInt());
        assertThat(json(Role.SAFETY, "/follow-ups?asOf=2026-06-01&clinicId=riga-2")
                        .at("/count")
                        .asInt())
                .isZero();

        JsonNode rejects = json(Role.SAFETY, "/rejects/summary?order=-records");
        assertThat(rejects.at("/rows/0/records").asInt()).isEqualTo(4);
        assertThat(rejects.at("/rows/2/clinicId").isNull()).isTrue();
        JsonNode quality = json(Role.SAFETY, "/data-quality?order=-rejected");
        assertThat(quality.at("/rows/0/rejected/UNREADABLE").asInt()).isEqualTo(4);
        assertThat(quality.at("/rows/0/rejectedTotal").asInt()).isEqualTo(7);
    }

    @Test
    void tellsWhatIsNotCountedAndWhatIsNotInTheStore() {
        // The job says that it has 812 of the 1,000 offsets of a topic that the store follows, too.
        server.store
                .writer()
                .useHandle(handle ->
                        handle.execute("INSERT INTO raw.consumed (topic, partition, topic_id, next_offset, read_at)"
                                + " VALUES ('clinic.sessions', 0, gen_random_uuid(), 900, now())"));

        JsonNode live = json(Role.SAFETY, "/status");
        assertThat(live.at("/freshness/sourceLagRecords").asInt()).isEqualTo(188);
        assertThat(live.at("/freshness/storeLagRecords").asInt()).isEqualTo(3);
        assertThat(live.at("/windows/followUpDays").asInt()).isEqualTo(90);
        assertThat(live.at("/windows/silentAfterDays").asInt()).isEqualTo(7);
        JsonNode released = json(Role.ANALYST, "/status");
        assertThat(released.at("/freshness/sourceLagRecords").isNull()).isTrue();
        assertThat(released.at("/freshness/storeLagRecords").isNull()).isTrue();
        assertThat(released.at("/windows/followUpDays").asInt()).isEqualTo(90);
    }

    @Test
    void givesSatisfactionByBandInTheOrderOfTheWeeks() {
        JsonNode row = json(Role.QA, "/satisfaction?bands=true").at("/rows/0");

        assertThat(row.at("/overall/topBoxRate").asDouble()).isEqualTo(175 / 230.0);
        assertThat(row.at("/byWeeks").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList())
                .containsExactly("0-1", "13+");
        assertThat(row.at("/bySessionNumber/4+/ratings").asInt()).isEqualTo(1);
    }

    private static JsonNode json(Role role, String question) {
        try {
            return JSON.readTree(server.get(role, question).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
