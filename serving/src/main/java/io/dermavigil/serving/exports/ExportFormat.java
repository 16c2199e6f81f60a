package io.dermavigil.serving.exports;

import java.util.Locale;

/** The formats of an export. */
public enum ExportFormat {
    /** Comma-separated values with a header line. */
    CSV,
    /** Parquet, compressed with zstd. */
    PARQUET;

    /** The ending of a file. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
