package io.dermavigil.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();

    @Test
    void stepNWaitsForNthPartsOfTheRate() {
        Pace pace = new Pace(10, now::get, now::addAndGet);
        for (int step = 0; step <= 50; step++) {
            pace.await();
        }
        assertThat(now.get()).isEqualTo(5 * SECOND);
    }

    @Test
    void aPauseThatEndsEarlyIsContinued() {
        Pace pace = new Pace(1, now::get, nanos -> now.addAndGet(Math.min(nanos, SECOND / 4)));
        pace.await();
        pace.await();

        assertThat(now.get()).isEqualTo(SECOND);
    }

    @Test
    void catchesUpAfterADelay() {
        Pace pace = new Pace(10, now::get, now::addAndGet);
        pace.await();
        now.set(3 * SECOND);
        for (int step = 0; step < 10; step++) {
            pace.await();
        }
        assertThat(now.get()).isEqualTo(3 * SECOND);
    }
}
