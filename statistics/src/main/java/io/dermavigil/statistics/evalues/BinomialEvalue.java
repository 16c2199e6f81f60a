package io.dermavigil.statistics.evalues;

/**
 * E-value of a count of events among trials against the hypothesis that each trial has an event with probability p0: how
 * many times more likely the sequence is when the probability is drawn from a beta prior, truncated to one side of p0 for
 * a one-sided question, than at p0 (Robbins 1970, Ann Math Stat 41:1397; Howard et al. 2021, Ann Stat 49:1055).
 *
 * <p>At p0 the chance that it ever reaches 1/alpha, however often one looks, is at most alpha (Ville); below p0 that
 * holds for {@link Side#ABOVE} too, and above it for {@link Side#BELOW}. It depends on the counts alone, so a corrected
 * count corrects it; the bound is about chance, not about corrections. Trials must be alike and independent.
 *
 * <p>Immutable. Make it once a hypothesis; an evaluation takes about a microsecond, whatever the number of trials.
 */
public final class BinomialEvalue {

    private final BetaTails tails;
    private final Side side;
    private final BetaPrior prior;
    private final double logPrior;

    /**
     * An e-value.
     *
     * @param p0 probability under the hypothesis, above 0 and below 1
     * @param side where the alternative lies
     * @param prior spread of the probability under the alternative, before truncation
     * @throws IllegalArgumentException when {@code p0} is out of range or no number
     */
    public BinomialEvalue(double p0, Side side, BetaPrior prior) {
        this(rate(p0), 1 - p0, side, prior);
    }

    BinomialEvalue(double p0, double q0, Side side, BetaPrior prior) {
        this.tails = new BetaTails(p0, q0);
        this.side = side;
        this.prior = prior;
        this.logPrior = tails.log(side, prior.a(), prior.b());
    }

    /** The e-value of the uniform prior that asks whether the probability lies above {@code p0}. */
    public static BinomialEvalue above(double p0) {
        return new BinomialEvalue(p0, Side.ABOVE, BetaPrior.UNIFORM);
    }

    /**
     * The natural logarithm of the e-value; 0 without trials. Its error is below 1e-11 absolutely or 1e-13 relatively,
     * whichever is larger, up to a billion trials.
     *
     * @param events number of events, 0 to {@code trials}
     * @param trials number of trials, 0 to 1,000,000,000
     * @throws IllegalArgumentException when a count is out of range
     */
    public double log(long events, long trials) {
        Counts.require(events, trials);
        return tails.log(side, prior.a() + events, prior.b() + (trials - events)) - logPrior;
    }

    private static double rate(double p0) {
        if (!(p0 > 0 && p0 < 1)) {
            throw new IllegalArgumentException("p0 must be above 0 and below 1, not " + p0);
        }
        return p0;
    }
}
