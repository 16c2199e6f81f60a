package io.dermavigil.cli.publish;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.ingest.files.EventSink;
import io.dermavigil.ingest.files.FilePublication;
import io.dermavigil.ingest.files.FileReport;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.pseudonyms.KeyFileException;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.ingest.publish.ClinicEventPublisher;
import io.dermavigil.ingest.publish.Destination;
import io.dermavigil.ingest.publish.PublisherConfig;
import io.dermavigil.ingest.reading.UnreadableFileException;
import io.dermavigil.ingest.rejects.RejectFile;
import io.dermavigil.ingest.rejects.RejectSink;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowSettings;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Publishes several files of one kind, one after the other, and tells what became of each. Use once. */
final class FilesPublication {

    private final EventKind kind;
    private final ColumnMapping mapping;
    private final String idDomain;
    private final Instant recordedAt;
    private final String asClinic;
    private final KeyLocation key;
    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * What to publish.
     *
     * @param mapping null for the field names of the contract
     * @param idDomain null for the clinic
     * @param recordedAt null for the modification time of each file
     * @param asClinic clinic to whose topics to publish; null for the shared ones
     */
    FilesPublication(
            EventKind kind,
            ColumnMapping mapping,
            String idDomain,
            Instant recordedAt,
            String asClinic,
            KeyLocation key,
            PrintWriter out,
            PrintWriter err) {
        this.kind = kind;
        this.mapping = mapping;
        this.idDomain = idDomain;
        this.recordedAt = recordedAt;
        this.asClinic = asClinic;
        this.key = key;
        this.out = out;
        this.err = err;
    }

    /** Refuses files that could only fail later, before anything is published. */
    void check(List<Path> files) {
        for (Path file : files) {
            try (EventRows rows = open(file, throwAwayKey())) {
                rows.bytesRead();
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    /** Reads and checks everything; an existing key is not needed and none is made. */
    int dryRun(List<Path> files, Path rejects) {
        return run(files, rejects, throwAwayKey(), EventSink.dryRun(), null);
    }

    /**
     * Publishes.
     *
     * @param config how events are sent
     * @param wait longest time to wait for the summaries; null not to wait
     */
    int publish(List<Path> files, Path rejects, Connection connection, PublisherConfig config, Duration wait) {
        try (Broker broker = new Broker(connection)) {
            broker.ends(List.of(asClinic == null ? kind.sharedTopic() : kind.topicOf(asClinic)));
            if (wait != null) {
                broker.ends(List.of(TopicCatalogue.PROGRESS));
            }
        }
        Map<TopicPartition, Long> highest;
        int code;
        try (ClinicEventPublisher publisher = new ClinicEventPublisher(
                config, asClinic == null ? Destination.SHARED_TOPICS : Destination.OWN_TOPICS)) {
            code = run(files, rejects, new Pseudonyms(this::keyOnFirstUse), EventSink.of(publisher), connection);
            highest = publisher.highestOffsets();
        }
        if (wait != null && (code == ExitCode.OK || code == ExitCode.ROWS_REJECTED)) {
            new SummariesWait(connection, err).untilCovered(highest, wait);
        }
        return code;
    }

    /** Without a connection it is a dry run. */
    private int run(List<Path> files, Path rejects, Pseudonyms pseudonyms, EventSink sink, Connection connection) {
        long rejected = 0;
        try (RejectSink kept = rejects == null ? RejectSink.NONE : create(rejects)) {
            for (int i = 0; i < files.size(); i++) {
                FileReport report = publish(files.get(i), pseudonyms, sink, kept);
                tell(report, connection == null);
                if (report.failure().isPresent()) {
                    return failed(report, files.subList(i + 1, files.size()), connection);
                }
                rejected += report.rejected();
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, rejects + ": cannot be closed: " + e.getMessage(), e);
        }
        if (rejected > 0) {
            err.println(
                    rejects != null
                            ? "rejected rows are in %s, which holds patient data: repair them there and publish that file"
                                    .formatted(rejects)
                            : "rejected rows were not kept: publish again with --rejects FILE to keep them");
        }
        return rejected > 0 ? ExitCode.ROWS_REJECTED : ExitCode.OK;
    }

    private FileReport publish(Path file, Pseudonyms pseudonyms, EventSink sink, RejectSink rejects) {
        try (EventRows rows = open(file, pseudonyms);
                FileProgress progress = new FileProgress(file, err)) {
            FileReport report = new FilePublication(file, sink, rejects, progress).run(rows);
            if (rows.recordedAtDefaults() > 0) {
                err.println("%s: %,d rows without recordedAt got %s, %s"
                        .formatted(
                                file,
                                rows.recordedAtDefaults(),
                                recordedAt(file),
                                recordedAt == null ? "the file's modification time" : "from --recorded-at"));
            }
            return report;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void tell(FileReport report, boolean dryRun) {
        if (report.rejected() > FileProgress.TOLD_REJECTS) {
            FileReportText.rules(report).forEach(err::println);
        }
        err.flush();
        out.println(FileReportText.counts(report, dryRun));
        out.flush();
    }

    private int failed(FileReport report, List<Path> notStarted, Connection connection) {
        FileReport.Failure failure = report.failure().orElseThrow();
        FileReportText.failure(report, failure).forEach(err::println);
        if (failure.part() == FileReport.Part.RIGHTS) {
            err.println("  published as " + BrokerFailures.who(connection) + ". " + BrokerFailures.RIGHTS);
        }
        notStarted.forEach(file -> err.println(file + ": not started"));
        return failure.part() == FileReport.Part.BROKER ? ExitCode.STACK_UNREACHABLE : ExitCode.FAILED;
    }

    private EventRows open(Path file, Pseudonyms pseudonyms) throws IOException {
        try {
            return EventRows.open(
                    file,
                    new RowSettings(
                            kind, mapping, idDomain, pseudonyms, recordedAt(file), Clock.systemUTC(), asClinic));
        } catch (UnreadableFileException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private Instant recordedAt(Path file) throws IOException {
        if (recordedAt != null) {
            return recordedAt;
        }
        return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
    }

    private static RejectSink create(Path rejects) {
        try {
            return RejectFile.create(rejects);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, rejects + ": exists already and is not overwritten; give --rejects a new name", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    rejects + ": cannot be made: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    e);
        }
    }

    private PseudonymKey keyOnFirstUse() {
        try {
            if (key.keyFile().read().isEmpty()) {
                key.prepare();
                err.println("a new pseudonym key is made in " + key.keyFile().path()
                        + ". Keep a copy safe (dermavigil key export): without it no later row finds its patient");
            }
            return key.keyFile().readOrCreate();
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private static Pseudonyms throwAwayKey() {
        return new Pseudonyms(PseudonymKey::random);
    }

    private static CommandFailure unreadable(Path file, IOException e) {
        return new CommandFailure(
                ExitCode.FAILED, file + ": cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }
}
