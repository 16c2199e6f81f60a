package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.Baselines;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What evidence of a setting is computed from: patients by cell, the days that are settled, and the baselines. */
final class EvidenceBook {

    private final Setting setting;
    private final Map<EvidenceCell, Counts> cells = new HashMap<>();
    private Baselines baselines = Baselines.NONE;

    EvidenceBook(Setting setting) {
        this.setting = setting;
    }

    Setting setting() {
        return setting;
    }

    /**
     * Counts by cell: patients of strata, of strata in clinics and of strata with lots, in the counters of a scope; and days,
     * with a lot those of its use.
     */
    Map<EvidenceCell, Counts> cells() {
        return Collections.unmodifiableMap(cells);
    }

    Baselines baselines() {
        return baselines;
    }

    /** Newest day of treatment with a session in force in any clinic; null when there is none. */
    Integer newestDay() {
        Counts days = cells.getOrDefault(EvidenceCell.days(setting), Counts.NONE);
        return days.isEmpty() ? null : EvidenceCounters.lastDay(days);
    }

    /** Puts back what {@link #add} said. */
    void restore(EvidenceCell cell, Counts counts) {
        cells.put(cell, counts);
    }

    /**
     * Adds a change.
     *
     * @param changed receives every cell that changed with its counts now
     */
    void add(Tally tally, BiConsumer<EvidenceCell, Counts> changed) {
        EvidenceCell cell = tally.cell();
        Counts counts = tally.counts();
        if (cell.isDays()) {
            add(cell, counts, changed);
        } else if (cell.lot() == null) {
            add(cell, EvidenceCounters.of(Scope.STRATUM, counts), changed);
            add(cell.at(tally.clinicId()), EvidenceCounters.of(Scope.CLINIC, counts), changed);
        } else {
            add(cell, EvidenceCounters.of(Scope.LOT, counts), changed);
            add(EvidenceCell.days(setting, cell.model(), cell.lot()), EvidenceCounters.days(counts), changed);
        }
    }

    private void add(EvidenceCell cell, Counts counts, BiConsumer<EvidenceCell, Counts> changed) {
        if (!counts.isEmpty()) {
            // a cell that came back to nothing is kept: its rows are not taken back but come to zero
            Counts after = cells.merge(cell, counts, Counts::plus);
            changed.accept(cell, after);
        }
    }

    /**
     * Takes a baseline or, for null, none.
     *
     * @param cell cell of the baseline, within the setting
     */
    void set(BaselineCell cell, Baseline baseline) {
        baselines = baseline == null ? baselines.without(cell) : baselines.with(baseline);
    }
}
