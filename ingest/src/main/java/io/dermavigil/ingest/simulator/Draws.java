package io.dermavigil.ingest.simulator;

import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** The distributions that the simulator draws from, all bound to one stream. Not thread-safe. */
final class Draws {

    private static final double GAMMA_SHAPE = 2;

    private final RandomStream random;
    private final ContinuousSampler gaussian;
    private final ContinuousSampler gamma;

    Draws(RandomStream random) {
        this.random = random;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        this.gamma = AhrensDieterMarsagliaTsangGammaSampler.of(random, GAMMA_SHAPE, 1 / GAMMA_SHAPE);
    }

    RandomStream random() {
        return random;
    }

    double fraction() {
        return random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number, both ends included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double gaussian() {
        return gaussian.sample();
    }

    /** Gamma distributed with shape 2. */
    double gamma(double mean) {
        return mean * gamma.sample();
    }

    double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * gaussian.sample());
    }

    /** Log-normal with mean 1: a factor that shifts no average. */
    double frailty(double sigma) {
        return Math.exp(sigma * gaussian.sample() - sigma * sigma / 2);
    }

    /** A sampler of indexes by weight. */
    DiscreteSampler weighted(double... weights) {
        return AliasMethodDiscreteSampler.of(random, weights);
    }
}
