package io.dermavigil.statistics.evalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonEvalueTest {

    @ParameterizedTest
    @CsvSource({ // side, events, expected, shape, rate, ln E: integrated with 60 digits by mpmath
        "ABOVE, 0, 1e9, 1, 1, -20.723265837946411",
        "ABOVE, 1000000000, 1e9, 1, 1, -10.135849976722249",
        "ABOVE, 999990000, 1e9, 1, 1, -10.371093103808715",
        "ABOVE, 1000000000, 1000, 1, 1, 12814512063.003007",
        "ABOVE, 5, 0.075, 1, 1, 5.4277063777558213",
        "ABOVE, 5, 0.075, 0.5, 0.5, 7.3052666241522181",
        "ABOVE, 0, 0.075, 0.5, 0.5, -0.10737631031685763",
        "ABOVE, 3, 1e-9, 1, 1, 2.7725887191772812",
        "ABOVE, 12, 5.5, 2, 0.25, 0.81512533259104406",
        "ABOVE, 0, 3, 0.05, 0.05, -2.3711700635437679",
        "ABOVE, 1100, 1000, 1, 1, 2.2525716673987619",
        "ABOVE, 990, 1010, 0.5, 0.5, -3.9470867366492213",
        "BELOW, 990, 1010, 0.5, 0.5, -3.669835892372924",
        "BELOW, 1, 9.5, 1, 1, 5.255607911742336",
        "BELOW, 20, 9.5, 1, 1, -2.9670811529949529",
        "BELOW, 0, 2, 0.05, 0.05, 1.9371403665212755",
        "EITHER, 3, 9.5, 1.5, 0.75, 1.1702460246701387",
        "ABOVE, 1000000000, 999950000, 1, 1, -8.2512583058181347",
        "EITHER, 1000000000, 999950000, 1, 1, -9.1926527187060537",
        "BELOW, 1000000000, 999950000, 1, 1, -11.600062505753596",
        "ABOVE, 999800000, 1000000000, 1, 1, -12.22967475256803",
    })
    void isTheMixtureIntegral(Side side, long events, double expected, double shape, double rate, double logE) {
        double log = new PoissonEvalue(side, new GammaPrior(shape, rate)).log(events, expected);

        assertThat(log).isCloseTo(logE, within(Math.max(1e-11, 1e-13 * Math.abs(logE))));
    }

    @Property
    void isTheFormulaOfTheTwoSidedMixture(
            @ForAll @LongRange(min = 0, max = 500) long events,
            @ForAll @DoubleRange(min = 0, max = 500) double expected,
            @ForAll("priors") GammaPrior prior) {
        double a = prior.shape();
        double b = prior.rate();
        double formula = a * Math.log(b)
                + LogGamma.value(a + events)
                - LogGamma.value(a)
                - (a + events) * Math.log(b + expected)
                + expected;

        assertThat(new PoissonEvalue(Side.EITHER, prior).log(events, expected)).isCloseTo(formula, within(1e-10));
    }

    @Property(tries = 200)
    void isAMartingaleAtTheHypothesis(
            @ForAll @DoubleRange(min = 0, max = 20) double logExpected,
            @ForAll @DoubleRange(min = -6, max = 6) double distance,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double more,
            @ForAll Side side,
            @ForAll("priors") GammaPrior prior) {
        double expected = Math.expm1(logExpected);
        long events = Math.max(0, Math.round(expected + distance * Math.sqrt(expected)));
        var evalue = new PoissonEvalue(side, prior);
        double now = evalue.log(events, expected);
        var next = PoissonDistribution.of(more);
        double mean = 0;
        // With the widest prior the alternative expects hundreds.
        for (int k = 0; k <= 700; k++) {
            mean += Math.exp(next.logProbability(k) + evalue.log(events + k, expected + more) - now);
        }

        assertThat(mean).isCloseTo(1, within(1e-10));
    }

    @Property
    void isNoEvidenceOnAverageAgainstTrialsOfDifferentRisks(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 1) Double> risks,
            @ForAll("priors") GammaPrior prior) {
        double[] chances = {1};
        double expected = 0;
        for (double risk : risks) {
            double[] after = new double[chances.length + 1];
            for (int s = 0; s < chances.length; s++) {
                after[s] += chances[s] * (1 - risk);
                after[s + 1] += chances[s] * risk;
            }
            chances = after;
            expected += risk;
        }
        var evalue = new PoissonEvalue(Side.ABOVE, prior);
        double mean = 0;
        for (int s = 0; s < chances.length; s++) {
            mean += chances[s] == 0 ? 0 : chances[s] * Math.exp(evalue.log(s, expected));
        }

        assertThat(mean).isLessThanOrEqualTo(1 + 1e-12);
    }

    @Property
    void growsWithTheEventsAndFallsWithTheExpectedOnes(
            @ForAll @LongRange(min = 0, max = 2_000) long events,
            @ForAll @DoubleRange(min = 0, max = 2_000) double expected,
            @ForAll("priors") GammaPrior prior) {
        var above = new PoissonEvalue(Side.ABOVE, prior);
        var below = new PoissonEvalue(Side.BELOW, prior);

        assertThat(above.log(events + 1, expected)).isGreaterThan(above.log(events, expected));
        assertThat(above.log(events, expected + 0.1)).isLessThan(above.log(events, expected));
        assertThat(below.log(events + 1, expected)).isLessThan(below.log(events, expected));
        assertThat(below.log(events, expected + 0.1)).isGreaterThan(below.log(events, expected));
    }

    @Test
    void isOneBeforeAnythingWasExpected() {
        for (Side side : Side.values()) {
            assertThat(new PoissonEvalue(side, GammaPrior.EXPONENTIAL).log(0, 0))
                    .isZero();
        }
    }

    @Test
    void refusesCountsAndPriorsOutOfRange() {
        var evalue = new PoissonEvalue(Side.ABOVE, GammaPrior.EXPONENTIAL);

        assertThatIllegalArgumentException().isThrownBy(() -> evalue.log(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> evalue.log(1, -1e-9));
        assertThatIllegalArgumentException().isThrownBy(() -> evalue.log(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> evalue.log(1_000_000_001, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new GammaPrior(1, 0));
    }

    @Provide
    Arbitrary<GammaPrior> priors() {
        Arbitrary<Double> parameters = Arbitraries.of(0.05, 0.5, 1.0, 1.7, 10.0);
        return Combinators.combine(parameters, parameters).as(GammaPrior::new);
    }
}
