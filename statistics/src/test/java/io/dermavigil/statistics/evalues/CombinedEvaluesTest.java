package io.dermavigil.statistics.evalues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CombinedEvaluesTest {

    @Test
    void multipliesAndAverages() {
        assertThat(CombinedEvalues.logProduct(Math.log(4), Math.log(5))).isCloseTo(Math.log(20), within(1e-15));
        assertThat(CombinedEvalues.logProduct()).isZero();
        assertThat(CombinedEvalues.logMean(Math.log(4), Math.log(8))).isCloseTo(Math.log(6), within(1e-15));
    }

    @Test
    void staysFiniteWhereTheEvaluesAreNot() {
        assertThat(CombinedEvalues.logProduct(2000, -1990)).isEqualTo(10);
        assertThat(CombinedEvalues.logMean(2000, -1990)).isCloseTo(2000 - Math.log(2), within(1e-12));
        assertThat(CombinedEvalues.logMean(-2000, -2000)).isEqualTo(-2000);
        assertThat(CombinedEvalues.logMean(Double.NEGATIVE_INFINITY, 0)).isCloseTo(-Math.log(2), within(1e-15));
        assertThat(CombinedEvalues.logMean(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Property
    void aMeanLiesBetweenTheLeastAndTheGreatest(
            @ForAll @NotEmpty List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
        double[] logs = values.stream().mapToDouble(Double::doubleValue).toArray();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            least = Math.min(least, log);
            greatest = Math.max(greatest, log);
        }

        assertThat(CombinedEvalues.logMean(logs)).isBetween(least - 1e-9, greatest + 1e-9);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> CombinedEvalues.logProduct(0, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CombinedEvalues.logProduct(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> CombinedEvalues.logMean(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(CombinedEvalues::logMean);
    }
}
