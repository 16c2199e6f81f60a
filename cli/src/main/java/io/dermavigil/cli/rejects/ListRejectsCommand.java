package io.dermavigil.cli.rejects;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.tables.Output;
import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.pipeline.RejectReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rejects list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists rejects, oldest first, with the id that the other commands take.",
        footer = {"", "Example:", "  dermavigil rejects list --reason UNKNOWN_SCHEMA --clinic berlin-1"})
final class ListRejectsCommand implements Callable<Integer> {

    private static final int DETAIL_WIDTH = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Option(names = "--reason", paramLabel = "R", description = "Only this reason: ${COMPLETION-CANDIDATES}.")
    private RejectReason reason;

    @Option(names = "--clinic", paramLabel = "C", description = "Only rejects of this clinic.")
    private String clinic;

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
            List<Reject> rejects = new RejectLog(broker, new LogReader(broker, LogReader.PATIENCE)).list(this::matches);
            switch (output) {
                case TABLE -> table(rejects, out);
                case JSON -> rejects.forEach(reject -> out.println(RejectForm.json(reject)));
                case CSV -> csv(rejects, out);
            }
            out.flush();
            if (rejects.isEmpty()) {
                spec.commandLine().getErr().println("No rejects.");
            }
        }
        return ExitCode.OK;
    }

    private boolean matches(Reject reject) {
        return (reason == null || reject.getReason() == reason)
                && (clinic == null || clinic.equals(reject.getClinicId()));
    }

    private static void table(List<Reject> rejects, PrintWriter out) {
        TextTable table = new TextTable()
                .left("id")
                .left("reason")
                .left("clinic")
                .left("received")
                .right("bytes")
                .left("detail");
        rejects.forEach(reject -> table.row(List.of(
                RejectId.of(reject).text(),
                reject.getReason().name(),
                reject.getClinicId() == null ? "-" : reject.getClinicId(),
                reject.getTimestamp().toString(),
                Long.toString(reject.getValueSize()),
                cut(reject.getDetail()))));
        table.print(out);
    }

    private static String cut(String detail) {
        return detail.length() <= DETAIL_WIDTH ? detail : detail.substring(0, DETAIL_WIDTH - 3) + "...";
    }

    private static void csv(List<Reject> rejects, PrintWriter out) throws IOException {
        // the writer belongs to the command line and stays open
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(RejectForm.CSV_HEADER);
        rejects.forEach(reject -> csv.writeRecord(RejectForm.csv(reject)));
        csv.flush();
    }
}
