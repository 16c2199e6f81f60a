package io.dermavigil.cli.doctor;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.stack.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dermavigil doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examines this machine and the stack, and says what to do.",
        footer = {
            "",
            "Ends with 5 when something will not work, with 4 when the broker of a stack elsewhere does not answer.",
            "",
            "Examples:",
            "  dermavigil doctor --data clinics",
            "  dermavigil doctor --bootstrap broker:9092 --client-config operator.properties --flink http://flink:8081"
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private StackTarget target;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "Address of the Flink job manager of a stack elsewhere, such as http://jobmanager:8081.")
    private URI flink;

    @Mixin
    private RegistryOption registry;

    @Option(
            names = "--watch",
            paramLabel = "S",
            defaultValue = "15",
            description = "Seconds to watch whether a stack elsewhere moves (default: ${DEFAULT-VALUE}).")
    private int watch;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, or json: one finding a line (default: ${DEFAULT-VALUE}).")
    private VerdictForm output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Machine.java(Runtime.version().feature(), System.getProperty("java.runtime.version")));
        verdicts.add(Machine.temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
        boolean reachable = true;
        if (target.remote().isPresent()) {
            RemoteExamination remote = new RemoteExamination(
                    target.remote().get(),
                    Optional.ofNullable(flink),
                    registry,
                    Duration.ofSeconds(Math.max(0, watch)));
            verdicts.addAll(remote.examine());
            reachable = remote.isReachable();
        } else {
            verdicts.add(Machine.heap(Runtime.getRuntime().maxMemory()));
            verdicts.add(Machine.memory(Machine.availableMemory()));
            verdicts.addAll(ofLocalStack(target.dataFolder()));
        }
        PrintWriter out = spec.commandLine().getOut();
        verdicts.forEach(verdict -> out.print(output.line(verdict)));
        out.flush();
        if (!reachable) {
            return ExitCode.STACK_UNREACHABLE;
        }
        boolean failed = verdicts.stream().anyMatch(verdict -> verdict.grade() == Verdict.Grade.FAIL);
        return failed ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private static List<Verdict> ofLocalStack(Path data) throws IOException {
        Path existing = data.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        Verdict folder = StackExamination.dataFolder(data);
        Verdict disk = Machine.disk(data, Files.getFileStore(existing).getUsableSpace());
        if (folder.grade() == Verdict.Grade.FAIL) {
            return List.of(folder, disk);
        }
        Optional<StackFile> running = StackFile.ifRunning(data);
        return List.of(folder, disk, StackExamination.port(running), StackExamination.localStack(data, running));
    }
}
