package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.tokens.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsAndPagesTest {

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
                "accountKey",
                "-accountKey",
                "period",
                "-period",
                "sessions",
                "-sessions",
                "adverseRate",
                "-adverseRate",
                "-updatedAt"
            })
    void walksThroughEveryRowOnceInAnyOrder(String order) throws IOException {
        List<String> keys = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/side-effects?limit=2&order=" + order + cursor);
            assertThat(page.at("/count").asInt()).isEqualTo(9);
            page.at("/rows").forEach(row -> keys.add(row.at("/accountKey").asText()));
            cursor = page.at("/next").isNull()
                    ? null
                    : "&cursor=" + page.at("/next").asText();
        } while (cursor != null);

        assertThat(keys).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void takesNoCursorThatItDidNotGiveForTheSameQuestion() throws IOException {
        String cursor = json("/side-effects?limit=1").at("/next").asText();

        assertThat(server.get(Role.SAFETY, "/side-effects?limit=1&cursor=" + cursor)
                        .statusCode())
                .isEqualTo(200);
        for (String question : List.of(
                "/side-effects?limit=1&order=-sessions&cursor=" + cursor,
                "/side-effects?limit=1&grouping=CHAIN&cursor=" + cursor,
                "/satisfaction?limit=1&cursor=" + cursor,
                "/side-effects?cursor=" + cursor.substring(4),
                "/side-effects?cursor=" + "A".repeat(900),
                "/side-effects?cursor=e30")) {
            HttpResponse<byte[]> answer = server.get(Role.SAFETY, question);
            assertThat(answer.statusCode()).as(question).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).at("/parameter").asText()).isEqualTo("cursor");
        }
    }

    @Test
    void writesCsvWithTheColumnsOfTheViewAndNoFormula() {
        HttpResponse<byte[]> answer = server.get(Role.SAFETY, "/side-effects?grouping=LOT&format=csv");
        List<String> lines =
                new String(answer.body(), StandardCharsets.UTF_8).lines().toList();

        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/csv");
        assertThat(lines.get(0))
                .startsWith("account_key,grouping,period_kind,period_start,setting,condition,skin_type");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains(",'=cmd|").doesNotContain(",=cmd");
    }

    @Test
    void writesALineOfJsonARowAndSaysWhereTheNextPageIs() throws IOException {
        HttpResponse<byte[]> answer = server.get(
                Role.SAFETY, "/side-effects?limit=3", "Accept", "application/x-ndjson, application/json;q=0.5");
        List<String> lines =
                new String(answer.body(), StandardCharsets.UTF_8).lines().toList();

        assertThat(lines).hasSize(3);
        assertThat(JSON.readTree(lines.get(0)).at("/sessions").isNumber()).isTrue();
        String link = answer.headers().firstValue("Link").orElseThrow();
        assertThat(link).endsWith("; rel=\"next\"");
        String next = link.substring("</api/v1".length(), link.indexOf('>'));
        assertThat(server.get(Role.SAFETY, next).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "SAFETY, /side-effects?format=parquet, 9",
        "SAFETY, /side-effects?grouping=STRATUM&reactions=true&format=parquet, 23",
        "SAFETY, /satisfaction?bands=true&format=parquet, 4",
        "SAFETY, /follow-ups?asOf=2026-06-01&format=parquet, 2",
        "ANALYST, /side-effects?format=parquet, 2",
        "ANALYST, /releases/1?format=parquet, 2",
        "ANALYST, /releases?format=parquet, 1",
    })
    void writesParquetThatDuckDbReads(Role role, String question, int rows, @TempDir Path folder)
            throws IOException, SQLException {
        HttpResponse<byte[]> answer = server.get(role, question);
        Path file = Files.write(folder.resolve("rows.parquet"), answer.body());

        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckDb.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM '" + file + "'")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/side-effects?histograms=true&format=csv, 400",
        "/side-effects?format=xml, 400",
        "/clinics?format=csv, 400",
        "/side-effects?limit=0, 400",
        "/side-effects?limit=1001, 400",
        "/side-effects?limit=ten, 400",
        "/side-effects?period=2026-13, 400",
        "/side-effects?period=ALL&from=2026-01, 400",
        "/side-effects?from=2026-03&to=2026-01, 400",
        "/side-effects?order=patient_key, 400",
        "/side-effects?sql=1, 400",
        "/side-effects?setting=CLINIC&setting=HOME, 400",
        "/strata/ACNE/IV, 400",
        "/follow-ups?asOf=2026-02-30, 400",
        "/releases/0, 400",
        "/nothing, 404",
    })
    void saysWhichParameterBrokeWhichRule(String question, int status) throws IOException {
        HttpResponse<byte[]> answer = server.get(Role.SAFETY, question);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/rule").isMissingNode()).isEqualTo(status == 404);
        if (status != 404) {
            Contract.holds(answer);
        }
    }

    @Test
    void refusesWhatNoFormatSatisfies() {
        HttpResponse<byte[]> answer = server.get(Role.SAFETY, "/side-effects", "Accept", "image/png");

        assertThat(answer.statusCode()).isEqualTo(406);
        Contract.holds(answer);
    }

    @Test
    void sendsNothingAgainUntilTheStoreChanges() {
        String etag =
                server.get(Role.SAFETY, "/clinics").headers().firstValue("ETag").orElseThrow();
        assertThat(etag).startsWith("W/\"");

        HttpResponse<byte[]> same = server.get(Role.SAFETY, "/clinics", "If-None-Match", etag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(server.get(Role.SAFETY, "/clinics?setting=HOME", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(200);

        server.store
                .writer()
                .useHandle(handle -> handle.execute("UPDATE raw.consumed SET next_offset = next_offset + 1"));
        assertThat(server.get(Role.SAFETY, "/clinics", "If-None-Match", etag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        HttpResponse<byte[]> head = server.send(HttpRequest.newBuilder(server.uri("/api/v1/side-effects"))
                .header(
                        "Authorization",
                        "Bearer " + server.tokens.get(Role.SAFETY).secret().text())
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void compressesLongAnswers() throws IOException {
        HttpResponse<byte[]> answer =
                server.get(Role.SAFETY, "/side-effects?reactions=true", "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(JSON.readTree(plain).at("/count").asInt()).isEqualTo(9);
        }
    }

    private static JsonNode json(String question) throws IOException {
        return JSON.readTree(server.get(Role.SAFETY, question).body());
    }
}
