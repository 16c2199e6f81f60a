package io.dermavigil.ingest.simulator;

/**
 * What raised the risk of one session.
 *
 * @param sunRule strong sun exposure within 24 hours before
 * @param deep deeper than 2.0 mm
 * @param unsterile cartridge not from an intact sterile pack
 * @param vitaminC vitamin C serum in the channel
 * @param roller needle roller
 * @param radioFrequency radio-frequency needling
 * @param hsvUnprotected history of herpes simplex and no prophylaxis
 */
record Breaches(
        boolean sunRule,
        boolean deep,
        boolean unsterile,
        boolean vitaminC,
        boolean roller,
        boolean radioFrequency,
        boolean hsvUnprotected) {

    /** Share of sessions after strong sun exposure. An assumption, like those below. */
    static final double SUN_SHARE = 0.10;

    static final double UNSTERILE_SHARE = 0.004;
    static final double VITAMIN_C_SHARE = 0.03;
    /** Share of patients with a history of herpes simplex. */
    static final double HSV_SHARE = 0.10;
    /** Share of their sessions without prophylaxis. */
    static final double HSV_UNPROTECTED_SHARE = 0.30;
    /** Share of courses done at home, all of them by roller. */
    static final double HOME_SHARE = 0.02;
}
