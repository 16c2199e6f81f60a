package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.HypothesisKey;
import io.dermavigil.statistics.multiple.EBenjaminiHochberg;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whom a family compares with each other: the clinics, or the lots, that have any patients. */
final class Subjects {

    private static final int TYPES = ReactionType.values().length;
    /** Conditions and skin types in their order, so that sums come out the same to the last bit. */
    private static final Comparator<EvidenceCell> ORDER = Comparator.<EvidenceCell, Condition>comparing(
                    EvidenceCell::condition)
            .thenComparing(EvidenceCell::skinType);

    private final Map<Subject, Map<EvidenceCell, Counts>> subjects = new HashMap<>();
    private final Map<EvidenceCell, CountsBuilder> sums = new HashMap<>();
    private final Map<EvidenceCell, Counts> totals = new HashMap<>();
    private final Map<Subject, Long> places = new HashMap<>();

    private Subjects() {}

    /**
     * A clinic or a lot.
     *
     * @param setting setting
     * @param clinicId clinic; null for a lot
     * @param model device model of a lot; null when not recorded
     * @param lot lot; null for a clinic
     */
    record Subject(Setting setting, String clinicId, String model, String lot) {

        HypothesisKey hypothesis(EvidenceFamily family, ReactionType type) {
            return new HypothesisKey(family, setting, null, null, clinicId, model, lot, type);
        }
    }

    /**
     * Those of a book.
     *
     * @param family CLINIC or LOT
     */
    static Subjects of(EvidenceFamily family, EvidenceBook book) {
        Subjects found = new Subjects();
        book.cells().forEach((cell, counts) -> {
            boolean mine = family == EvidenceFamily.CLINIC ? cell.clinicId() != null : cell.lot() != null;
            if (mine && !cell.isDays() && hasPatients(counts)) {
                found.add(cell, counts);
            }
        });
        found.sums.forEach((stratum, sum) -> found.totals.put(stratum, sum.build()));
        if (family == EvidenceFamily.LOT) {
            found.place(book);
        }
        return found;
    }

    private static boolean hasPatients(Counts counts) {
        return counts.get(EvidenceCounters.PATIENTS) != 0
                || counts.get(EvidenceCounters.provisional(EvidenceCounters.PATIENTS)) != 0;
    }

    private void add(EvidenceCell cell, Counts counts) {
        EvidenceCell stratum = EvidenceCell.stratum(cell.setting(), cell.condition(), cell.skinType());
        subjects.computeIfAbsent(
                        new Subject(cell.setting(), cell.clinicId(), cell.model(), cell.lot()),
                        subject -> new TreeMap<>(ORDER))
                .put(stratum, counts);
        sums.computeIfAbsent(stratum, s -> new CountsBuilder()).add(counts);
    }

    /** Lots in the order of their first use; lots of one day by model and name. */
    private void place(EvidenceBook book) {
        Map<Subject, Integer> firstDays = new HashMap<>();
        subjects.keySet()
                .forEach(lot -> firstDays.put(
                        lot,
                        EvidenceCounters.firstDay(
                                book.cells().get(EvidenceCell.days(lot.setting(), lot.model(), lot.lot())))));
        List<Subject> inOrder = subjects.keySet().stream()
                .sorted(Comparator.<Subject>comparingInt(firstDays::get)
                        .thenComparing(Subject::model, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Subject::lot))
                .toList();
        for (Subject lot : inOrder) {
            places.put(lot, places.size() + 1L);
        }
    }

    /** Counts by stratum, in the counters of a scope, of each of them. */
    Map<Subject, Map<EvidenceCell, Counts>> all() {
        return subjects;
    }

    /** The counts of all of them in a stratum. */
    Counts total(EvidenceCell stratum) {
        return totals.get(stratum);
    }

    static Counts sum(Collection<Counts> counts) {
        CountsBuilder sum = new CountsBuilder();
        counts.forEach(sum::add);
        return sum.build();
    }

    /** Says which share of the family's level a hypothesis has. Declared are all reaction types, seen or not. */
    void weigh(Subject subject, Evidence row) {
        if (row.getLogEValue() == null) {
            return;
        }
        Long place = places.get(subject);
        if (place == null) {
            long declared = (long) subjects.size() * TYPES;
            row.setDeclared(declared);
            row.setWeight(EBenjaminiHochberg.equalWeight(declared));
        } else {
            row.setPlace(place);
            row.setWeight(EBenjaminiHochberg.weightOfPlace(place) / TYPES);
        }
    }
}
