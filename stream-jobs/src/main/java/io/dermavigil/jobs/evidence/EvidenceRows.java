package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.HypothesisKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rows of a setting: a function of its book, and of which hypotheses ever had a row. Remembers how they were. */
final class EvidenceRows {

    private final EvidenceSettings settings;
    private final StratumFamily strata;
    private final ComparedFamily clinics;
    private final ComparedFamily lots;
    private final Set<String> hypotheses = new HashSet<>();
    private Map<String, Evidence> written = Map.of();

    EvidenceRows(EvidenceSettings settings) {
        this.settings = settings;
        this.strata = new StratumFamily(settings.level());
        this.clinics = new ComparedFamily(EvidenceFamily.CLINIC, settings.level());
        this.lots = new ComparedFamily(EvidenceFamily.LOT, settings.level());
    }

    /** A row of this key was written before a restore. */
    void restore(String key) {
        hypotheses.add(key);
    }

    /** Whether a row of this key was ever written; from now on it was. */
    boolean isNew(String key) {
        return hypotheses.add(key);
    }

    /** The rows that differ from those of the last call, by key; all of them the first time. */
    Map<String, Evidence> changed(EvidenceBook book) {
        Map<String, Evidence> now = rows(book);
        Map<String, Evidence> changed = new LinkedHashMap<>();
        now.forEach((key, row) -> {
            if (!row.equals(written.get(key))) {
                changed.put(key, row);
            }
        });
        written = now;
        return changed;
    }

    /** A hypothesis that is not compared any more and has nobody affected keeps its row, which says so. */
    private Map<String, Evidence> rows(EvidenceBook book) {
        BareRows bare = new BareRows(book, settings);
        Map<String, Evidence> rows = new LinkedHashMap<>();
        for (Evidence row : compared(book, bare)) {
            rows.put(HypothesisKey.of(row).text(), row);
        }
        for (String key : hypotheses) {
            if (!rows.containsKey(key)) {
                HypothesisKey hypothesis = HypothesisKey.parse(key);
                rows.put(key, bare.row(hypothesis, counts(book, hypothesis)));
            }
        }
        return rows;
    }

    private Collection<Evidence> compared(EvidenceBook book, BareRows bare) {
        List<Evidence> rows = new ArrayList<>(strata.rows(book, bare));
        rows.addAll(SeriousFamily.rows(book, bare));
        rows.addAll(clinics.rows(book, bare));
        rows.addAll(lots.rows(book, bare));
        return rows;
    }

    /** The patients of a hypothesis, whatever becomes of it: summed over strata where it has none. */
    private static Counts counts(EvidenceBook book, HypothesisKey key) {
        CountsBuilder sum = new CountsBuilder();
        book.cells().forEach((cell, counts) -> {
            if (!cell.isDays() && isOf(key, cell)) {
                sum.add(counts);
            }
        });
        return sum.build();
    }

    private static boolean isOf(HypothesisKey key, EvidenceCell cell) {
        return (key.condition() == null || key.condition() == cell.condition())
                && (key.skinType() == null || key.skinType() == cell.skinType())
                && Objects.equals(key.clinicId(), cell.clinicId())
                && Objects.equals(key.lot(), cell.lot())
                && Objects.equals(key.model(), cell.model());
    }
}
