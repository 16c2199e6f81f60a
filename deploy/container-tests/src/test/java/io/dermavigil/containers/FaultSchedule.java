package io.dermavigil.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
     * @param rate events a second
     * @param fault what happens
     */
    record Step(ChainSlice slice, int rate, Fault fault) {}

    static FaultSchedule of(long seed) {
        Random random = new Random(seed);
        Fault[] faults = Fault.values();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            long slice = Math.floorMod(random.nextLong(), 1L << 40);
            // drawn in any case: the rest of the schedule is the same where there is no such clock
            boolean clockJump = random.nextInt(4) == 0 && WrongClock.library().isPresent();
            steps.add(new Step(
                    clockJump ? ChainSlice.ofTheFuture(slice, SESSIONS) : ChainSlice.ofThePast(slice, SESSIONS),
                    60 + random.nextInt(120),
                    faults[random.nextInt(faults.length)]));
        }
        return new FaultSchedule(seed, steps);
    }

    /** Its faults in a line. */
    String text() {
        return String.join(
                ", ",
                steps.stream()
                        .map(step ->
                                step.fault() + (step.slice().isOfTheFuture() ? " with the producer's clock ahead" : ""))
                        .toList());
    }
}
