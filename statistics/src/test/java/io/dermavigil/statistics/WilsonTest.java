package io.dermavigil.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "81, 263, .2553, .3662, .00005", // Newcombe 1998, table I, method 3
        "15, 148, .0624, .1605, .00005", // Newcombe 1998, table I, method 3
        "22, 30, .556, .858, .0005", // responders of a device summary, K200044
        "0, 20, .0000, .1611, .00005", // Newcombe 1998, table I, method 3
        "1, 29, .0061, .1718, .00005", // Newcombe 1998, table I, method 3
    })
    void reproducesPublishedIntervals(long successes, long trials, double low, double high, double rounding) {
        Interval interval = Wilson.interval95(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(rounding));
        assertThat(interval.high()).isCloseTo(high, within(rounding));
    }

    @Property
    void containsTheRateAndStaysWithinTheUnitInterval(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long trials, @ForAll @LongRange(min = 0) long seed) {
        long successes = seed % (trials + 1);
        Interval interval = Wilson.interval95(successes, trials);
        double rate = (double) successes / trials;

        assertThat(interval.low()).isBetween(0.0, rate);
        assertThat(interval.high()).isBetween(rate, 1.0);
    }

    @Property
    void isSymmetric(@ForAll @LongRange(min = 1, max = 1_000_000) long trials, @ForAll @LongRange(min = 0) long seed) {
        long successes = seed % (trials + 1);
        Interval one = Wilson.interval95(successes, trials);
        Interval other = Wilson.interval95(trials - successes, trials);

        assertThat(other.low()).isCloseTo(1 - one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(1 - one.low(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 10", "11, 10"})
    void refusesCountsThatAreNone(long successes, long trials) {
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval95(successes, trials));
    }
}
