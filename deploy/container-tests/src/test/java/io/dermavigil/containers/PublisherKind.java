package io.dermavigil.containers;

import java.util.ArrayList;
import java.util.List;

/**
 * How a publisher writes.
 *
 * @param confluent in Confluent framing, with ids of the registry; else in single-object encoding
 * @param clockAhead on a machine whose clock is {@link ChainSlice#DAYS_AHEAD} days ahead
 */
record PublisherKind(boolean confluent, boolean clockAhead) {

    static final PublisherKind PLAIN = new PublisherKind(false, false);

    /** Options of {@code docker compose run}. */
    List<String> composeOptions() {
        List<String> options = new ArrayList<>(List.of("-e", "FRAMING=" + (confluent ? "confluent" : "single-object")));
        if (clockAhead) {
            options.addAll(List.of(
                    "-v",
                    WrongClock.library().orElseThrow() + ":/faketime.so:ro",
                    "-e",
                    "LD_PRELOAD=/faketime.so",
                    "-e",
                    "FAKETIME=+" + ChainSlice.DAYS_AHEAD + "d",
                    "-e",
                    "DONT_FAKE_MONOTONIC=1"));
        }
        return options;
    }
}
