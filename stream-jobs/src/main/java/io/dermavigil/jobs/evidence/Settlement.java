package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.jobs.evidence.ClinicDays.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Tells which of a clinic's candidates are settled: those whose day lies at least a number of days before the clinic's
 * newest session in force. By then the clinic has reported quiet patients as well as the others. What is told is a function
 * of the clinic's days alone, however they became what they are: when the newest session is voided, patients who
 * were settled by it are not any more.
 */
final class Settlement {

    private final int settlingDays;

    /**
     * A settlement.
     *
     * @param settlingDays days from a treatment to the newest one by which the former is settled; at least 0
     */
    Settlement(int settlingDays) {
        this.settlingDays = settlingDays;
    }

    /**
     * Takes changes of a clinic's days.
     *
     * @param setting setting of all its cells
     * @param days what is kept of the clinic
     * @param changes changes by day
     * @param out receives cells and what changes in them, settled patients apart from the others; a cell at most once
     */
    void take(
            Setting setting,
            ClinicDays days,
            SortedMap<Integer, DayBook> changes,
            BiConsumer<EvidenceCell, Counts> out) {
        Span before = days.span();
        Emission emission = new Emission(setting, days);
        changes.forEach((day, change) -> {
            days.keep(day, days.book(day).plus(change));
            emission.change(change, isSettled(day, before.newest()));
            emission.use(day, change);
        });
        Span after = new Span(earliest(before, changes), newest(before, days, changes));
        if (!after.equals(before) || after.newest() == Span.NONE) {
            days.keep(after);
        }
        emission.move(before.newest(), after.newest(), after.earliest());
        emission.send(out);
    }

    private boolean isSettled(int day, int newest) {
        return newest != Span.NONE && day <= newest - settlingDays;
    }

    private static int earliest(Span before, SortedMap<Integer, DayBook> changes) {
        int first = changes.firstKey();
        return before.earliest() == Span.NONE ? first : Math.min(before.earliest(), first);
    }

    private static int newest(Span before, ClinicDays days, SortedMap<Integer, DayBook> changes) {
        for (SortedMap<Integer, DayBook> rest = changes; !rest.isEmpty(); rest = rest.headMap(rest.lastKey())) {
            int day = rest.lastKey();
            if (before.newest() != Span.NONE && day <= before.newest()) {
                break;
            }
            if (days.book(day).hasSessions()) {
                return day;
            }
        }
        return before.newest() == Span.NONE || days.book(before.newest()).hasSessions()
                ? before.newest()
                : days.newestSession();
    }

    /** What one call tells. */
    private final class Emission {

        private final Setting setting;
        private final ClinicDays days;
        private final Map<EvidenceCell, CountsBuilder> sums = new HashMap<>();

        Emission(Setting setting, ClinicDays days) {
            this.setting = setting;
            this.days = days;
        }

        void change(DayBook change, boolean settled) {
            change.cells().forEach((cell, counts) -> {
                if (settled) {
                    sum(cell).add(counts);
                } else {
                    EvidenceCounters.addProvisional(counts, 1, sum(cell));
                }
            });
        }

        /** By the day of its first patient a lot takes its place among the lots. */
        void use(int day, DayBook change) {
            change.cells().forEach((cell, counts) -> {
                long patients = counts.get(EvidenceCounters.patients(Scope.LOT));
                if (patients != 0) {
                    sum(cell).add(EvidenceCounters.day(day), patients);
                }
            });
        }

        void move(int from, int to, int earliest) {
            if (from == to) {
                return;
            }
            if (from != Span.NONE) {
                sum(EvidenceCell.days(setting)).add(EvidenceCounters.day(from), -1);
            }
            if (to != Span.NONE) {
                sum(EvidenceCell.days(setting)).add(EvidenceCounters.day(to), 1);
            }
            int settledBefore = settledUntil(from, earliest);
            int settledAfter = settledUntil(to, earliest);
            for (int day = settledBefore + 1; day <= settledAfter; day++) {
                settle(days.book(day), 1);
            }
            for (int day = settledAfter + 1; day <= settledBefore; day++) {
                settle(days.book(day), -1);
            }
        }

        private int settledUntil(int newest, int earliest) {
            return newest == Span.NONE ? earliest - 1 : Math.max(newest - settlingDays, earliest - 1);
        }

        private void settle(DayBook book, long direction) {
            book.cells().forEach((cell, counts) -> {
                CountsBuilder sum = sum(cell);
                for (int at = 0; at < counts.size(); at++) {
                    sum.add(counts.counter(at), direction * counts.amount(at));
                }
                EvidenceCounters.addProvisional(counts, -direction, sum);
            });
        }

        private CountsBuilder sum(EvidenceCell cell) {
            return sums.computeIfAbsent(cell, c -> new CountsBuilder());
        }

        void send(BiConsumer<EvidenceCell, Counts> out) {
            sums.forEach((cell, sum) -> {
                Counts counts = sum.build();
                if (!counts.isEmpty()) {
                    out.accept(cell, counts);
                }
            });
        }
    }
}
