package io.dermavigil.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What happens to a stack, and while what is published: the same for the same seed.
 *
 * @param seed of the schedule
 * @param steps in order
 */
record FaultSchedule(long seed, List<Step> steps) {

    private static final int STEPS = 3;
    private static final int SESSIONS = 400;

    /**
     * Something published, and what happens meanwhile.
     *
     * @param slice what is published
     * @param how framing and clock of the publisher
     * @param rate events a second
     * @param fault what happens
     */
    record Step(ChainSlice slice, PublisherKind how, int rate, Fault fault) {

        private String text() {
            return fault + (how.confluent() ? " (Confluent framing)" : "") + (how.clockAhead() ? " (clock ahead)" : "");
        }
    }

    static FaultSchedule of(long seed) {
        Random random = new Random(seed);
        Fault[] faults = Fault.values();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            long slice = Math.floorMod(random.nextLong(), 1L << 40);
            int rate = 60 + random.nextInt(120);
            // drawn in any case: the rest of the schedule is the same where there is no such clock
            boolean ahead = random.nextInt(4) == 0 && WrongClock.library().isPresent();
            Fault fault = faults[random.nextInt(faults.length)];
            boolean confluent = random.nextBoolean() || fault == Fault.REGISTRY_DOWN;
            steps.add(new Step(
                    ahead ? ChainSlice.ofTheFuture(slice, SESSIONS) : ChainSlice.ofThePast(slice, SESSIONS),
                    new PublisherKind(confluent, ahead),
                    rate,
                    fault));
        }
        return new FaultSchedule(seed, steps);
    }

    /** Its faults in a line. */
    String text() {
        return steps.stream().map(Step::text).collect(Collectors.joining(", "));
    }
}
