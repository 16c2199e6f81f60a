package io.dermavigil.schemas.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A number of questions a minute for each topic. */
final class QuestionBudget {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int aMinute;
    private final LongSupplier nanoClock;
    private final Map<String, Integer> taken = new HashMap<>();
    private long minuteBegan;

    QuestionBudget(int aMinute, LongSupplier nanoClock) {
        this.aMinute = aMinute;
        this.nanoClock = nanoClock;
        this.minuteBegan = nanoClock.getAsLong();
    }

    /** Takes a question of a topic's; false when none is left in this minute. */
    boolean take(String topic) {
        long now = nanoClock.getAsLong();
        if (now - minuteBegan >= MINUTE_NANOS) {
            minuteBegan = now;
            taken.clear();
        }
        return taken.merge(topic, 1, Integer::sum) <= aMinute;
    }
}
