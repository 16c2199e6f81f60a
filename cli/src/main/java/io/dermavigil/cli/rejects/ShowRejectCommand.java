package io.dermavigil.cli.rejects;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.json.AvroJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rejects show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows why a record was rejected. Its content is never printed, because it may be a patient's data:",
            "--value and --event write it to a new file that only you may read."
        },
        footer = {"", "Example:", "  dermavigil rejects show clinic.sessions:0:42 --event repair.ndjson"})
final class ShowRejectCommand implements Callable<Integer> {

    /** Forms in which one reject is shown. */
    enum Form {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Mixin
    private RegistryOption registry;

    @Parameters(
            paramLabel = "ID",
            converter = RejectId.Converter.class,
            description = "topic:partition:offset of the rejected record.")
    private RejectId id;

    @Option(names = "--value", paramLabel = "FILE", description = "Write the original bytes to a new file.")
    private Path valueFile;

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "Write the event as a line of JSON to a new file, to repair it; needs a decodable value.")
    private Path eventFile;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form output;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Reject reject;
        try (Broker broker = new Broker(target.connection())) {
            reject = new RejectLog(broker, new LogReader(broker, LogReader.PATIENCE))
                    .find(List.of(id))
                    .get(id);
        }
        RejectedEvent rejected = new RejectedEvent(reject, registry.schemas());
        if (valueFile != null) {
            writeValue(rejected);
        }
        if (eventFile != null) {
            writeEvent(rejected);
        }
        if (output == Form.JSON) {
            out.println(RejectForm.json(reject));
        } else {
            print(reject, rejected, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void writeValue(RejectedEvent rejected) {
        byte[] value = rejected.value();
        if (value == null) {
            throw new CommandFailure(ExitCode.FAILED, id.text() + " has no value: it is a tombstone");
        }
        OwnerOnlyFile.write(valueFile, value);
    }

    private void writeEvent(RejectedEvent rejected) {
        String json = rejected.event()
                .map(event -> AvroJson.write(event) + "\n")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, id.text() + " cannot be decoded; --value writes its bytes"));
        OwnerOnlyFile.write(eventFile, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void print(Reject reject, RejectedEvent rejected, PrintWriter out) {
        TextTable table =
                new TextTable().left("reject").left(RejectId.of(reject).text());
        table.row(List.of("reason", reject.getReason().name()));
        for (String rule : reject.getDetail().split("; ", -1)) {
            table.row(List.of("detail", rule));
        }
        table.row(List.of("stage", reject.getStage().name()));
        table.row(List.of("clinic", reject.getClinicId() == null ? "not known" : reject.getClinicId()));
        table.row(List.of("received", reject.getTimestamp().toString()));
        table.row(
                List.of("schema", reject.getSchemaFingerprint() == null ? "not known" : reject.getSchemaFingerprint()));
        table.row(List.of("bytes", reject.getValueSize() + (rejected.isCut() ? ", only the beginning is kept" : "")));
        if (reject.getValueSha256() != null) {
            table.row(List.of("sha-256", reject.getValueSha256()));
        }
        table.row(List.of("decodable", rejected.event().isPresent() ? "yes" : "no"));
        table.print(out);
    }
}
