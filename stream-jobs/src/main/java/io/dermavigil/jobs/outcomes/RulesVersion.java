package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.rules.ExpectedWindows;

/** Version of everything that decides what is counted where. */
public final class RulesVersion {

    /** Groupings, counters and bands, and what evidence is taken of; raise it when any of them changes. */
    private static final String COUNTING = "2";

    /** The version in force: that of the counting and that of the expected windows. */
    public static final String CURRENT = "counting-" + COUNTING + ".windows-" + ExpectedWindows.CURRENT_VERSION;

    private RulesVersion() {}
}
