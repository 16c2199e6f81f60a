package io.dermavigil.cli.rejects;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.wire.SchemasById;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rejects replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes rejected records again to the topic they came from: unchanged, for example after an upgrade,",
            "or repaired. The eventId stays, so nothing is counted twice. Either all are published or, before the",
            "first, a message says why not."
        },
        footer = {"", "Example:", "  dermavigil rejects replay clinic.sessions:0:42 --from repair.ndjson"})
final class ReplayRejectsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Mixin
    private RegistryOption registry;

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = RejectId.Converter.class,
            description = "topic:partition:offset of a rejected record.")
    private List<RejectId> ids;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Repaired events, one JSON object per line as 'rejects show --event' writes them,"
                    + " with the same eventId.")
    private Path from;

    @Override
    public Integer call() throws InterruptedException {
        Connection connection = target.connection();
        SchemasById schemas = registry.schemas();
        Map<RejectId, RejectedEvent> rejects = new LinkedHashMap<>();
        try (Broker broker = new Broker(connection)) {
            new RejectLog(broker, new LogReader(broker, LogReader.PATIENCE))
                    .find(new LinkedHashSet<>(ids))
                    .forEach((id, reject) -> rejects.put(id, new RejectedEvent(reject, schemas)));
        }
        try (ReplayProducer producer = new ReplayProducer(connection)) {
            if (from == null) {
                refuseCut(rejects);
                RecordIntake intake = new RecordIntake(schemas);
                rejects.forEach((id, reject) -> original(producer, id, reject, intake));
            } else {
                Map<RejectId, SpecificRecord> repaired = Repairs.read(from, rejects);
                rejects.forEach(
                        (id, reject) -> producer.repaired(id, reject.topic().kind(), repaired.get(id)));
            }
            report(rejects.size(), producer.notAcknowledged());
        }
        return ExitCode.OK;
    }

    private static void refuseCut(Map<RejectId, RejectedEvent> rejects) {
        List<String> cut = rejects.entrySet().stream()
                .filter(reject -> reject.getValue().isCut())
                .map(reject -> reject.getKey().text())
                .toList();
        if (!cut.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "nothing was published: of " + String.join(", ", cut) + " only the beginning is kept, because the"
                            + " value was oversized. Publish the repaired event with --from FILE.");
        }
    }

    private void original(ReplayProducer producer, RejectId id, RejectedEvent rejected, RecordIntake intake) {
        RawRecord record = new RawRecord(
                id.topic(), id.partition(), id.offset(), System.currentTimeMillis(), rejected.key(), rejected.value());
        if (intake.take(record) instanceof Intake.Rejected again) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("warning: " + id.text() + " will be rejected again: "
                    + again.reject().getReason() + ", " + again.reject().getDetail());
        }
        producer.original(id, rejected);
    }

    private void report(int total, List<String> notAcknowledged) {
        if (!notAcknowledged.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    (total - notAcknowledged.size()) + " of " + total + " published; not acknowledged: "
                            + String.join(", ", notAcknowledged));
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println(total + (total == 1 ? " record" : " records") + " published again.");
        err.flush();
    }
}
