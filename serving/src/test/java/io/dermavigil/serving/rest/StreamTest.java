package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.serving.tokens.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static final int PLACES = 20;
    private static final int PLACES_OF_ONE = 12;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        RestConfig usual = RestConfig.loopback(0);
        server = RunningServer.start(new RestConfig(
                usual.host(), 0, usual.hostNames(), Optional.empty(), PLACES, PLACES_OF_ONE, Duration.ofMillis(200)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void noOneIsThere() {
        await().atMost(Duration.ofSeconds(30)).until(() -> server.rest.changes().open() == 0);
    }

    @Test
    void tellsChangedAccountsThatTheFilterLetsThrough() throws IOException {
        try (RawSocket stratum = open("?grouping=STRATUM&period=MONTH", "");
                RawSocket clinics = open("?grouping=CLINIC&clinicId=riga-2", "")) {
            assertThat(stratum.hear("\n\n"))
                    .contains("event: progress")
                    .contains("data: {\"asOf\":\"2026-04-02T09:12:44Z\"}");
            clinics.hear("\n\n");

            server.rest.changes().committed(Set.of(SampleRows.MARCH, SampleRows.ALL, "CLINIC|ALL|CLINIC|||berlin-1||"));

            String told = stratum.hear("event: progress");
            assertThat(told)
                    .contains("event: account", "\"accountKey\":\"" + SampleRows.MARCH + "\"")
                    .doesNotContain("\"" + SampleRows.ALL + "\"", "berlin-1");
            assertThat(clinics.hear("event: progress")).doesNotContain("event: account");
        }
    }

    @Test
    void asksToBeginAgainWhoMayHaveMissedSomething() throws IOException {
        try (RawSocket reader = open("", "Last-Event-ID: 2026-04-01T00:00:00Z\r\n")) {
            assertThat(reader.hear("\n\n")).contains("event: resync");

            server.rest
                    .changes()
                    .committed(IntStream.range(0, 600)
                            .mapToObj(i -> "account " + i)
                            .collect(Collectors.toSet()));

            assertThat(reader.hear("event: resync")).doesNotContain("event: account");
        }
    }

    @Test
    void showsThatItIsStillThere() throws IOException {
        try (RawSocket reader = open("", "")) {
            assertThat(reader.hear(": still here\n\n")).contains("event: progress");
        }
    }

    @Test
    void refusesReadersForWhomThereIsNoPlaceAndTakesOthersWhenSomeLeft() throws IOException {
        List<RawSocket> flood = new ArrayList<>();
        int refused = 0;
        try {
            for (int i = 0; i < PLACES + 300; i++) {
                RawSocket reader = open(i % 2 == 0 ? Role.SAFETY : Role.QA, "", "");
                flood.add(reader);
                String head = reader.hear(i < PLACES ? "\n\n" : "}");
                if (head.startsWith("HTTP/1.1 503 ")) {
                    refused++;
                    assertThat(head).contains("Retry-After: 30", "Connection: close", "application/problem+json");
                }
            }
            assertThat(refused).isEqualTo(300);
            assertThat(server.get(Role.SAFETY, "/side-effects").statusCode()).isEqualTo(200);
        } finally {
            for (RawSocket reader : flood) {
                reader.close();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> server.rest.changes().open() == 0);
        try (RawSocket reader = open("", "")) {
            assertThat(reader.hear("\n\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void leavesPlacesForOthersThanOneEagerToken() throws IOException {
        List<RawSocket> eager = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES_OF_ONE; i++) {
                RawSocket reader = open("", "");
                eager.add(reader);
                assertThat(reader.hear("\n\n")).startsWith("HTTP/1.1 200 ");
            }
            try (RawSocket oneMore = open("", "");
                    RawSocket other = open(Role.QA, "", "")) {
                assertThat(oneMore.hear("}"))
                        .startsWith("HTTP/1.1 429 ")
                        .contains("Retry-After: 30", "urn:dermavigil:problem:too-many-streams");
                assertThat(other.hear("\n\n")).startsWith("HTTP/1.1 200 ");
            }
            eager.remove(0).close();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.rest.changes().open() < PLACES_OF_ONE);
            eager.add(open("", ""));
            assertThat(eager.get(eager.size() - 1).hear("\n\n")).startsWith("HTTP/1.1 200 ");
        } finally {
            for (RawSocket reader : eager) {
                reader.close();
            }
        }
    }

    @Test
    void cutsOffWhoeverDoesNotRead() throws IOException {
        server.store.writer().useTransaction(handle -> {
            for (int i = 0; i < 400; i++) {
                SampleRows.account(
                        handle, "LOT|ALL|CLINIC|||||" + i, "LOT", null, null, null, null, "x".repeat(20_000), 1, 1, 0);
            }
        });
        Set<String> keys =
                IntStream.range(0, 400).mapToObj(i -> "LOT|ALL|CLINIC|||||" + i).collect(Collectors.toSet());
        try (RawSocket reader = open("?grouping=LOT", "")) {
            reader.hear("\n\n");
            assertThat(server.rest.changes().open()).isEqualTo(1);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        server.rest.changes().committed(keys);
                        return server.rest.changes().open() == 0;
                    });
        } finally {
            server.store
                    .writer()
                    .useHandle(handle -> handle.execute("DELETE FROM raw.side_effects WHERE sessions = 1"));
        }
    }

    private static RawSocket open(String query, String headers) throws IOException {
        return open(Role.SAFETY, query, headers);
    }

    private static RawSocket open(Role role, String query, String headers) throws IOException {
        return new RawSocket(server.rest.port())
                .say("GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + server.tokens.get(role).secret().text() + "\r\n" + headers + "\r\n");
    }
}
