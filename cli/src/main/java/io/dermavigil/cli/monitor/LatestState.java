package io.dermavigil.cli.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the follower knows, handed to those who answer scrapes: they never wait for the broker. */
final class LatestState {

    /** Longer than all waits for a broker that one turn can contain. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(3);

    private volatile boolean reachable;
    private volatile boolean caughtUp;
    private volatile ChainState state;
    private volatile Instant turnAt = Instant.now();

    /** The broker was asked. */
    void asked(boolean answered) {
        reachable = answered;
        turnAt = Instant.now();
    }

    /** Reading begins anew; the state before it stays until there is another. */
    void restarted() {
        caughtUp = false;
    }

    /** Everything was read up to now. */
    void read(ChainState current) {
        state = current;
        caughtUp = true;
    }

    boolean isReachable() {
        return reachable;
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    /** The newest state; empty before the topics were first read to their end. */
    Optional<ChainState> state() {
        return Optional.ofNullable(state);
    }

    /** Whether the follower still turns, with or without a broker. */
    boolean isAlive() {
        return turnAt.isAfter(Instant.now().minus(LONGEST_TURN));
    }
}
