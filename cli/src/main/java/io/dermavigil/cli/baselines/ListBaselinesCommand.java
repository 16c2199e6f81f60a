package io.dermavigil.cli.baselines;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.tables.Output;
import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.safety.Baselines;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baselines list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the baselines in force; as CSV in the form that baselines publish reads.",
        footer = {"", "Example:", "  dermavigil baselines list --output csv"})
final class ListBaselinesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Broker broker = new Broker(target.connection())) {
            Collection<Baseline> baselines = new BaselinesTopic(broker).read().values();
            switch (output) {
                case TABLE -> table(baselines, out);
                case JSON -> baselines.forEach(baseline -> out.println(AvroJson.write(baseline)));
                case CSV -> csv(baselines, out);
            }
            out.flush();
            if (baselines.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("No baselines. The shipped ones are published with: dermavigil baselines publish");
            }
        }
        return ExitCode.OK;
    }

    private static void table(Collection<Baseline> baselines, PrintWriter out) {
        TextTable table = new TextTable()
                .left("setting")
                .left("condition")
                .left("skin type")
                .left("reaction")
                .right("rate")
                .left("unit")
                .right("of patients")
                .left("source");
        for (Baseline baseline : baselines) {
            table.row(List.of(
                    baseline.getSetting().name(),
                    baseline.getCondition() == null
                            ? "every"
                            : baseline.getCondition().name(),
                    baseline.getSkinType() == null
                            ? "every"
                            : baseline.getSkinType().name(),
                    baseline.getReactionType().name(),
                    percent(baseline.getRate()),
                    baseline.getSessionsPerCourse() == null
                            ? baseline.getUnit().name()
                            : baseline.getUnit() + ", " + baseline.getSessionsPerCourse() + " a course",
                    percent(Baselines.ofPatients(baseline)),
                    baseline.getSource()));
        }
        table.print(out);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * rate);
    }

    private static void csv(Collection<Baseline> baselines, PrintWriter out) throws IOException {
        // the writer belongs to the command line and stays open
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(BaselineTable.COLUMNS);
        baselines.forEach(baseline -> csv.writeRecord(BaselineRow.cells(baseline)));
        csv.flush();
    }
}
