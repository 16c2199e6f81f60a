package io.dermavigil.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.Dermavigil;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A simulated chain, small enough to be published within one step of a test. Slices of different seeds have no fact in common.
 *
 * @param seed of the simulator
 * @param sessions how many
 * @param from first day of treatment
 * @param to last day of anything
 */
record ChainSlice(long seed, int sessions, LocalDate from, LocalDate to) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One whose events have all happened. */
    static ChainSlice ofThePast(long seed, int sessions) {
        LocalDate yesterday = LocalDate.now().minusDays(1);
        return new ChainSlice(seed, sessions, yesterday.minusYears(1), yesterday);
    }

    /** How far ahead the clock of a machine is that publishes {@link #ofTheFuture}. */
    static final int DAYS_AHEAD = 40;

    /** One published by a machine whose clock is weeks ahead: the contract refuses every event. */
    static ChainSlice ofTheFuture(long seed, int sessions) {
        LocalDate today = LocalDate.now();
        return new ChainSlice(seed, sessions, today.plusDays(5), today.plusDays(DAYS_AHEAD - 1));
    }

    /** Whether it was published by a clock that is ahead. */
    boolean isOfTheFuture() {
        return from.isAfter(LocalDate.now());
    }

    /** The simulator's arguments. */
    List<String> arguments() {
        return List.of(
                "simulate",
                "--clinics",
                "4",
                "--sessions",
                Integer.toString(sessions),
                "--seed",
                Long.toString(seed),
                "--from",
                from.toString(),
                "--to",
                to.toString());
    }

    /** How many sessions in clinics are counted once everything is published: those in force, counted from the files that the simulator writes. */
    long sessionsInForce(Path folder) throws IOException {
        if (isOfTheFuture()) {
            return 0;
        }
        Path out = folder.resolve("slice-" + seed);
        String[] arguments = java.util.stream.Stream.concat(
                        arguments().stream(), java.util.stream.Stream.of("--out", out.toString()))
                .toArray(String[]::new);
        StringWriter said = new StringWriter();
        int code = Dermavigil.commandLine().setErr(new PrintWriter(said)).execute(arguments);
        if (code != 0) {
            throw new AssertionError(said.toString());
        }
        Map<String, JsonNode> latest = new HashMap<>();
        for (String line : Files.readAllLines(out.resolve("sessions.ndjson"))) {
            JsonNode session = JSON.readTree(line);
            String identity = session.path("patientKey").asText() + "/"
                    + session.path("patientId").asText() + "/"
                    + session.path("clinicId").asText() + "/"
                    + session.path("sessionId").asText();
            latest.merge(
                    identity,
                    session,
                    (a, b) -> a.path("revision").asInt() >= b.path("revision").asInt() ? a : b);
        }
        return latest.values().stream()
                .filter(session -> !session.path("voided").asBoolean())
                .filter(session -> session.path("setting").asText().equals("CLINIC"))
                .count();
    }
}
