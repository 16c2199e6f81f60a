package io.dermavigil.statistics.evalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialEvalueTest {

    private static final MathContext DIGITS = new MathContext(60);

    @ParameterizedTest
    @CsvSource({ // side, events, trials, p0, a, b, ln E: integrated with 60 digits by mpmath
        "ABOVE, 0, 1000000000, 0.01, 1, 1, -20.723265837946411",
        "ABOVE, 10003000, 1000000000, 0.01, 1, 1, -11.472100325050209",
        "ABOVE, 10050000, 1000000000, 0.01, 1, 1, 114.31704767673564",
        "ABOVE, 9990000, 1000000000, 0.01, 1, 1, -13.897260489752231",
        "ABOVE, 500000000, 1000000000, 0.5, 1, 1, -10.135841566578478",
        "ABOVE, 500100000, 1000000000, 0.5, 1, 1, 10.557305727187821",
        "ABOVE, 1000000000, 1000000000, 0.5, 1, 1, 693147160.52982665",
        "ABOVE, 3, 1000000000, 1e-9, 1, 1, -17.95067711420663",
        "ABOVE, 12, 1000000000, 1e-9, 1, 1, 0.26394871315187679",
        "ABOVE, 1, 1, 1e-300, 1, 1, 690.08238071765376",
        "ABOVE, 0, 1, 1e-300, 1, 1, -0.69314718055994531",
        "ABOVE, 999999990, 1000000000, 0.999999999, 1, 1, -2.3115029085892229",
        "ABOVE, 999999999, 1000000000, 0.999999999, 1, 1, -0.33089327940433335",
        "ABOVE, 999999200, 1000000000, 0.999999, 1, 1, 18.838771838058528",
        "ABOVE, 999998900, 1000000000, 0.999999, 1, 1, -4.6957439547969432",
        "BELOW, 999999200, 1000000000, 0.999999, 1, 1, -19.132746648981437",
        "ABOVE, 400000, 1000000000, 0.0004, 1, 1, -14.046824137773044",
        "ABOVE, 500100, 1000000, 0.5, 0.5, 0.5, -6.9664040654575537",
        "ABOVE, 7, 60, 0.02, 0.5, 0.5, 4.6545951438296517",
        "ABOVE, 0, 60, 0.02, 0.5, 0.5, -3.4459825698766041",
        "ABOVE, 60, 60, 0.02, 0.1, 3.7, 220.3684909855088",
        "ABOVE, 40, 100000, 0.001, 0.05, 20, -5.4547814379740961",
        "ABOVE, 120, 100000, 0.001, 1, 50, -2.4399893424706645",
        "BELOW, 3, 200, 0.05, 1, 1, 2.6875224773591399",
        "BELOW, 30, 200, 0.05, 1, 1, -3.1111453375163621",
        "BELOW, 3, 200, 0.05, 0.5, 0.5, 2.5622515035487799",
        "BELOW, 9990000, 1000000000, 0.01, 1, 1, -2.094197676616718",
        "EITHER, 10003000, 1000000000, 0.01, 1, 1, -11.295655710621413",
        "EITHER, 3, 200, 0.05, 0.5, 2.25, 1.518118374909597",
        "EITHER, 0, 1000000000, 0.3, 2, 3, 356674904.97710733",
    })
    void isTheMixtureIntegral(Side side, long events, long trials, double p0, double a, double b, double logE) {
        double log = new BinomialEvalue(p0, side, new BetaPrior(a, b)).log(events, trials);

        assertThat(log).isCloseTo(logE, within(Math.max(1e-11, 1e-13 * Math.abs(logE))));
    }

    @Test
    void reachesTheEndsOfTheRates() {
        var least = BinomialEvalue.above(Double.MIN_VALUE);
        assertThat(least.log(0, 1_000_000)).isCloseTo(-Math.log(1_000_001), within(1e-11));
        assertThat(least.log(1, 1)).isCloseTo(-Math.log(2) - Math.log(Double.MIN_VALUE), within(1e-11));

        // Above it there is next to nothing that could explain events better, or the lack of one worse.
        var greatest = BinomialEvalue.above(Math.nextDown(1.0));
        assertThat(greatest.log(1_000_000, 1_000_000)).isCloseTo(0, within(1e-9));
        assertThat(greatest.log(0, 1)).isCloseTo(-Math.log(2), within(1e-11));
    }

    @Property(tries = 300)
    void fulfilsTheIdentitiesOfTheUniformPrior(@ForAll("smallCounts") long[] counts, @ForAll("rates") double p0) {
        long events = counts[0];
        long trials = counts[1];

        assertThat(new BinomialEvalue(p0, Side.EITHER, BetaPrior.UNIFORM).log(events, trials))
                .isCloseTo(exactLog(events, trials, p0, false), within(1e-10));
        assertThat(BinomialEvalue.above(p0).log(events, trials))
                .isCloseTo(exactLog(events, trials, p0, true), within(1e-10));
    }

    @Property
    void isAMartingaleAtTheHypothesis(
            @ForAll("counts") long[] counts,
            @ForAll("rates") double p0,
            @ForAll Side side,
            @ForAll("priors") BetaPrior prior) {
        var evalue = new BinomialEvalue(p0, side, prior);
        double now = evalue.log(counts[0], counts[1]);
        double withEvent = evalue.log(counts[0] + 1, counts[1] + 1) - now;
        double without = evalue.log(counts[0], counts[1] + 1) - now;

        // Far from the hypothesis ln E is of the order of the trials, and so is its error.
        assertThat(p0 * Math.exp(withEvent) + (1 - p0) * Math.exp(without))
                .isCloseTo(1, within(4e-11 + 4e-13 * Math.abs(now)));
    }

    @Property
    void growsWithTheEventsOnTheSideAboveAndFallsBelow(
            @ForAll("counts") long[] counts, @ForAll("rates") double p0, @ForAll("priors") BetaPrior prior) {
        long trials = counts[1] + 1;
        var above = new BinomialEvalue(p0, Side.ABOVE, prior);
        var below = new BinomialEvalue(p0, Side.BELOW, prior);

        assertThat(above.log(counts[0] + 1, trials)).isGreaterThan(above.log(counts[0], trials));
        assertThat(below.log(counts[0] + 1, trials)).isLessThan(below.log(counts[0], trials));
    }

    @Property
    void isTheSameForNonEventsOnTheOtherSide(
            @ForAll("counts") long[] counts, @ForAll("dyadicRates") double p0, @ForAll("priors") BetaPrior prior) {
        double above = new BinomialEvalue(p0, Side.ABOVE, prior).log(counts[0], counts[1]);
        double below = new BinomialEvalue(1 - p0, Side.BELOW, new BetaPrior(prior.b(), prior.a()))
                .log(counts[1] - counts[0], counts[1]);

        assertThat(above).isCloseTo(below, within(1e-12 * Math.max(1, Math.abs(above))));
    }

    @Property
    void changesLittleWithTheRate(@ForAll("counts") long[] counts, @ForAll("rates") double p0) {
        double nearby = p0 * (1 + 1e-12);
        double here = BinomialEvalue.above(p0).log(counts[0], counts[1]);
        double there = BinomialEvalue.above(nearby).log(counts[0], counts[1]);

        assertThat(there).isCloseTo(here, within(3e-11 + 2e-12 * (counts[1] + 2) / (1 - p0)));
    }

    @Property
    void isOneBeforeTheFirstTrial(@ForAll("rates") double p0, @ForAll Side side, @ForAll("priors") BetaPrior prior) {
        assertThat(new BinomialEvalue(p0, side, prior).log(0, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "11, 10", "0, 1000000001"})
    void refusesCountsThatAreNone(long events, long trials) {
        var evalue = BinomialEvalue.above(0.1);

        assertThatIllegalArgumentException().isThrownBy(() -> evalue.log(events, trials));
    }

    @Test
    void refusesRatesAndPriorsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> BinomialEvalue.above(0));
        assertThatIllegalArgumentException().isThrownBy(() -> BinomialEvalue.above(1));
        assertThatIllegalArgumentException().isThrownBy(() -> BinomialEvalue.above(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaPrior(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaPrior(1, Double.NaN));
    }

    @Provide
    Arbitrary<long[]> counts() {
        return countsUpTo(999_999_999);
    }

    @Provide
    Arbitrary<long[]> smallCounts() {
        return countsUpTo(300);
    }

    private static Arbitrary<long[]> countsUpTo(long most) {
        Arbitrary<Double> magnitudes = doubles(0, Math.log(most + 1.0));
        Arbitrary<Double> shares = doubles(0, 1);
        return Combinators.combine(magnitudes, shares, Arbitraries.integers().between(0, 3))
                .as((magnitude, share, shape) -> {
                    long trials = Math.min(most, (long) Math.expm1(magnitude));
                    // rare, any, and frequent events
                    double rate = shape == 0 ? Math.pow(share, 8) : shape == 1 ? 1 - Math.pow(share, 8) : share;
                    return new long[] {Math.min(trials, Math.round(rate * trials)), trials};
                });
    }

    @Provide
    Arbitrary<Double> rates() {
        return Arbitraries.oneOf(
                doubles(0.001, 0.999),
                doubles(-20, -1).map(Math::exp),
                doubles(-20, -1).map(log -> 1 - Math.exp(log)));
    }

    /** Those with a complement that is exact. */
    @Provide
    Arbitrary<Double> dyadicRates() {
        return Arbitraries.integers().between(1, 1023).map(i -> i / 1024.0);
    }

    @Provide
    Arbitrary<BetaPrior> priors() {
        Arbitrary<Double> weights = Arbitraries.of(0.1, 0.5, 1.0, 1.3, 2.0, 20.0);
        return Combinators.combine(weights, weights).as(BetaPrior::new);
    }

    private static Arbitrary<Double> doubles(double least, double most) {
        return Arbitraries.integers().between(0, 1_000_000).map(i -> least + (most - least) * i / 1e6);
    }

    /** In decimals: 1 / ((n+1) C(n,s) p0^s q0^(n-s)), and the share of Beta(s+1, n-s+1) above p0 as a binomial sum. */
    private static double exactLog(long events, long trials, double p0, boolean above) {
        BigDecimal p = new BigDecimal(p0);
        BigDecimal q = BigDecimal.ONE.subtract(p);
        BigDecimal e = BigDecimal.ONE.divide(
                new BigDecimal(choose(trials, events))
                        .multiply(BigDecimal.valueOf(trials + 1))
                        .multiply(p.pow((int) events, DIGITS))
                        .multiply(q.pow((int) (trials - events), DIGITS)),
                DIGITS);
        if (above) {
            BigDecimal share = BigDecimal.ZERO;
            for (long j = 0; j <= events; j++) {
                share = share.add(
                        new BigDecimal(choose(trials + 1, j))
                                .multiply(p.pow((int) j, DIGITS))
                                .multiply(q.pow((int) (trials + 1 - j), DIGITS)),
                        DIGITS);
            }
            e = e.multiply(share).divide(q, DIGITS);
        }
        // A double holds neither the largest nor the smallest of these.
        int scale = e.precision() - e.scale();
        return Math.log(e.movePointLeft(scale).doubleValue()) + scale * Math.log(10);
    }

    private static BigInteger choose(long n, long k) {
        BigInteger result = BigInteger.ONE;
        for (long i = 0; i < k; i++) {
            result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return result;
    }
}
