package io.dermavigil.statistics.disproportionality;

/**
 * Reports of one reaction with one product.
 *
 * @param observed observed reports, at least 0
 * @param expected reports that were to be expected if the reaction did not depend on the product, above 0
 */
public record ReportCell(long observed, double expected) {

    /**
     * Refuses counts that are none.
     *
     * @throws IllegalArgumentException when a count is out of range or no finite number
     */
    public ReportCell {
        if (observed < 0 || !(expected > 0) || Double.isInfinite(expected)) {
            throw new IllegalArgumentException(
                    "observed must be at least 0, expected above 0 and finite, not " + observed + " and " + expected);
        }
    }
}
