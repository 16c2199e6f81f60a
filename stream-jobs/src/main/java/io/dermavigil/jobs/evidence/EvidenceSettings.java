package io.dermavigil.jobs.evidence;

import java.io.Serializable;

/**
 * What evidence depends on besides facts and baselines.
 *
 * @param settlingDays days after which a patient is settled, at least 0
 * @param level level of each family, above 0 and below 1
 * @param rulesVersion version of the rules, as it stands in the rows
 */
public record EvidenceSettings(int settlingDays, double level, String rulesVersion) implements Serializable {

    /** Days after which a patient is settled: quiet patients of a weekly upload have been reported by then. */
    public static final int SETTLING_DAYS = 14;
    /** Level of each family. */
    public static final double LEVEL = 0.05;

    /** The defaults under a version of the rules. */
    public static EvidenceSettings of(String rulesVersion) {
        return new EvidenceSettings(SETTLING_DAYS, LEVEL, rulesVersion);
    }
}
