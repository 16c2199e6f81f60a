package io.dermavigil.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the whole line as a user sees it: {@code demo --once} in a process of its own, from its start to the printed
 * tables, with the highest resident memory of the process.
 */
@Command(
        name = "main-line",
        mixinStandardHelpOptions = true,
        description = "Runs 'dermavigil demo --once' and measures start, publishing, settling and memory.")
public final class MainLineBenchmark implements Callable<Integer> {

    @Option(names = "--sessions", defaultValue = "1000000", description = "Sessions (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--runs",
            defaultValue = "1",
            description = "Runs, one after the other (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--launcher",
            defaultValue = "./dermavigil",
            description = "The launcher of the checkout (default: ${DEFAULT-VALUE}).")
    private Path launcher;

    @Option(names = "--out", description = "File for the raw results as JSON lines; appended to.")
    private Path out;

    @Spec
    private CommandSpec spec;

    private MainLineBenchmark() {}

    /** Runs the benchmark and ends the process. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new MainLineBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter table = spec.commandLine().getOut();
        table.println("sessions    stack s  published/s  settled s  tables s  CPU s  peak MiB");
        List<String> raw = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            DemoRun measured = DemoRun.measure(launcher.toAbsolutePath(), sessions);
            raw.add(new ObjectMapper().writeValueAsString(measured));
            table.println(String.format(
                    Locale.ROOT,
                    "%-10d %8.1f %12.0f %10.1f %9.1f %6.1f %9d",
                    measured.sessions(),
                    measured.stackSeconds(),
                    measured.eventsPerSecond(),
                    measured.settledSeconds(),
                    measured.tablesSeconds(),
                    measured.cpuSeconds(),
                    measured.peakMiB()));
            table.flush();
        }
        if (out != null) {
            Files.write(out, raw, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        }
        return 0;
    }
}
