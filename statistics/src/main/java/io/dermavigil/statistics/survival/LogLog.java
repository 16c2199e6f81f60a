package io.dermavigil.statistics.survival;

import io.dermavigil.statistics.Interval;
import java.util.Optional;

/** The 95 % interval of a share that is symmetric in log(-log share), and so stays within 0..1. */
final class LogLog {

    private static final double Z95 = 1.959963984540054;

    private LogLog() {}

    /**
     * The interval of a share.
     *
     * @param share 0..1
     * @param relativeError standard error of the share divided by the share
     * @return empty where the share is 0 or 1: the method has none there
     */
    static Optional<Interval> interval(double share, double relativeError) {
        if (share >= 1 || share <= 0) {
            return Optional.empty();
        }
        double half = Z95 * relativeError / -Math.log(share);
        double centre = Math.log(-Math.log(share));
        return Optional.of(new Interval(Math.exp(-Math.exp(centre + half)), Math.exp(-Math.exp(centre - half))));
    }
}
