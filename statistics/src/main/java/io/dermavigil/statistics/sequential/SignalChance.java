package io.dermavigil.statistics.sequential;

/**
 * Chance that a Poisson process of rate 1 signals within the surveillance. The n-th event signals when it comes no later
 * than the time at which n events have the critical ratio; that time grows with n, so the process is followed from one such
 * time to the next, over the numbers of events that have not signalled.
 */
final class SignalChance {

    /** Terms of a Poisson distribution below this share are left out; all of them together are below 1e-15. */
    private static final double NEGLIGIBLE = 1e-19;

    private final double upperLimit;
    private double time;

    /** Chances of 0, 1, 2 ... events so far, none of which has signalled. */
    private double[] chances = {1};

    private SignalChance(double upperLimit) {
        this.upperLimit = upperLimit;
    }

    static double of(double criticalValue, double upperLimit, int minimumEvents) {
        var process = new SignalChance(upperLimit);
        for (int events = minimumEvents; process.time < upperLimit; events++) {
            process.advance(Math.min(latest(events, criticalValue), upperLimit), events);
        }
        double quiet = 0;
        for (double chance : process.chances) {
            quiet += chance;
        }
        // Rounding alone could make it negative.
        return Math.max(0, 1 - quiet);
    }

    /** Lets time pass until {@code next}, and drops what has reached the number of events that signals by then. */
    private void advance(double next, int signalling) {
        double[] later = new double[signalling];
        double mean = next - time;
        double share = Math.exp(-mean);
        for (int more = 0; more < signalling && (share > NEGLIGIBLE || more < mean); more++) {
            for (int before = 0; before < chances.length && before + more < signalling; before++) {
                later[before + more] += chances[before] * share;
            }
            share *= mean / (more + 1);
        }
        chances = later;
        time = next;
    }

    /** The time before {@code events} at which as many have the critical ratio: t - n - n ln(t / n) = critical value. */
    private static double latest(int events, double criticalValue) {
        double time = events * Math.exp(-1 - criticalValue / events);
        while (true) {
            // Newton's method: the left side is convex and falls, so that it is approached from the left.
            double excess = time - events - events * Math.log(time / events) - criticalValue;
            double next = time + excess * time / (events - time);
            if (!(next > time * (1 + 1e-15)) || next >= events) {
                return time;
            }
            time = next;
        }
    }
}
