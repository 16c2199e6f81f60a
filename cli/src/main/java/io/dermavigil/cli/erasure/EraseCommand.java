package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.serving.StoreServer;
import io.dermavigil.cli.stack.KeptFiles;
import io.dermavigil.schemas.topics.Generation;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code erase}. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases patients for good: their events, their rejects and what the jobs and the store know of them, down to the",
            "bytes of the log, and writes a receipt. Run again, it finishes what was interrupted."
        },
        footer = {"", "Example:", "  dermavigil erase --patients-from leaving.txt --receipt 2026-11-23.json"})
public final class EraseCommand implements Callable<Integer> {

    /** Several of the checkpoint intervals of a cluster, and of a local stack. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration LOCAL_GRACE = Duration.ofSeconds(5);

    @Mixin
    private PatientOptions patients;

    @Option(names = "--receipt", paramLabel = "FILE", description = "Where the receipt is written. Must be new.")
    private Path receipt;

    @Option(names = "--dry-run", description = "Count what would be erased, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--ended-job",
            paramLabel = "JOB",
            description = "A job that will never run again, as generations list shows it; may be repeated.")
    private Set<String> endedJobs = new LinkedHashSet<>();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "600",
            description = "Longest time, in seconds (default: ${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    @Option(
            names = "--grace",
            paramLabel = "S",
            description =
                    "How long tombstones are kept while topics are compacted, in seconds: longer than a job needs to"
                            + " pass them (60; a local stack 5).")
    private Long graceSeconds;

    @Mixin
    private StackTarget target;

    @ArgGroup(exclusive = false)
    private StoreServer store;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        require(patients.problem() == null, patients.problem());
        require(timeoutSeconds >= 1, "--timeout: must be at least 1");
        require(graceSeconds == null || graceSeconds >= 1, "--grace: must be at least 1");
        require(dryRun || receipt != null, "--receipt: name a new file for the receipt");
        require(dryRun || yes || canAsk(), "--yes: needed where nobody can be asked");
        ReceiptFile file = new ReceiptFile(dryRun ? Path.of("receipt") : receipt);
        if (!dryRun) {
            file.requireWritable();
        }
        Set<Pseudonym> who = patients.read(target.dataFolder());
        ErasureRequest request = request(who, file);
        try (Broker broker = new Broker(target.connection())) {
            PatientErasure erasure = new PatientErasure(request, broker, line -> {
                err.println(line);
                err.flush();
            });
            if (dryRun) {
                return report(erasure.look());
            }
            if (!yes) {
                ask(who.size());
            }
            Receipt done = erasure.run();
            file.write(done);
            request.unfinished().finish();
            tell(done, file, err);
        }
        return ExitCode.OK;
    }

    private ErasureRequest request(Set<Pseudonym> who, ReceiptFile file) {
        Optional<KeptFiles> local =
                target.remote().isPresent() ? Optional.empty() : Optional.of(new KeptFiles(target.dataFolder()));
        Set<String> ended = new LinkedHashSet<>(endedJobs);
        local.map(KeptFiles::generation).ifPresent(current -> {
            for (Generation old = Generation.FIRST; old.number() < current.number(); old = old.next()) {
                ended.add(old.jobId());
            }
        });
        return new ErasureRequest(
                who,
                local,
                dryRun ? Optional.empty() : new StackStore(target, new PatientSearch(who)).find(store),
                ended,
                new UnfinishedErasure(file.path()),
                Duration.ofSeconds(timeoutSeconds),
                Optional.ofNullable(graceSeconds)
                        .map(Duration::ofSeconds)
                        .orElse(local.isPresent() ? LOCAL_GRACE : GRACE),
                spec.root().version()[0]);
    }

    private int report(Map<String, Long> found) {
        PrintWriter out = spec.commandLine().getOut();
        found.forEach((topic, records) -> out.println(topic + " " + records));
        out.flush();
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("no topic holds anything of these patients");
        }
        return ExitCode.OK;
    }

    private static void tell(Receipt done, ReceiptFile file, PrintWriter err) {
        long records =
                done.erased().values().stream().mapToLong(Long::longValue).sum();
        err.println(
                records == 0
                        ? "no topic held anything of these patients; that is in the receipt " + file.path()
                        : records + " records are erased; the receipt is " + file.path());
        err.flush();
    }

    private boolean canAsk() {
        return System.console() != null && !patients.readsStandardInput();
    }

    private void ask(int count) {
        Console console = System.console();
        String answer = console.readLine(
                "This erases everything of %d patient%s, for good. Type yes to go on: ", count, count == 1 ? "" : "s");
        if (!"yes".equals(answer)) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was erased");
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
