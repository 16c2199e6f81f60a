package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.tokens.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static JsonNode json(Role role, String question) throws IOException {
        return JSON.readTree(server.get(role, question).body());
    }
}
