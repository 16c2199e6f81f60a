package io.dermavigil.cli.tables;

/** Forms in which a command prints rows. */
public enum Output {
    /** For people. */
    TABLE,
    /** One JSON object per line. */
    JSON,
    /** Comma-separated values (RFC 4180) with a header. */
    CSV;

    /** As it stands on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
