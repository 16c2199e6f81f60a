package io.dermavigil.serving.rest.guard;

/** Who may ask at a path. */
public enum Access {
    /** Every role. */
    EVERY_ROLE,
    /** The roles that read live rows: all but analysts. */
    LIVE
}
