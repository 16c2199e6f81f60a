package io.dermavigil.statistics.disclosure;

import static io.dermavigil.statistics.disclosure.CountId.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** What releases hide, against all tables that fit what they show. */
class EnumeratedReleaseTest {

    /** Tables to try at most, before those that do not add up are left out. */
    private static final double LIMIT = 2_000_000;

    private static final int THRESHOLD = 3;

    @Property(tries = 80)
    void noHiddenCountIsFoundOut(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 30) int patients,
            @ForAll @IntRange(min = 2, max = 3) int skinTypes) {
        releases(new Shape(2, skinTypes, 2), patients, random, List.of(THRESHOLD, THRESHOLD, THRESHOLD));
    }

    @Property(tries = 120)
    void noHiddenCountOfASingleLineIsFoundOut(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 30) int patients,
            @ForAll @IntRange(min = 1, max = 3) int conditions,
            @ForAll @IntRange(min = 1, max = 3) int skinTypes,
            @ForAll @IntRange(min = 1, max = 2) int months) {
        Assume.that(conditions == 1 || skinTypes == 1);
        for (var release : releases(
                new Shape(conditions, skinTypes, months), patients, random, List.of(THRESHOLD, THRESHOLD, THRESHOLD))) {
            release.counts().keySet().forEach(id -> assertSaidAlike(release, id, conditions, skinTypes, months));
        }
    }

    /** A higher threshold can take nothing back, so that only the lowest that was used is promised for ever. */
    @Property(tries = 60)
    void noHiddenCountIsFoundOutWhenTheThresholdChanges(
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 30) int patients,
            @ForAll @Size(3) List<@IntRange(min = 2, max = 5) Integer> thresholds) {
        for (var release : releases(new Shape(2, 2, 2), patients, random, thresholds)) {
            release.counts()
                    .values()
                    .forEach(count -> assertThat(
                                    release.rule().small(count.value().orElse(0)))
                            .isFalse());
        }
    }

    /** What stands for all conditions where there is one is the same number, and so with skin types and months. */
    private static void assertSaidAlike(
            PublishedRelease release, CountId id, int conditions, int skinTypes, int months) {
        var whole = new CountId(
                months == 1 ? ALL : id.period(),
                conditions == 1 ? ALL : id.condition(),
                skinTypes == 1 ? ALL : id.skinType(),
                id.measure());
        assertThat(release.at(id)).as("%s and %s", id, whole).isEqualTo(release.at(whole));
    }

    private record Shape(int conditions, int skinTypes, int months) {}

    private List<PublishedRelease> releases(Shape shape, int patients, Random random, List<Integer> thresholds) {
        var clinic = new Clinic();
        var history = new ArrayList<PublishedRelease>();
        for (int number = 0; number < 3; number++) {
            for (int i = 0; i < patients; i++) {
                clinic.add(new Clinic.Session(
                        number * 100 + random.nextInt(patients),
                        "2026-0" + (1 + random.nextInt(shape.months())),
                        "C" + random.nextInt(shape.conditions()),
                        "S" + random.nextInt(shape.skinTypes()),
                        Math.max(0, random.nextInt(6) - 3)));
            }
            var counts = clinic.counts();
            history.add(Disclosure.release(history, counts, new ReleaseRule(thresholds.get(number))));
            check(history, counts, Collections.min(thresholds.subList(0, number + 1)));
        }
        return history;
    }

    private void check(List<PublishedRelease> history, TrueCounts counts, int reach) {
        var known = new HashMap<CountId, Long>();
        for (var release : history) {
            release.counts().forEach((id, published) -> published.value().ifPresent(value -> known.put(id, value)));
        }
        var all = List.copyOf(history.get(history.size() - 1).counts().keySet());
        if (history.size() == 1) {
            all.stream()
                    .filter(id -> id.period().equals(ALL))
                    .forEach(whole -> checkOverTime(whole, all, known, counts, reach));
        }
        for (var period : all.stream().map(CountId::period).distinct().toList()) {
            for (var measure : Measure.values()) {
                var hidden = all.stream()
                        .filter(id -> id.period().equals(period) && id.measure() == measure && !known.containsKey(id))
                        .toList();
                long greatest = reach
                        + 1
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
                assertBaffled("certain", new Enumeration(known, all, period, measure, null, greatest), counts, reach);
                if (isCurrent(known, counts)) {
                    var overlaps = overlaps(counts, all, period, measure);
                    assertBaffled(
                            "overlaps known",
                            new Enumeration(known, all, period, measure, overlaps, greatest),
                            counts,
                            reach);
                }
            }
        }
    }

    /**
     * Whether all that is known is still so. Otherwise the sums of lines are of two moments, and nobody knows by how much
     * they differ from the margins.
     */
    private static boolean isCurrent(Map<CountId, Long> known, TrueCounts counts) {
        return known.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(counts.counts().getOrDefault(entry.getKey(), 0L)));
    }

    /** One cell over time, for somebody who knows how many patients are counted in several months. */
    private static void checkOverTime(
            CountId whole, List<CountId> all, Map<CountId, Long> known, TrueCounts counts, int reach) {
        var months = all.stream()
                .filter(id -> !id.period().equals(ALL))
                .filter(id -> new CountId(ALL, id.condition(), id.skinType(), id.measure()).equals(whole))
                .toList();
        long overlap = -counts.counts().getOrDefault(whole, 0L);
        long greatest = counts.counts().getOrDefault(whole, 0L) + reach + 1;
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
                assertThat(found.get(id).last()).as("over time: %s", id).isGreaterThanOrEqualTo(reach);
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

    /** An older number may mislead the intruder: what he concludes then is not disclosed. */
    private static void assertBaffled(String intruder, Enumeration enumeration, TrueCounts counts, int reach) {
        enumeration.feasible().forEach((id, values) -> {
            long count = counts.counts().getOrDefault(id, 0L);
            if (values.contains(count)) {
                assertThat(values).as("%s: %s", intruder, id).hasSizeGreaterThan(1);
                assertThat(values.last()).as("%s: %s", intruder, id).isGreaterThanOrEqualTo(reach);
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
