package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import io.dermavigil.serving.tokens.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackTest {

    private static final Set<String> FOR_ANALYSTS = Set.of(
            "/side-effects", "/releases", "/releases/{release}", "/status", "/session", "/health", "/openapi.yaml");

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
                "' OR '1'='1",
                "x'; DROP TABLE raw.side_effects CASCADE; --",
                "1) UNION SELECT token_hash::text FROM access.tokens --",
                "$$;SELECT pg_sleep(20);$$",
                "\\'; SELECT 1; --",
                "a\r\nSet-Cookie: dermavigil_session=forged\r\n\r\n<script>",
                "\u0000",
                "%00%27",
                "../../../../etc/passwd",
                "\u202e\ud83d\ude00",
            })
    void noParameterReachesSqlOrHeaders(String payload) throws IOException {
        for (Documented.Attack attack : Documented.with(payload)) {
            HttpResponse<byte[]> answer = server.get(Role.ADMIN, attack.question());
            String body = new String(answer.body(), StandardCharsets.UTF_8);

            assertThat(answer.statusCode()).as("%s %s", attack, body).isIn(200, 400, 404);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(body).doesNotContain("org.postgresql", "Exception", "syntax error", "root:x");
            if (answer.statusCode() == 200) {
                assertThat(new ObjectMapper().readTree(body).at("/count").asInt())
                        .as("%s", attack)
                        .isZero();
            }
        }
        assertThat(Documented.with(payload)).hasSizeGreaterThan(60);
        int accounts = server.store
                .safety()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM raw.side_effects")
                        .mapTo(Integer.class)
                        .one());
        assertThat(accounts).isEqualTo(11);
    }

    @Test
    void analystsReachReleasesOnly() {
        for (Documented.Path path : Documented.paths()) {
            assertThat(server.get(Role.ANALYST, path.good()).statusCode())
                    .as(path.template())
                    .isEqualTo(FOR_ANALYSTS.contains(path.template()) ? 200 : 403);
        }
    }

    @Test
    void withoutATokenNothingIsSaid() {
        for (Documented.Path path : Documented.paths()) {
            HttpResponse<byte[]> answer = server.get(null, path.good());
            assertThat(answer.statusCode()).as(path.template()).isEqualTo(path.needsToken() ? 401 : 200);
            if (path.needsToken()) {
                Contract.holds(answer);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            }
        }
    }

    @Test
    void databaseRolesHoldWhateverTheServerDoes() {
        for (String statement : List.of(
                "SELECT * FROM raw.side_effects",
                "SELECT * FROM serving.side_effects",
                "SELECT * FROM serving.follow_ups_overdue(current_date)",
                "SELECT * FROM access.tokens",
                "COPY release.cells TO PROGRAM 'true'",
                "CREATE TABLE release.mine (a int)",
                "WITH gone AS (DELETE FROM release.cells RETURNING 1) SELECT * FROM gone",
                "INSERT INTO release.releases VALUES (99, now(), now(), '', 1, '')",
                "SELECT pg_read_file('/etc/passwd')")) {
            refused(server.store.analyst(), statement);
        }
        refused(server.store.safety(), "SELECT * FROM access.tokens");
        refused(server.store.safety(), "SELECT * FROM access.sessions");
    }

    @Test
    void aReleaseNeverChanges() {
        for (String statement : List.of(
                "UPDATE release.cells SET patients = 5 WHERE patients IS NOT NULL",
                "DELETE FROM release.releases",
                "TRUNCATE release.cells",
                "INSERT INTO release.cells VALUES (1, 'ALL', null, 'HOME', null, null, 'ANY', 4, 'SHOWN', null)",
                "INSERT INTO release.releases VALUES (7, now(), now(), 'r', 11, 'v')")) {
            refused(server.store.writer(), statement);
        }
        assertThat(SampleRows.release(server.store)).isEqualTo(2);
    }

    @Test
    void forgedExpiredAndRevokedTokensAreRefused() {
        var tokens = new Tokens(server.store.writer());
        var expired = tokens.create(Role.ADMIN, "", Duration.ofDays(1));
        server.store
                .writer()
                .useHandle(handle -> handle.execute(
                        "UPDATE access.tokens SET created_at = now() - interval '2 days', expires_at = now() - interval '1 second'"
                                + " WHERE token_id = ?",
                        expired.tokenId()));
        var revoked = tokens.create(Role.ADMIN, "", Duration.ofDays(1));
        assertThat(tokens.revoke(revoked.tokenId())).isTrue();
        String good = server.tokens.get(Role.ADMIN).secret().text();

        for (String token : List.of(
                expired.secret().text(),
                revoked.secret().text(),
                Secret.random(Secret.Kind.TOKEN).text(),
                good.substring(0, good.length() - 1),
                good.toUpperCase(Locale.ROOT),
                "",
                "dv_' OR ''='")) {
            assertThat(withHeader("Authorization", "Bearer " + token).statusCode())
                    .as("a token of %d characters", token.length())
                    .isEqualTo(401);
        }
        assertThat(withHeader("Authorization", "Basic " + good).statusCode()).isEqualTo(401);
        assertThat(withHeader("Cookie", "dermavigil_session=" + good).statusCode())
                .isEqualTo(401);
        assertThat(withHeader("Authorization", "bearer " + good).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherHostIsNotServed() throws IOException {
        for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example")) {
            assertThat(raw("GET /api/v1/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ");
        }
        assertThat(raw("GET /api/v1/health HTTP/1.1\r\nHost: LOCALHOST\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.yaml",
                "/..%2fopenapi.yaml",
                "/%2e%2e/db/migration/V1__store.sql",
                "/%2e%2e%2fdb%2fmigration%2fV1__store.sql",
                "/assets/..%5c..%5copenapi.yaml",
                "//etc/passwd",
                "/....//....//etc/passwd",
                "/..;/openapi.yaml",
                "/db/migration/V1__store.sql",
                "/io/dermavigil/serving/rest/Routes.class",
            })
    void noPathLeadsOutOfTheDashboard(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContain("openapi: 3", "CREATE SCHEMA", "root:x");
    }

    @Test
    void largeBodiesAreRefusedBeforeTheyAreRead() throws IOException {
        String head = "POST /api/v1/sign-out HTTP/1.1\r\nHost: localhost\r\n";
        assertThat(raw(head + "Content-Length: 10485760\r\n\r\n" + "x".repeat(10_000)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\n2710\r\n" + "x".repeat(10_000)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void whatCannotBeReadIsAProblemToo() throws IOException {
        for (String request : List.of(
                "GET / HTTP/9.9\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET /api/v1/health?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/\u0001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            assertThat(raw(request))
                    .as(request.substring(0, 10))
                    .matches("(?s)HTTP/1.1 (4\\d\\d|505) .*")
                    .doesNotContain("\tat ", "Exception", "Jetty");
        }
    }

    @Test
    void othersSitesReadNothingAndSendNothing() {
        HttpResponse<byte[]> answer = withHeader("Origin", "https://evil.example");
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        HttpResponse<byte[]> preflight = server.send(HttpRequest.newBuilder(server.uri("/api/v1/side-effects"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .build());
        assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(preflight.statusCode()).isIn(403, 405);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            HttpResponse<byte[]> answer = server.send(HttpRequest.newBuilder(server.uri("/api/v1/side-effects"))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).get().asString().contains("GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/side-effects", "/api/v1/health", "/nothing", "/"})
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        var headers =
                server.send(HttpRequest.newBuilder(server.uri(path)).build()).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).startsWith("private");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void silentAndSlowConnectionsHoldNoOneUp() throws IOException {
        List<RawSocket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                silent.add(new RawSocket(server.rest.port()).say(i % 2 == 0 ? "" : "GET /api/v1/health HT"));
            }
            assertThat(server.get(null, "/health").statusCode()).isEqualTo(200);
        } finally {
            for (RawSocket socket : silent) {
                socket.close();
            }
        }
    }

    private static void refused(Jdbi jdbi, String statement) {
        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
                .as(statement)
                .isInstanceOf(JdbiException.class);
    }

    private static HttpResponse<byte[]> withHeader(String name, String value) {
        return server.send(HttpRequest.newBuilder(server.uri("/api/v1/session"))
                .header(name, value)
                .build());
    }

    private static String raw(String request) throws IOException {
        try (var socket = new RawSocket(server.rest.port())) {
            return socket.say(request).hear("}");
        }
    }
}
