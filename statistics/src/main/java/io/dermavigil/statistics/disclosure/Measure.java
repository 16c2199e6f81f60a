package io.dermavigil.statistics.disclosure;

/** What a count counts: distinct patients, each measure within the one before it. */
public enum Measure {
    /** Patients treated: the denominator. */
    PATIENTS,
    /** Patients with any reaction. */
    ANY,
    /** Patients with an adverse reaction. */
    ADVERSE
}
