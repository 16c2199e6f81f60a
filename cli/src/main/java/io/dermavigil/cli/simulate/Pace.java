package io.dermavigil.cli.simulate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps a sequence of steps at a rate: step n does not begin before n/rate seconds have passed. */
final class Pace {

    private static final long WORTH_WAITING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final double nanosPerStep;
    private final LongSupplier nanoClock;
    private final LongConsumer pause;
    private final long begin;
    private long steps;

    /** Steps as fast as they come. */
    static Pace unlimited() {
        return new Pace(Double.POSITIVE_INFINITY, () -> 0, nanos -> {});
    }

    /** At most so many steps a second, above 0. */
    static Pace perSecond(double rate) {
        return new Pace(rate, System::nanoTime, LockSupport::parkNanos);
    }

    Pace(double rate, LongSupplier nanoClock, LongConsumer pause) {
        this.nanosPerStep = TimeUnit.SECONDS.toNanos(1) / rate;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.begin = nanoClock.getAsLong();
    }

    /** Waits until the next step may begin. */
    void await() {
        long due = begin + (long) (steps++ * nanosPerStep);
        long early = due - nanoClock.getAsLong();
        while (early >= WORTH_WAITING_NANOS && !Thread.currentThread().isInterrupted()) {
            pause.accept(early);
            early = due - nanoClock.getAsLong();
        }
    }
}
