package io.dermavigil.cli.doctor;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.stack.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dermavigil doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examines this machine and the stack, and says what to do.",
        footer = {"", "Ends with 5 when something will not work.", "", "Example:", "  dermavigil doctor --data clinics"
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private StackTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Machine.java(Runtime.version().feature(), System.getProperty("java.runtime.version")));
        verdicts.add(Machine.heap(Runtime.getRuntime().maxMemory()));
        verdicts.add(Machine.memory(Machine.availableMemory()));
        verdicts.add(Machine.temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
        if (target.remote().isPresent()) {
            verdicts.add(StackExamination.broker(target.remote().get()));
        } else {
            verdicts.addAll(ofLocalStack(target.dataFolder()));
        }
        PrintWriter out = spec.commandLine().getOut();
        verdicts.forEach(verdict -> out.print(line(verdict)));
        out.flush();
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

    private static String line(Verdict verdict) {
        String line = "%-5s %-12s %s%n"
                .formatted(verdict.grade().name().toLowerCase(Locale.ROOT), verdict.subject(), verdict.finding());
        return verdict.advice().isEmpty() ? line : line + "%18s -> %s%n".formatted("", verdict.advice());
    }
}
