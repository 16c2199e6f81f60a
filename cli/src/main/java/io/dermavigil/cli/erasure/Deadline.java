package io.dermavigil.cli.erasure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * When an erasure gives up.
 *
 * @param nanos moment of {@link System#nanoTime}
 */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isPassed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Time left; zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** Waits, but not beyond the end. */
    void pause(Duration time) {
        LockSupport.parkNanos(Math.min(time.toNanos(), left().toNanos()));
    }
}
