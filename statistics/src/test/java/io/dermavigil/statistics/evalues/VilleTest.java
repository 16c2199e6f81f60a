package io.dermavigil.statistics.evalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.statistics.evalues.RepeatedLooks.Alarm;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Ville's bound, and what repeated p-values do instead: by enumeration, without chance. */
class VilleTest {

    private static final double BASELINE = 0.05;
    private static final double LEVEL = 0.05;
    private static final double THRESHOLD = Math.log(1 / LEVEL);

    @Test
    void repeatedTestsRaiseFalseAlarms() {
        Alarm test =
                (events, trials) -> BinomialDistribution.of(trials, BASELINE).survivalProbability(events - 1) <= LEVEL;
        double[] raised = RepeatedLooks.raised(test, BASELINE, 1_000);

        assertThat(raised[50]).isCloseTo(.145, within(.0005));
        assertThat(raised[100]).isCloseTo(.179, within(.0005));
        assertThat(raised[500]).isCloseTo(.265, within(.0005));
        assertThat(raised[1_000]).isCloseTo(.303, within(.0005));
    }

    @Test
    void theOneSidedEvalueRaisesFew() {
        double[] raised = RepeatedLooks.raised(above(BASELINE), BASELINE, 1_000);

        assertThat(raised[1_000]).isCloseTo(.019, within(.0005));
    }

    @Test
    void theOneSidedEvalueFindsADoubledRate() {
        double[] raised = RepeatedLooks.raised(above(BASELINE), 2 * BASELINE, 500);

        assertThat(raised[100]).isCloseTo(.25, within(.005));
        assertThat(raised[200]).isCloseTo(.46, within(.005));
        assertThat(raised[500]).isCloseTo(.88, within(.005));
    }

    @Property(tries = 40)
    void holdsAtTheHypothesisAndOnItsOtherSide(
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.9) double p0,
            @ForAll @DoubleRange(min = 0.1, max = 1) double lower,
            @ForAll("priors") BetaPrior prior) {
        var evalue = new BinomialEvalue(p0, Side.ABOVE, prior);
        Alarm alarm = (events, trials) -> evalue.log(events, trials) >= THRESHOLD;

        assertThat(RepeatedLooks.raised(alarm, p0, 200)[200]).isLessThanOrEqualTo(LEVEL);
        assertThat(RepeatedLooks.raised(alarm, lower * p0, 200)[200]).isLessThanOrEqualTo(LEVEL);
    }

    @Property(tries = 40)
    void holdsForTheSideBelow(@ForAll @DoubleRange(min = 0.1, max = 0.9) double p0, @ForAll("priors") BetaPrior prior) {
        var evalue = new BinomialEvalue(p0, Side.BELOW, prior);
        // Alarms grow with the non-events.
        Alarm alarm = (nonEvents, trials) -> evalue.log(trials - nonEvents, trials) >= THRESHOLD;

        assertThat(RepeatedLooks.raised(alarm, 1 - p0, 200)[200]).isLessThanOrEqualTo(LEVEL);
    }

    @Property(tries = 40)
    void holdsForThePoissonFormOverTrials(@ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.5) double p0) {
        var evalue = new PoissonEvalue(Side.ABOVE, GammaPrior.EXPONENTIAL);
        Alarm alarm = (events, trials) -> evalue.log(events, trials * p0) >= THRESHOLD;

        assertThat(RepeatedLooks.raised(alarm, p0, 200)[200]).isLessThanOrEqualTo(LEVEL);
    }

    /** The check has teeth: the greatest likelihood ratio is no e-value, and fails it. */
    @Test
    void convictsTheGreatestLikelihoodRatio() {
        Alarm wrong = (events, trials) -> greatestLogRatio(events, trials, BASELINE) >= THRESHOLD;

        assertThat(RepeatedLooks.raised(wrong, BASELINE, 1_000)[1_000]).isGreaterThan(1.2 * LEVEL);
    }

    /** The check has teeth: a prior that is truncated but not made to add up to 1 again is no distribution. */
    @Test
    void convictsAnEvalueThatIsTooLargeByTheMassOfItsPrior() {
        var evalue = new BinomialEvalue(0.5, Side.ABOVE, new BetaPrior(1, 9));
        double mass = Math.log(Math.pow(0.5, 9));
        Alarm wrong = (events, trials) -> evalue.log(events, trials) - mass >= THRESHOLD;

        assertThat(RepeatedLooks.raised(wrong, 0.5, 200)[200]).isGreaterThan(1.2 * LEVEL);
    }

    @Provide
    Arbitrary<BetaPrior> priors() {
        return Arbitraries.of(BetaPrior.UNIFORM, new BetaPrior(0.5, 0.5), new BetaPrior(1, 9), new BetaPrior(0.5, 40));
    }

    private static Alarm above(double p0) {
        var evalue = BinomialEvalue.above(p0);
        return (events, trials) -> evalue.log(events, trials) >= THRESHOLD;
    }

    private static double greatestLogRatio(int events, int trials, double p0) {
        double rate = (double) events / trials;
        if (rate <= p0) {
            return 0;
        }
        double other = events == trials ? 0 : (trials - events) * Math.log((1 - rate) / (1 - p0));
        return events * Math.log(rate / p0) + other;
    }
}
