package io.dermavigil.statistics.disproportionality;

import io.dermavigil.statistics.Interval;
import java.util.Optional;

/**
 * Reports by whether they name a product and a reaction.
 *
 * @param both reports of the reaction with the product, at least 0
 * @param productOnly reports of other reactions with the product
 * @param reactionOnly reports of the reaction with other products
 * @param neither reports of other reactions with other products
 */
public record ReportCounts(long both, long productOnly, long reactionOnly, long neither) {

    private static final double Z95 = 1.959963984540054;

    /**
     * Refuses counts that are none.
     *
     * @throws IllegalArgumentException when one is negative or all are 0
     */
    public ReportCounts {
        if (both < 0
                || productOnly < 0
                || reactionOnly < 0
                || neither < 0
                || both + productOnly + reactionOnly + neither < 1) {
            throw new IllegalArgumentException("counts of reports must be at least 0, and one above it");
        }
    }

    /** The reports of both that were to be expected if the reaction did not depend on the product. */
    public double expected() {
        double product = both + productOnly;
        double reaction = both + reactionOnly;
        return product / (product + reactionOnly + neither) * reaction;
    }

    /**
     * Reporting odds ratio (Rothman et al. 2004, Pharmacoepidemiol Drug Saf 13:519) with its 95 % interval; empty when a
     * count is 0.
     */
    public Optional<Ratio> reportingOddsRatio() {
        if (both == 0 || productOnly == 0 || reactionOnly == 0 || neither == 0) {
            return Optional.empty();
        }
        return Optional.of(ratio(
                (double) both / productOnly * neither / reactionOnly,
                1.0 / both + 1.0 / productOnly + 1.0 / reactionOnly + 1.0 / neither));
    }

    /**
     * Proportional reporting ratio (Evans et al. 2001, Pharmacoepidemiol Drug Saf 10:483) with its 95 % interval; empty when
     * the reaction was not reported with the product, or not with others.
     */
    public Optional<Ratio> proportionalReportingRatio() {
        if (both == 0 || reactionOnly == 0) {
            return Optional.empty();
        }
        double product = both + productOnly;
        double others = reactionOnly + neither;
        return Optional.of(ratio(
                both / product / (reactionOnly / others), 1.0 / both - 1 / product + 1.0 / reactionOnly - 1 / others));
    }

    /** Information component of these reports. */
    public InformationComponent informationComponent() {
        return InformationComponent.of(both, expected());
    }

    private static Ratio ratio(double value, double logVariance) {
        double factor = Math.exp(Z95 * Math.sqrt(logVariance));
        return new Ratio(value, new Interval(value / factor, value * factor));
    }

    /**
     * A ratio.
     *
     * @param value 1 when the reaction is reported with the product as with others
     * @param interval 95 % interval
     */
    public record Ratio(double value, Interval interval) {}
}
