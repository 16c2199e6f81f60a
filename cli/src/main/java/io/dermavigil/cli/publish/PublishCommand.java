package io.dermavigil.cli.publish;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.FramingOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.mapping.MappingException;
import io.dermavigil.ingest.mapping.MappingReader;
import io.dermavigil.ingest.publish.PublisherConfig;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes files of sessions, reactions or ratings. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publish files of sessions, reactions or ratings.",
            "A file is NDJSON with the field names of the contract, or CSV; --mapping says what its columns mean.",
            "Publishing a file twice changes nothing."
        },
        footer = {
            "",
            "Exit code 3: some rows were rejected, all others are published.",
            "",
            "Example:",
            "  dermavigil publish sessions march.csv --mapping clinic.yaml --rejects march-rejects.csv --wait"
        })
public final class PublishCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            converter = KindConverter.class,
            completionCandidates = KindConverter.Names.class,
            description = "sessions, reactions or ratings.")
    private EventKind kind;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files to publish.")
    private List<Path> files;

    @Option(names = "--mapping", paramLabel = "FILE", description = "What the columns of the files mean (YAML).")
    private Path mapping;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "Keep rejected rows here, with the reasons: CSV when it ends in .csv, else NDJSON. Must be new.")
    private Path rejects;

    @Option(names = "--dry-run", description = "Read and check everything, publish nothing.")
    private boolean dryRun;

    @Option(
            names = "--recorded-at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "When rows that do not say so were recorded (the file's modification time).")
    private Instant recordedAt;

    @Option(
            names = "--id-domain",
            paramLabel = "NAME",
            description = "Within what patient ids are unique, for files without a mapping (the row's clinic).")
    private String idDomain;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "File of the pseudonym key, made on first use (pseudonym.key in the data folder).")
    private Path key;

    @Option(
            names = "--as-clinic",
            paramLabel = "ID",
            description =
                    "Publish to the topics of this clinic instead of the shared ones; rows of others are rejected.")
    private String asClinic;

    @Option(names = "--wait", description = "Return when the summaries contain all that was published.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "300",
            description = "Longest time to wait, in seconds (300).")
    private long timeoutSeconds;

    @Mixin
    private StackTarget target;

    @Mixin
    private FramingOption framing;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        require(timeoutSeconds >= 1, "--timeout: must be at least 1");
        require(mapping == null || idDomain == null, "--id-domain: belongs into the mapping, as idDomain");
        require(idDomain == null || !idDomain.isBlank(), "--id-domain: must not be empty");
        require(
                asClinic == null || Patterns.CLINIC_ID.matches(asClinic),
                "--as-clinic: a clinic id is 1 to 64 of a-z, 0-9 and -");
        require(!(wait && dryRun), "--wait: nothing is published in a dry run");
        FilesPublication publication = new FilesPublication(
                kind,
                mapping(),
                idDomain,
                recordedAt,
                asClinic,
                new KeyLocation(key, target.dataFolder()),
                command.commandLine().getOut(),
                command.commandLine().getErr());
        publication.check(files);
        if (dryRun) {
            return publication.dryRun(files, rejects);
        }
        Connection connection = target.connection();
        PublisherConfig config =
                framing.applyTo(PublisherConfig.of(connection.bootstrap(), connection.clientProperties()));
        return publication.publish(
                files, rejects, connection, config, wait ? Duration.ofSeconds(timeoutSeconds) : null);
    }

    private ColumnMapping mapping() {
        if (mapping == null) {
            return null;
        }
        try {
            if (!Files.isRegularFile(mapping)) {
                throw new CommandFailure(ExitCode.FAILED, mapping + ": is no file; --mapping wants a mapping in YAML");
            }
            ColumnMapping read = MappingReader.read(mapping);
            require(
                    read.kind() == kind,
                    "--mapping: " + mapping + " is for " + read.kind().topicSuffix() + ", not for "
                            + kind.topicSuffix());
            return read;
        } catch (MappingException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, mapping + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }
}
