package io.dermavigil.jobs.evidence;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.ComparedStratum;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.statistics.evalues.ConfidenceSequence;
import io.dermavigil.statistics.evalues.GammaPrior;
import io.dermavigil.statistics.evalues.PoissonEvalue;
import io.dermavigil.statistics.evalues.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The patients of every clinic, or of every lot, against what the others' patients of the same strata lead one to expect.
 * What is expected is an estimate, so the error rate holds approximately only, and the rows say so.
 */
final class ComparedFamily {

    /** The others must have had as many affected patients: from fewer, nothing can be expected. */
    static final int LEAST_REST_AFFECTED = 5;

    private static final PoissonEvalue POISSON = new PoissonEvalue(Side.ABOVE, GammaPrior.EXPONENTIAL);

    private final EvidenceFamily family;
    private final double level;
    private final Memo<Counted> memo = new Memo<>(this::judge);

    /**
     * A family.
     *
     * @param family CLINIC or LOT
     * @param level its level
     */
    ComparedFamily(EvidenceFamily family, double level) {
        this.family = family;
        this.level = level;
    }

    /** Affected patients, and as many as are expected. */
    private record Counted(long affected, double expected) {}

    /** Rows of every type that has happened to patients of a clinic, or of a lot. */
    List<Evidence> rows(EvidenceBook book, BareRows bare) {
        Subjects subjects = Subjects.of(family, book);
        List<Evidence> rows = new ArrayList<>();
        subjects.all().forEach((subject, strata) -> {
            Counts counts = Subjects.sum(strata.values());
            for (ReactionType type : ReactionType.values()) {
                if (BareRows.isAnyAffected(family, type, counts)) {
                    Evidence row = bare.row(subject.hypothesis(family, type), counts);
                    compare(row, strata, subjects);
                    subjects.weigh(subject, row);
                    rows.add(row);
                }
            }
        });
        memo.forgetUnused();
        Decision.decide(rows, level);
        return rows;
    }

    private void compare(Evidence row, Map<EvidenceCell, Counts> strata, Subjects subjects) {
        List<ComparedStratum> compared = new ArrayList<>();
        long affected = 0;
        long restAffected = 0;
        double expected = 0;
        for (Map.Entry<EvidenceCell, Counts> stratum : strata.entrySet()) {
            ComparedStratum one = compared(row.getReactionType(), stratum, subjects);
            if (one.getPatients() > 0 && one.getRestPatients() > 0) {
                compared.add(one);
                affected += one.getAffected();
                restAffected += one.getRestAffected();
                expected += (double) one.getPatients() * one.getRestAffected() / one.getRestPatients();
            }
        }
        if (restAffected >= LEAST_REST_AFFECTED) {
            Judgement judgement = memo.get(new Counted(affected, expected));
            row.setComparator(Comparator.REST_OF_CHAIN);
            row.setApproximate(true);
            row.setStrata(compared);
            row.setExpected(expected);
            row.setLogEValue(judgement.logEvalue());
            row.setLow(judgement.sequence().low());
            row.setHigh(judgement.sequence().high());
        }
    }

    private static ComparedStratum compared(
            ReactionType type, Map.Entry<EvidenceCell, Counts> stratum, Subjects subjects) {
        EvidenceCell cell = stratum.getKey();
        Counts mine = stratum.getValue();
        Counts all = subjects.total(cell);
        long patients = mine.get(EvidenceCounters.PATIENTS);
        long affected = mine.get(EvidenceCounters.adverse(type));
        return new ComparedStratum(
                cell.condition(),
                cell.skinType(),
                patients,
                affected,
                all.get(EvidenceCounters.PATIENTS) - patients,
                all.get(EvidenceCounters.adverse(type)) - affected);
    }

    private Judgement judge(Counted counted) {
        return new Judgement(
                POISSON.log(counted.affected(), counted.expected()),
                ConfidenceSequence.rateRatio(counted.affected(), counted.expected(), level, GammaPrior.EXPONENTIAL));
    }
}
