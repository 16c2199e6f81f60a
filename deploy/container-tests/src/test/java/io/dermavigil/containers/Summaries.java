package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people read from the stack, by the commands they use. */
final class Summaries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ComposeStack stack;

    Summaries(ComposeStack stack) {
        this.stack = stack;
    }

    /** All sessions in clinics that are counted now. */
    long sessions() throws JsonProcessingException {
        String rows = stack.cli("summaries", "side-effects", "--by", "chain", "--output", "json")
                .success();
        long sessions = 0;
        for (String row : rows.lines().toList()) {
            sessions += JSON.readTree(row).path("sessions").asLong();
        }
        return sessions;
    }

    /** What the chain's accounts in clinics count. */
    List<Counts> chain() throws JsonProcessingException {
        List<Counts> chain = new ArrayList<>();
        for (String row : stack.cli("summaries", "side-effects", "--by", "chain", "--output", "json")
                .success()
                .lines()
                .toList()) {
            chain.add(Counts.of(JSON.readTree(row)));
        }
        return chain;
    }

    /** Waits until exactly so many sessions are counted: one too many would never go away again. */
    void awaitSessions(long expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(sessions()).isEqualTo(expected));
    }

    /** Recomputes every summary from the events, and compares. */
    void assertReconciled() {
        Shell.Result reconciled = stack.cli("reconcile", "--timeout", "120");
        assertThat(reconciled.code()).as(reconciled.out() + reconciled.err()).isZero();
    }
}
