package io.dermavigil.cli.publish;

import io.dermavigil.ingest.files.RowListener;
import io.dermavigil.ingest.rows.RowOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far a file is, on a terminal only, and tells its first rejected rows. */
final class FileProgress implements RowListener, AutoCloseable {

    private static final long STEP_BYTES = 256 * 1024;
    /** So many rejected rows of a file are told one by one. */
    static final int TOLD_REJECTS = 10;

    private final Path file;
    private final PrintWriter err;
    private final ProgressBar bar;
    private long shown;
    private int told;

    FileProgress(Path file, PrintWriter err) throws IOException {
        this.file = file;
        this.err = err;
        this.bar = System.console() == null || !Files.isRegularFile(file)
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(file.getFileName().toString())
                        .setInitialMax(Files.size(file))
                        .setUnit(" MB", 1_000_000)
                        .build();
    }

    @Override
    public void read(long bytesRead) {
        if (bar != null && bytesRead >= shown + STEP_BYTES) {
            shown = bytesRead;
            bar.stepTo(bytesRead);
        }
    }

    @Override
    public void rejected(RowOutcome.Rejected row) {
        if (told < TOLD_REJECTS) {
            row.problems()
                    .forEach(problem -> err.println(file + ", line " + row.row().line() + ": " + problem.text()));
        } else if (told == TOLD_REJECTS) {
            err.println(file + ": further rejected rows are not told one by one");
        }
        told++;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(bar.getMax());
            bar.close();
        }
    }
}
