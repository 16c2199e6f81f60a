package io.dermavigil.serving.tokens;

/** What the holder of a token or session may do. */
public enum Role {
    /** A safety officer: everything live, cases included. */
    SAFETY,
    /** Quality assurance: everything that a safety officer reads. */
    QA,
    /** An analyst: releases, which disclose no one, and nothing else. */
    ANALYST,
    /** An administrator: everything. */
    ADMIN;

    /** Whether the role sees live rows, in which counts are small and patients are pseudonyms. */
    public boolean readsLiveRows() {
        return this != ANALYST;
    }
}
