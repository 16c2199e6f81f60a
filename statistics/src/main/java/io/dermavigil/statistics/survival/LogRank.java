package io.dermavigil.statistics.survival;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Log-rank test of two survival curves (Mantel 1966, Cancer Chemother Rep 50:163). It is for one look; the p-value of a test
 * that is repeated means nothing.
 *
 * @param observed events of the first curve
 * @param expected events of the first curve if both were alike
 * @param variance variance of their difference
 */
public record LogRank(double observed, double expected, double variance) {

    private static final ChiSquaredDistribution ONE_DEGREE = ChiSquaredDistribution.of(1);

    /**
     * Compares two curves as {@link KaplanMeier#curve} makes them.
     *
     * @throws IllegalArgumentException when nothing can be compared: no event at a time at which both were still watched
     */
    public static LogRank compare(List<SurvivalStep> first, List<SurvivalStep> second) {
        NavigableMap<Integer, SurvivalStep> one = byTime(first);
        NavigableMap<Integer, SurvivalStep> other = byTime(second);
        var times = new TreeSet<>(one.keySet());
        times.addAll(other.keySet());
        double observed = 0;
        double expected = 0;
        double variance = 0;
        for (int time : times) {
            double events = events(one, time) + events(other, time);
            double risk = atRisk(one, time);
            double all = risk + atRisk(other, time);
            double share = risk / all;
            observed += events(one, time);
            expected += events * share;
            variance += all > 1 ? events * share * (1 - share) * (all - events) / (all - 1) : 0;
        }
        if (!(variance > 0)) {
            throw new IllegalArgumentException("no event at a time at which both curves had someone at risk");
        }
        return new LogRank(observed, expected, variance);
    }

    /** The statistic, chi-squared with one degree of freedom if the curves are alike. */
    public double chiSquared() {
        double difference = observed - expected;
        return difference * difference / variance;
    }

    /** The two-sided p-value. */
    public double p() {
        return ONE_DEGREE.survivalProbability(chiSquared());
    }

    private static NavigableMap<Integer, SurvivalStep> byTime(List<SurvivalStep> curve) {
        NavigableMap<Integer, SurvivalStep> byTime = new TreeMap<>();
        curve.forEach(step -> byTime.put(step.time(), step));
        return byTime;
    }

    private static double events(NavigableMap<Integer, SurvivalStep> curve, int time) {
        SurvivalStep step = curve.get(time);
        return step == null ? 0 : step.events();
    }

    /** Those of the next step are at risk before it too; after the last step there is no one. */
    private static double atRisk(NavigableMap<Integer, SurvivalStep> curve, int time) {
        var next = curve.ceilingEntry(time);
        return next == null ? 0 : next.getValue().atRisk();
    }
}
