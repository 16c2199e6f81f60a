package io.dermavigil.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LineRangesTest {

    @Test
    void joinsNeighbours() {
        LineRanges lines = new LineRanges();
        for (long line : new long[] {7, 5, 2, 6, 6, 9}) {
            lines.add(line);
        }
        assertThat(lines.text()).isEqualTo("2, 5-7, 9");
        assertThat(lines.count()).isEqualTo(5);
    }

    @Property
    void holdsExactlyWhatWasAdded(@ForAll List<@LongRange(min = 1, max = 30) Long> added) {
        LineRanges lines = new LineRanges();
        added.forEach(lines::add);
        Set<Long> expected = new TreeSet<>(added);
        assertThat(lines.count()).isEqualTo(expected.size());
        assertThat(expand(lines.text())).containsExactlyElementsOf(expected);
    }

    private static List<Long> expand(String text) {
        List<Long> lines = new ArrayList<>();
        for (String range : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] ends = range.split("-");
            for (long line = Long.parseLong(ends[0]); line <= Long.parseLong(ends[ends.length - 1]); line++) {
                lines.add(line);
            }
        }
        return lines;
    }
}
