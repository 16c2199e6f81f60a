package io.dermavigil.serving.rest.answers;

import io.dermavigil.serving.rest.listings.Snapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks the store for its state, once for all who wait. A lookup is told only to those who asked before it began: nobody gets
 * a state that is older than their question.
 */
final class StateLookups {

    /** Least time from the begin of one lookup to that of the next, in which more readers may come. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    /**
     * A state of the store.
     *
     * @param number of the lookup; a higher one began later
     * @param snapshot the state
     */
    record Seen(long number, Snapshot snapshot) {}

    private final Supplier<Snapshot> store;
    private final Object turn = new Object();
    private CompletableFuture<Seen> waiting;
    private long number;
    private long beganAt = System.nanoTime() - PAUSE.toNanos();

    StateLookups(Supplier<Snapshot> store) {
        this.store = store;
    }

    /** A state that the store had after this was called. */
    Seen next() {
        CompletableFuture<Seen> mine;
        boolean first;
        synchronized (this) {
            first = waiting == null;
            if (first) {
                waiting = new CompletableFuture<>();
            }
            mine = waiting;
        }
        if (first) {
            lookUp(mine);
        }
        return mine.join();
    }

    private void lookUp(CompletableFuture<Seen> mine) {
        synchronized (turn) {
            LockSupport.parkNanos(beganAt + PAUSE.toNanos() - System.nanoTime());
            beganAt = System.nanoTime();
            synchronized (this) {
                waiting = null;
            }
            try {
                number++;
                mine.complete(new Seen(number, store.get()));
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            }
        }
    }
}
