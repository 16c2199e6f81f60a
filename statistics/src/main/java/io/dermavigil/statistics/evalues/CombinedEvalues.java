package io.dermavigil.statistics.evalues;

import java.util.stream.DoubleStream;

/** E-values of several sources as one. */
public final class CombinedEvalues {

    private CombinedEvalues() {}

    /**
     * The logarithm of the product, an e-value when the sources are independent, or each is one given the others before it.
     *
     * @param logs logarithms of the e-values; 0 is the result without any. Negative infinity stands for an e-value of 0
     * @throws IllegalArgumentException when one is no number, or 0 and infinity meet
     */
    public static double logProduct(double... logs) {
        return requireNumber(DoubleStream.of(logs).sum());
    }

    /**
     * The logarithm of the mean, an e-value however the sources depend on each other.
     *
     * @param logs logarithms of the e-values, at least one. Negative infinity stands for an e-value of 0
     * @throws IllegalArgumentException when there is none, or one is no number
     */
    public static double logMean(double... logs) {
        double greatest = DoubleStream.of(logs)
                .map(CombinedEvalues::requireNumber)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("no mean without an e-value"));
        if (Double.isInfinite(greatest)) {
            return greatest;
        }
        return greatest
                + Math.log(DoubleStream.of(logs)
                        .map(log -> Math.exp(log - greatest))
                        .average()
                        .orElseThrow());
    }

    private static double requireNumber(double log) {
        if (Double.isNaN(log)) {
            throw new IllegalArgumentException("the logarithm of an e-value must be a number");
        }
        return log;
    }
}
