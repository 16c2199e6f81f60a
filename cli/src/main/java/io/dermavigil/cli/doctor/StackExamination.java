package io.dermavigil.cli.doctor;

import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.stack.DataFolder;
import io.dermavigil.cli.stack.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Examines the data folder, the port and the stack itself. */
final class StackExamination {

    private static final int DEFAULT_PORT = 9092;
    private static final int ANSWER_WITHIN_MS = 5_000;

    private StackExamination() {}

    static Verdict dataFolder(Path data) {
        if (!Files.exists(data)) {
            return Verdict.ok("data folder", data + " does not exist yet; 'up' makes it");
        }
        try {
            new DataFolder(data).requireUsable();
        } catch (CommandFailure e) {
            return Verdict.fail("data folder", e.getMessage(), "use another --data DIR");
        }
        return Files.isWritable(data)
                ? Verdict.ok("data folder", data + " is a data folder of this version")
                : Verdict.fail(
                        "data folder", data + " cannot be written", "run as its owner, or use another --data DIR");
    }

    static Verdict port(Optional<StackFile> running) {
        if (running.isPresent()) {
            return Verdict.ok("port", "the stack listens on " + running.get().bootstrap());
        }
        return LoopbackPorts.isFree(DEFAULT_PORT)
                ? Verdict.ok("port", DEFAULT_PORT + " is free")
                : Verdict.warn(
                        "port", DEFAULT_PORT + " is taken", "nothing to do: 'up' takes a free one and tells which");
    }

    static Verdict localStack(Path data, Optional<StackFile> running) {
        if (running.isEmpty()) {
            return Verdict.warn("stack", "none runs on " + data, "start one with: dermavigil up --data " + data);
        }
        StackFile stack = running.get();
        Verdict reached = broker(Connection.plain(stack.bootstrap()));
        return reached.grade() != Verdict.Grade.OK || stack.job().equals("RUNNING")
                ? reached
                : Verdict.fail(
                        "stack",
                        "its job is " + stack.job(),
                        "see " + data.resolve("stack.log") + "; a restart: dermavigil down, then up");
    }

    static Verdict broker(Connection connection) {
        try (Admin admin = Admin.create(connection.with(
                Map.of("request.timeout.ms", ANSWER_WITHIN_MS, "default.api.timeout.ms", ANSWER_WITHIN_MS)))) {
            admin.describeCluster().clusterId().get();
            return Verdict.ok("stack", "the broker " + connection + " answers");
        } catch (KafkaException | ExecutionException e) {
            return Verdict.fail(
                    "stack",
                    "the broker " + connection + " does not answer",
                    "check the address, and that the broker runs and lets this machine in");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.fail("stack", "interrupted", "try again");
        }
    }
}
