package io.dermavigil.cli.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.GenerationOption;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.tables.TextTable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconcile}. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes every summary from the event topics by SQL, sharing no counting code with the job, and compares.",
            "Ends with exit code 5 when anything differs."
        },
        footer = {"", "Example:", "  dermavigil reconcile --bootstrap localhost:9092"})
public final class ReconcileCommand implements Callable<Integer> {

    /** Forms of the report. */
    enum Output {
        table,
        json
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Option(names = "--output", defaultValue = "table", description = "table or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many differences to list; all are counted (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private GenerationOption generation;

    @Mixin
    private RegistryOption registry;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Seconds to wait for a moment in which the summaries do not change (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Folder for the scratch database, about as big as the log (default: the temp folder).")
    private Path scratch = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Broker broker = new Broker(target.connection())) {
            LogReader log = new LogReader(broker, LogReader.PATIENCE);
            ReconciliationReport report = new Reconciliation(broker, log, scratch, registry.schemas())
                    .run(generation.of(broker, log), limit, Duration.ofSeconds(timeoutSeconds));
            print(report, out);
            registry.warnOfMissed(spec.commandLine().getErr());
            return report.differences() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
        } catch (ScratchFailure | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } finally {
            out.flush();
        }
    }

    private void print(ReconciliationReport report, PrintWriter out) {
        if (output == Output.json) {
            out.println(json(report));
            return;
        }
        if (report.differences() > 0) {
            TextTable table = new TextTable()
                    .left("topic")
                    .left("account")
                    .left("field")
                    .right("expected")
                    .right("found");
            report.first().forEach(d -> table.row(List.of(d.topic(), d.account(), d.field(), d.expected(), d.found())));
            table.print(out);
        }
        out.println(String.format(
                Locale.ROOT,
                "%,d accounts recomputed from %,d records: %s",
                report.accounts(),
                report.records(),
                verdict(report)));
    }

    private static String verdict(ReconciliationReport report) {
        if (report.differences() == 0) {
            return "every summary agrees.";
        }
        return String.format(
                Locale.ROOT,
                "%,d differences, %,d listed.",
                report.differences(),
                report.first().size());
    }

    private static ObjectNode json(ReconciliationReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("records", report.records()).put("accounts", report.accounts());
        json.put("differences", report.differences());
        ArrayNode listed = json.putArray("listed");
        report.first()
                .forEach(d -> listed.addObject()
                        .put("topic", d.topic())
                        .put("account", d.account())
                        .put("field", d.field())
                        .put("expected", d.expected())
                        .put("found", d.found()));
        return json;
    }
}
