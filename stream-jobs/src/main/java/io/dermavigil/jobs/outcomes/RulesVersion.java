package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.rules.ExpectedWindows;

/** Version of everything that decides what is counted where. */
public final class RulesVersion {

    /** Groupings, counters and bands; raise it when any of them changes. */
    private static final String COUNTING = "1";

    /** The version in force: that of the counting and that of the expected windows. */
    public static final String CURRENT = "counting-" + COUNTING + ".windows-" + ExpectedWindows.CURRENT_VERSION;

    private RulesVersion() {}
}
