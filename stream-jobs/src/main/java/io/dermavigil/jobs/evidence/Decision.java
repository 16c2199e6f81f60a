package io.dermavigil.jobs.evidence;

import io.dermavigil.safety.Evidence;
import io.dermavigil.statistics.multiple.Declared;
import io.dermavigil.statistics.multiple.EBenjaminiHochberg;
import java.util.List;

/** Decides by e-BH which hypotheses of a family are rejected. */
final class Decision {

    private Decision() {}

    /**
     * Completes the rows that have an e-value.
     *
     * @param family all rows of a family and setting; hypotheses that are declared and have no row have an e-value of 1
     * @param level level of the family
     */
    static void decide(List<Evidence> family, double level) {
        List<Declared<Evidence>> compared = family.stream()
                .filter(row -> row.getLogEValue() != null)
                .map(row -> new Declared<>(row, row.getLogEValue(), row.getWeight()))
                .toList();
        List<Evidence> rejected = EBenjaminiHochberg.rejected(compared, level);
        double logRejected = Math.log(Math.max(rejected.size(), 1) * level);
        compared.forEach(one -> one.hypothesis().setLogThreshold(-Math.log(one.weight()) - logRejected));
        rejected.forEach(row -> row.setRejected(true));
    }
}
