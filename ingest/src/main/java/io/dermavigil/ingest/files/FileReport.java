package io.dermavigil.ingest.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one file.
 *
 * @param file the file
 * @param read rows read, blank lines apart
 * @param published rows that the broker acknowledged; in a dry run, rows that would be published
 * @param rejected rows that could not become an event
 * @param rejectedByRule rejected rows by the text of each rule they break; a row may break several
 * @param unacknowledged lines of rows that were sent and not acknowledged; they may or may not be in the log
 * @param lastLineRead line on which the last row read starts; 0 when none was
 * @param elapsed time from opening to the last acknowledgement
 * @param failure why the file was not finished; empty when it was. Rows after {@code lastLineRead} were not sent then
 */
public record FileReport(
        Path file,
        long read,
        long published,
        long rejected,
        Map<String, Long> rejectedByRule,
        LineRanges unacknowledged,
        long lastLineRead,
        Duration elapsed,
        Optional<Failure> failure) {

    /**
     * Why a file was not finished.
     *
     * @param part what failed
     * @param message the reason, without patient data
     */
    public record Failure(Part part, String message) {}

    /** A part that can fail. */
    public enum Part {
        /** Reading the file. */
        READING,
        /** Keeping the rejects. */
        REJECTS,
        /** The broker. */
        BROKER,
        /** The right to write, which the broker does not see. */
        RIGHTS
    }

    /** Rows read per second. */
    public long rowsPerSecond() {
        return elapsed.isZero() ? 0 : Math.round(read * 1e9 / elapsed.toNanos());
    }
}
