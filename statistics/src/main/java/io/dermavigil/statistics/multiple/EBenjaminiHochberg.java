package io.dermavigil.statistics.multiple;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * E-BH (Wang and Ramdas 2022, J R Stat Soc B 84:822): which hypotheses of a family to reject so that, on average, at most
 * a share {@code level} of the rejected ones is true, however their e-values depend on each other. With all hypotheses
 * true that bounds the chance of any rejection: at one look, and at the first of many that rejects anything, when each
 * e-value remains one whenever one stops on what has been seen of the whole family.
 */
public final class EBenjaminiHochberg {

    private static final double ROUNDING = 1e-9;

    private EBenjaminiHochberg() {}

    /**
     * Weight of each of a fixed number of hypotheses, seen or not. Hypotheses that were declared but have no evidence yet
     * have an e-value of at most 1, and need not be listed.
     *
     * @param declared number of hypotheses of the family, at least 1
     * @throws IllegalArgumentException when it is less
     */
    public static double equalWeight(long declared) {
        if (declared < 1) {
            throw new IllegalArgumentException("a family has at least 1 hypothesis, not " + declared);
        }
        return 1.0 / declared;
    }

    /**
     * Weight of a hypothesis in a family that keeps growing: 6 / (pi^2 place^2). These add up to 1.
     *
     * @param place the hypothesis' place in an order that does not depend on its evidence, from 1
     * @throws IllegalArgumentException when it is less
     */
    public static double weightOfPlace(long place) {
        if (place < 1) {
            throw new IllegalArgumentException("places count from 1, not " + place);
        }
        return 6 / (Math.PI * Math.PI * place * place);
    }

    /**
     * The rejected hypotheses, the most weighted evidence first: the most of them, k, such that the k-th largest product of
     * weight and e-value is at least 1 / (k level).
     *
     * @param family hypotheses, each once; those not listed are taken for unseen
     * @param level false discovery rate, above 0 and at most 1
     * @throws IllegalArgumentException when the level is out of range, or the weights add up to more than 1
     */
    public static <H> List<H> rejected(Collection<Declared<H>> family, double level) {
        if (!(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("the level must be above 0 and at most 1, not " + level);
        }
        double weights = family.stream().mapToDouble(Declared::weight).sum();
        if (weights > 1 + ROUNDING) {
            throw new IllegalArgumentException("the weights of a family add up to at most 1, not " + weights);
        }
        List<Declared<H>> descending = family.stream()
                .sorted(Comparator.<Declared<H>>comparingDouble(Declared::logWeighted)
                        .reversed())
                .toList();
        int rejected = descending.size();
        while (rejected > 0 && descending.get(rejected - 1).logWeighted() < -Math.log(rejected * level)) {
            rejected--;
        }
        return descending.stream().limit(rejected).map(Declared::hypothesis).toList();
    }
}
