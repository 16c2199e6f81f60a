package io.dermavigil.statistics.disclosure;

import static io.dermavigil.statistics.disclosure.CountId.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What releases hide, against all tables that fit what they show. */
class EnumeratedReleaseTest {

    private static final Map<String, Long> NO_OVERLAPS = Map.of(
            "row C0",
            0L,
            "row C1",
            0L,
            "row ALL",
            0L,
            "column S0",
            0L,
            "column S1",
            0L,
            "column S2",
            0L,
            "column ALL",
            0L);

    /** Tables to try at most, before those that do not add up are left out. */
    private static final double LIMIT = 2_000_000;

    private static final ReleaseRule RULE = new ReleaseRule(3);

    @Property(tries = 80)
    void noHiddenCountIsFoundOut(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 30) int patients,
            @ForAll @IntRange(min = 2, max = 3) int skinTypes) {
        var clinic = new Clinic();
        var history = new ArrayList<PublishedRelease>();
        for (int number = 0; number < 3; number++) {
            for (int i = 0; i < patients; i++) {
                clinic.add(new Clinic.Session(
                        number * 100 + random.nextInt(patients),
                        "2026-0" + (1 + random.nextInt(2)),
                        "C" + random.nextInt(2),
                        "S" + random.nextInt(skinTypes),
                        Math.max(0, random.nextInt(6) - 3)));
            }
            var counts = clinic.counts();
            history.add(Disclosure.release(history, counts, RULE));
            check(history, counts);
        }
    }

    private void check(List<PublishedRelease> history, TrueCounts counts) {
        var known = new HashMap<CountId, Long>();
        for (var release : history) {
            release.counts().forEach((id, published) -> published.value().ifPresent(value -> known.put(id, value)));
        }
        var all = List.copyOf(history.get(history.size() - 1).counts().keySet());
        if (history.size() == 1) {
            all.stream()
                    .filter(id -> id.period().equals(ALL))
                    .forEach(whole -> checkOverTime(whole, all, known, counts));
        }
        for (var period : all.stream().map(CountId::period).distinct().toList()) {
            for (var measure : Measure.values()) {
                var hidden = all.stream()
                        .filter(id -> id.period().equals(period) && id.measure() == measure && !known.containsKey(id))
                        .toList();
                long greatest = 4
                        + hidden.stream()
                                .mapToLong(id -> counts.counts().getOrDefault(id, 0L))
                                .max()
                                .orElse(0);
                if (hidden.isEmpty() || Math.pow(1.0 + greatest, hidden.size()) > LIMIT) {
                    continue;
                }
                Statistics.label("hidden")
                        .collect(hidden.size())
                        .coverage(coverage -> coverage.check(4).count(n -> n > 15));
                assertBaffled("certain", new Enumeration(known, all, period, measure, null, greatest), counts);
                assertBaffled("sums", new Enumeration(known, all, period, measure, NO_OVERLAPS, greatest), counts);
                if (history.size() == 1) {
                    assertBaffled(
                            "overlaps known",
                            new Enumeration(
                                    known, all, period, measure, overlaps(counts, all, period, measure), greatest),
                            counts);
                }
            }
        }
    }

    /** One cell over time, for somebody who knows how many patients are counted in several months. */
    private static void checkOverTime(CountId whole, List<CountId> all, Map<CountId, Long> known, TrueCounts counts) {
        var months = all.stream()
                .filter(id -> !id.period().equals(ALL))
                .filter(id -> new CountId(ALL, id.condition(), id.skinType(), id.measure()).equals(whole))
                .toList();
        long overlap = -counts.counts().getOrDefault(whole, 0L);
        long greatest = counts.counts().getOrDefault(whole, 0L) + 4;
        var line = new ArrayList<>(months);
        line.add(whole);
        for (var month : months) {
            overlap += counts.counts().getOrDefault(month, 0L);
        }
        var found = new HashMap<CountId, NavigableSet<Long>>();
        chooseLine(line, new ArrayList<>(), known, overlap, greatest, found);
        for (var id : line) {
            if (!known.containsKey(id)) {
                assertThat(found.get(id)).as("over time: %s", id).hasSizeGreaterThan(1);
                assertThat(found.get(id).last()).as("over time: %s", id).isGreaterThanOrEqualTo(RULE.threshold());
            }
        }
    }

    private static void chooseLine(
            List<CountId> line,
            List<Long> chosen,
            Map<CountId, Long> known,
            long overlap,
            long greatest,
            Map<CountId, NavigableSet<Long>> found) {
        int next = chosen.size();
        if (next == line.size()) {
            long whole = chosen.get(next - 1);
            long sum = chosen.stream().mapToLong(Long::longValue).sum() - whole;
            if (sum - whole == overlap && chosen.stream().allMatch(month -> month <= whole)) {
                for (int i = 0; i < next; i++) {
                    found.computeIfAbsent(line.get(i), id -> new TreeSet<>()).add(chosen.get(i));
                }
            }
            return;
        }
        var number = known.get(line.get(next));
        for (long value = number == null ? 0 : number; value <= (number == null ? greatest : number); value++) {
            chosen.add(value);
            chooseLine(line, chosen, known, overlap, greatest, found);
            chosen.remove(next);
        }
    }

    /** An older number, or a wrong assumption, may mislead the intruder: what he concludes then is not disclosed. */
    private static void assertBaffled(String intruder, Enumeration enumeration, TrueCounts counts) {
        enumeration.feasible().forEach((id, values) -> {
            long count = counts.counts().getOrDefault(id, 0L);
            if (values.contains(count)) {
                assertThat(values).as("%s: %s", intruder, id).hasSizeGreaterThan(1);
                assertThat(values.last()).as("%s: %s", intruder, id).isGreaterThanOrEqualTo(RULE.threshold());
            }
        });
    }

    private static Map<String, Long> overlaps(TrueCounts counts, List<CountId> all, String period, Measure measure) {
        var overlaps = new HashMap<String, Long>();
        for (var id : all) {
            if (id.period().equals(period) && id.measure() == measure) {
                long count = counts.counts().getOrDefault(id, 0L);
                overlaps.merge("row " + id.condition(), id.skinType().equals(ALL) ? -count : count, Long::sum);
                overlaps.merge("column " + id.skinType(), id.condition().equals(ALL) ? -count : count, Long::sum);
            }
        }
        return overlaps;
    }
}
