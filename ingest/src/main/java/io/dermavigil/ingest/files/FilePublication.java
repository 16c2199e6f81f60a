package io.dermavigil.ingest.files;

import io.dermavigil.ingest.publish.Delivery;
import io.dermavigil.ingest.publish.PublishingStoppedException;
import io.dermavigil.ingest.rejects.RejectSink;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.RowProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.AuthorizationException;

/** Publishes one file row by row. A row that fails is kept and the rest goes on; a place that fails ends it. Use once. */
public final class FilePublication {

    private final Path file;
    private final EventSink sink;
    private final RejectSink rejects;
    private final RowListener listener;
    private final AtomicLong published = new AtomicLong();
    private final LineRanges unacknowledged = new LineRanges();
    private final Map<String, Long> rejectedByRule = new TreeMap<>();
    private long read;
    private long rejected;
    private long lastLine;

    /** Prepares the publication of a file. */
    public FilePublication(Path file, EventSink sink, RejectSink rejects, RowListener listener) {
        this.file = file;
        this.sink = sink;
        this.rejects = rejects;
        this.listener = listener;
    }

    /**
     * Publishes all rows and waits for their acknowledgement.
     *
     * @param rows the open file; not closed here
     * @return what became of it; a failure is in the report, because what was published before it counts
     */
    public FileReport run(EventRows rows) {
        long start = System.nanoTime();
        FileReport.Failure failure = null;
        try {
            rejects.begin(file, rows);
            failure = publish(rows);
            sink.flush();
        } catch (PublishingStoppedException e) {
            failure = new FileReport.Failure(
                    e.getCause() instanceof AuthorizationException ? FileReport.Part.RIGHTS : FileReport.Part.BROKER,
                    e.getMessage());
            // The fate of every row still under way must be known before it is reported.
            sink.settle();
        } catch (IOException e) {
            failure = new FileReport.Failure(FileReport.Part.REJECTS, reason(e));
        }
        return new FileReport(
                file,
                read,
                published.get(),
                rejected,
                Map.copyOf(rejectedByRule),
                unacknowledged,
                lastLine,
                Duration.ofNanos(System.nanoTime() - start),
                Optional.ofNullable(failure));
    }

    private FileReport.Failure publish(EventRows rows) {
        try {
            for (RowOutcome row = rows.next(); row != null; row = rows.next()) {
                FileReport.Failure failure = take(row);
                if (failure != null) {
                    return failure;
                }
                listener.read(rows.bytesRead());
            }
            return null;
        } catch (IOException e) {
            return new FileReport.Failure(FileReport.Part.READING, reason(e));
        }
    }

    private FileReport.Failure take(RowOutcome outcome) {
        if (outcome instanceof RowOutcome.Accepted accepted) {
            count(outcome);
            sink.publish(accepted.event(), new RowDelivery(accepted.row().line()));
            return null;
        }
        RowOutcome.Rejected rejectedRow = (RowOutcome.Rejected) outcome;
        try {
            rejects.reject(rejectedRow);
        } catch (IOException e) {
            // This row is neither published nor kept: it counts as not read.
            return new FileReport.Failure(FileReport.Part.REJECTS, reason(e));
        }
        count(outcome);
        rejected++;
        for (RowProblem problem : rejectedRow.problems()) {
            rejectedByRule.merge(problem.text(), 1L, Long::sum);
        }
        listener.rejected(rejectedRow);
        return null;
    }

    private void count(RowOutcome outcome) {
        read++;
        lastLine = outcome.row().line();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private final class RowDelivery implements Delivery {
        private final long line;

        RowDelivery(long line) {
            this.line = line;
        }

        @Override
        public void acknowledged() {
            published.incrementAndGet();
        }

        @Override
        public void unacknowledged(String reason) {
            unacknowledged.add(line);
        }
    }
}
