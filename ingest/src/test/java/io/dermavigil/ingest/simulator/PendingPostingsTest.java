package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PendingPostingsTest {

    @Property
    void givesTheEarliestFirstAndTheSmallerOfEqualTimes(
            @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 20) Long> times) {
        PendingPostings pending = new PendingPostings(200);
        List<List<Long>> expected = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            pending.add(times.get(i), times.size() - i);
            expected.add(List.of(times.get(i), (long) times.size() - i));
        }
        expected.sort((a, b) -> a.get(0).equals(b.get(0))
                ? a.get(1).compareTo(b.get(1))
                : a.get(0).compareTo(b.get(0)));

        List<List<Long>> taken = new ArrayList<>();
        while (!pending.isEmpty()) {
            taken.add(List.of(pending.earliestTime(), pending.earliest()));
            pending.removeEarliest();
        }

        assertThat(taken).isEqualTo(expected);
    }

    @Test
    void refusesMoreThanItsLimit() {
        PendingPostings pending = new PendingPostings(3000);
        LongStream.range(0, 3000).forEach(time -> pending.add(time, time));

        assertThat(pending.hasRoomFor(1)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> pending.add(1, 1));
    }
}
