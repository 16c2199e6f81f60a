package io.dermavigil.cli.publish;

import io.dermavigil.ingest.files.FileReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people are told of a file. */
final class FileReportText {

    private static final int MOST_RULES = 20;

    private FileReportText() {}

    /** The counts, in one line. */
    static String counts(FileReport report, boolean dryRun) {
        return "%s: read %,d, %s %,d, rejected %,d, %,d rows/s"
                .formatted(
                        report.file(),
                        report.read(),
                        dryRun ? "publishable" : "published",
                        report.published(),
                        report.rejected(),
                        report.rowsPerSecond());
    }

    /** Why rows were rejected, the most frequent rule first. */
    static List<String> rules(FileReport report) {
        return report.rejectedByRule().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_RULES)
                .map(rule -> "  %,d rejected: %s".formatted(rule.getValue(), rule.getKey()))
                .toList();
    }

    /** What became of a file that was not finished: exactly which rows are missing, and what to do. */
    static List<String> failure(FileReport report, FileReport.Failure failure) {
        List<String> lines = new ArrayList<>();
        lines.add(report.file()
                + switch (failure.part()) {
                    case READING -> ": cannot be read further: ";
                    case REJECTS -> ": stopped, because the rejects file cannot be written: ";
                    case BROKER -> ": stopped, because the broker no longer acknowledges: ";
                    case RIGHTS -> ": stopped, because the broker does not allow the user to write: ";
                }
                + failure.message());
        if (report.unacknowledged().count() > 0) {
            lines.add("  %,d rows were not acknowledged, lines %s"
                    .formatted(
                            report.unacknowledged().count(),
                            report.unacknowledged().text()));
        }
        lines.add(
                report.lastLineRead() == 0
                        ? "  no row was taken"
                        : "  no row after line " + report.lastLineRead() + " was taken");
        lines.add("  publish the file again when this is repaired: rows that are there already change nothing");
        return lines;
    }
}
