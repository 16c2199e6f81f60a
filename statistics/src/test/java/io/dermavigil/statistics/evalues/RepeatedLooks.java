package io.dermavigil.statistics.evalues;

/** Exact chances that an alarm which is looked at after every trial is ever raised, over all sequences of trials. */
final class RepeatedLooks {

    private RepeatedLooks() {}

    /** Whether counts raise the alarm; if they do, so do more events in as many trials. */
    @FunctionalInterface
    interface Alarm {
        boolean raised(int events, int trials);
    }

    /** Chances that the alarm has been raised by each number of trials, when each has an event with the given probability. */
    static double[] raised(Alarm alarm, double probability, int trials) {
        double[] raised = new double[trials + 1];
        double[] quiet = new double[trials + 2];
        quiet[0] = 1;
        int least = 0;
        for (int n = 1; n <= trials; n++) {
            for (int s = n; s > 0; s--) {
                quiet[s] = quiet[s] * (1 - probability) + quiet[s - 1] * probability;
            }
            quiet[0] *= 1 - probability;
            while (least <= n && !alarm.raised(least, n)) {
                least++;
            }
            raised[n] = raised[n - 1];
            for (int s = least; s <= n; s++) {
                raised[n] += quiet[s];
                quiet[s] = 0;
            }
        }
        return raised;
    }
}
