package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.tokens.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers are made once for many readers: who gets which, and that nobody gets an old one. */
class SharedAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAIN = "/side-effects?grouping=CHAIN&setting=CLINIC";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        commit(600);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void readersNeverGetLessThanWasCommittedWhenTheyAsked() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        var committed = new AtomicLong(600);
        var writing = new AtomicBoolean(true);
        List<Future<Integer>> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Role role = i % 2 == 0 ? Role.SAFETY : Role.QA;
                readers.add(threads.submit(() -> {
                    int asked = 0;
                    while (writing.get()) {
                        long before = committed.get();
                        HttpResponse<byte[]> answer = server.get(role, CHAIN);
                        assertThat(sessions(answer)).isGreaterThanOrEqualTo(before);
                        asked++;
                    }
                    return asked;
                }));
            }
            for (long sessions = 601; sessions <= 680; sessions++) {
                commit(sessions);
                committed.set(sessions);
            }
            writing.set(false);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAnswerIsKeptUntilTheStoreMovesAndThenNoLonger() throws IOException {
        commit(700);
        HttpResponse<byte[]> first = server.get(Role.SAFETY, CHAIN);
        // Rows that change without the offsets from which they come: only a test does that, to see what is kept.
        server.store
                .writer()
                .useHandle(handle -> handle.execute(
                        "UPDATE raw.side_effects SET sessions = 701 WHERE account_key = 'CHAIN|ALL|CLINIC|||||'"));

        HttpResponse<byte[]> same = server.get(Role.SAFETY, CHAIN);
        assertThat(same.body()).isEqualTo(first.body());
        assertThat(etag(same)).isEqualTo(etag(first));
        assertThat(server.get(Role.SAFETY, CHAIN, "If-None-Match", etag(first)).statusCode())
                .isEqualTo(304);

        commit(702);
        HttpResponse<byte[]> next = server.get(Role.SAFETY, CHAIN, "If-None-Match", etag(first));
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(sessions(next)).isEqualTo(702);
        assertThat(etag(next)).isNotEqualTo(etag(first));
    }

    @Test
    void anAnswerIsFromOneStateOfTheStore() {
        for (Jdbi reader : List.of(server.store.safety(), server.store.analyst())) {
            String isolation = reader.inTransaction(handle -> handle.createQuery("SHOW transaction_isolation")
                    .mapTo(String.class)
                    .one());
            assertThat(isolation).isEqualTo("repeatable read");
        }
    }

    @Test
    void rolesAndQuestionsHaveAnswersOfTheirOwn() throws IOException {
        commit(800);
        HttpResponse<byte[]> live = server.get(Role.SAFETY, "/side-effects?grouping=STRATUM");
        HttpResponse<byte[]> released = server.get(Role.ANALYST, "/side-effects?grouping=STRATUM");

        assertThat(JSON.readTree(live.body()).at("/release").isNull()).isTrue();
        assertThat(JSON.readTree(live.body()).at("/rows/0/accountKey").isTextual())
                .isTrue();
        for (int again = 0; again < 2; again++) {
            HttpResponse<byte[]> analysts = server.get(Role.ANALYST, "/side-effects?grouping=STRATUM");
            assertThat(analysts.body()).isEqualTo(released.body());
            assertThat(JSON.readTree(analysts.body()).at("/release").asInt()).isEqualTo(1);
            assertThat(JSON.readTree(analysts.body()).at("/rows/0/accountKey").isMissingNode())
                    .isTrue();
        }
        assertThat(server.get(Role.ANALYST, "/side-effects?grouping=STRATUM", "If-None-Match", etag(live))
                        .statusCode())
                .isEqualTo(200);
        assertThat(etag(server.get(Role.QA, "/side-effects?grouping=STRATUM"))).isNotEqualTo(etag(live));
        assertThat(server.get(Role.SAFETY, "/side-effects?grouping=STRATUM&period=2026-03")
                        .body())
                .isNotEqualTo(live.body());
    }

    @Test
    void theSameAnswerIsCompressedForWhoeverTakesThat() throws IOException {
        commit(900);
        String question = "/side-effects?reactions=true";
        HttpResponse<byte[]> plain = server.get(Role.SAFETY, question);
        HttpResponse<byte[]> compressed = server.get(Role.SAFETY, question, "Accept-Encoding", "br;q=1, gzip;q=0.8");
        HttpResponse<byte[]> refused = server.get(Role.SAFETY, question, "Accept-Encoding", "gzip;q=0");

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length / 5);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(etag(compressed)).isEqualTo(etag(plain));
        assertThat(refused.body()).isEqualTo(plain.body());
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    }

    /** What the materializer does: rows and the offsets from which they come, in one transaction. */
    private static void commit(long sessions) {
        server.store.writer().useTransaction(handle -> {
            handle.execute(
                    "UPDATE raw.side_effects SET sessions = ? WHERE account_key = 'CHAIN|ALL|CLINIC|||||'", sessions);
            handle.execute("""
                    INSERT INTO raw.consumed (topic, partition, topic_id, next_offset, read_at)
                    VALUES ('summary.side-effects', 0, '00000000-0000-0000-0000-000000000001', ?, now())
                    ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset""", sessions);
        });
    }

    private static long sessions(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return JSON.readTree(answer.body()).at("/rows/0/sessions").asLong();
    }

    private static String etag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
