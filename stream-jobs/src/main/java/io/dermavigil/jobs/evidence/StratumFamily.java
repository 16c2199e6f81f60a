package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.safety.HypothesisKey;
import io.dermavigil.statistics.Interval;
import io.dermavigil.statistics.evalues.BetaPrior;
import io.dermavigil.statistics.evalues.BinomialEvalue;
import io.dermavigil.statistics.evalues.ConfidenceSequence;
import io.dermavigil.statistics.multiple.EBenjaminiHochberg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The patients of every stratum against their baseline. Declared is every stratum that has one, treated or not, so that
 * nobody chooses the hypotheses by what was seen.
 */
final class StratumFamily {

    private final double level;
    private final Memo<Counted> memo;

    StratumFamily(double level) {
        this.level = level;
        this.memo = new Memo<>(this::judge);
    }

    /** Affected of so many, and the rate that is expected. */
    private record Counted(long affected, long patients, double expectedRate) {}

    /** Rows of every treated stratum: of each type that has a baseline or has happened. */
    List<Evidence> rows(EvidenceBook book, BareRows bare) {
        long declared = declared(book);
        List<Evidence> rows = new ArrayList<>();
        book.cells().forEach((cell, counts) -> {
            if (cell.isDays() || cell.clinicId() != null || cell.lot() != null) {
                return;
            }
            for (ReactionType type : ReactionType.values()) {
                Optional<Baseline> baseline =
                        book.baselines().of(cell.setting(), cell.condition(), cell.skinType(), type);
                if (baseline.isPresent() || BareRows.isAnyAffected(EvidenceFamily.STRATUM, type, counts)) {
                    Evidence row = bare.row(hypothesis(cell, type), counts);
                    baseline.ifPresent(found -> compare(row, found, declared));
                    rows.add(row);
                }
            }
        });
        memo.forgetUnused();
        Decision.decide(rows, level);
        return rows;
    }

    private static HypothesisKey hypothesis(EvidenceCell cell, ReactionType type) {
        return new HypothesisKey(
                EvidenceFamily.STRATUM, cell.setting(), cell.condition(), cell.skinType(), null, null, null, type);
    }

    private static long declared(EvidenceBook book) {
        long declared = 0;
        for (Condition condition : Condition.values()) {
            for (SkinType skinType : SkinType.values()) {
                for (ReactionType type : ReactionType.values()) {
                    declared += book.baselines()
                                    .of(book.setting(), condition, skinType, type)
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        return declared;
    }

    private void compare(Evidence row, Baseline baseline, long declared) {
        double expectedRate = Baselines.ofPatients(baseline);
        Judgement judgement = memo.get(new Counted(row.getAffected(), row.getPatients(), expectedRate));
        row.setComparator(Comparator.BASELINE);
        row.setBaseline(baseline);
        row.setExpectedRate(expectedRate);
        row.setExpected(row.getPatients() * expectedRate);
        row.setLogEValue(judgement.logEvalue());
        row.setLow(judgement.sequence().low());
        row.setHigh(judgement.sequence().high());
        row.setDeclared(declared);
        row.setWeight(EBenjaminiHochberg.equalWeight(declared));
    }

    private Judgement judge(Counted counted) {
        Interval sequence =
                ConfidenceSequence.binomial(counted.affected(), counted.patients(), level, BetaPrior.UNIFORM);
        double logEvalue = BinomialEvalue.above(counted.expectedRate()).log(counted.affected(), counted.patients());
        return new Judgement(logEvalue, sequence);
    }
}
