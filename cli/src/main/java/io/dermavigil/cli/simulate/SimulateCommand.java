package io.dermavigil.cli.simulate;

import io.dermavigil.cli.BrokerOptions;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.FramingOption;
import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.stack.StackFile;
import io.dermavigil.ingest.publish.ClinicEventPublisher;
import io.dermavigil.ingest.publish.PublisherConfig;
import io.dermavigil.ingest.publish.PublishingStoppedException;
import io.dermavigil.ingest.simulator.EventFiles;
import io.dermavigil.ingest.simulator.Simulation;
import io.dermavigil.ingest.simulator.SimulationConfig;
import io.dermavigil.ingest.simulator.TruthFile;
import io.dermavigil.ingest.simulator.TruthListener;
import io.dermavigil.schemas.events.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a chain of clinics, into files or into a stack. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulate a chain of clinics whose truth is known.",
        footer = {
            "",
            "Example:",
            "  dermavigil simulate --out chain --sessions 50000 --seed 7 --plant lot:L017:INFECTION:x8"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final String TRUTH = "truth.json";
    private static final double NANOS = 1e9;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Mixin
    private ChainOptions chain;

    @Mixin
    private FramingOption framing;

    @Option(names = "--rate", paramLabel = "N", description = "At most N events a second (as fast as they come).")
    private Double rate;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Where the truth is written (with --out: truth.json beside the data; otherwise not).")
    private Path truth;

    @Spec
    private CommandSpec command;

    private static final class Target {
        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "Write sessions.ndjson, reactions.ndjson, ratings.ndjson and truth.json.")
        private Path out;

        @ArgGroup(exclusive = false)
        private BrokerOptions broker;

        @Option(names = "--data", paramLabel = "DIR", description = "Publish to the local stack on this data folder.")
        private Path data;

        Connection connection() {
            return broker == null ? Connection.plain(StackFile.ofRunning(data).bootstrap()) : broker.connection();
        }
    }

    @Override
    public Integer call() {
        SimulationConfig config = chain.config();
        if (rate != null && !(rate > 0)) {
            throw new ParameterException(command.commandLine(), "--rate: must be above 0");
        }
        try {
            return target.out == null ? publish(config) : write(config);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    e.getFile() + " exists already; nothing was overwritten. Choose another place.",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot write: " + describe(e), e);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage() + ": " + describe(e.getCause()), e);
        }
    }

    private static String describe(IOException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private int write(SimulationConfig config) throws IOException {
        Path truthFile = truth == null ? target.out.resolve(TRUTH) : truth;
        refuseToOverwrite(truthFile);
        for (EventKind kind : EventKind.values()) {
            refuseToOverwrite(target.out.resolve(EventFiles.nameOf(kind)));
        }
        Files.createDirectories(target.out);
        try (TruthFile told = TruthFile.create(truthFile, config);
                EventFiles files = EventFiles.create(target.out)) {
            run(config, told, files);
        }
        tell("written to " + target.out);
        return ExitCode.OK;
    }

    private int publish(SimulationConfig config) throws IOException {
        Connection broker = target.connection();
        if (truth == null) {
            tellUnwritten(config);
            publish(config, broker, TruthListener.NONE);
        } else {
            refuseToOverwrite(truth);
            publishAndTell(config, broker);
        }
        return ExitCode.OK;
    }

    private void publishAndTell(SimulationConfig config, Connection broker) throws IOException {
        boolean complete = false;
        try (TruthFile told = TruthFile.create(truth, config)) {
            publish(config, broker, told);
            complete = true;
        } finally {
            if (!complete) {
                // half of the truth would be taken for all of it
                Files.deleteIfExists(truth);
            }
        }
    }

    private static void refuseToOverwrite(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private void publish(SimulationConfig config, Connection broker, TruthListener told) {
        try (ClinicEventPublisher publisher = new ClinicEventPublisher(
                framing.applyTo(PublisherConfig.of(broker.bootstrap(), broker.clientProperties())))) {
            try {
                run(config, told, publisher::publish);
                publisher.flush();
            } catch (PublishingStoppedException e) {
                throw new CommandFailure(
                        ExitCode.STACK_UNREACHABLE,
                        "%s stopped taking events after %,d were acknowledged (%s). The same command publishes the same events again, which changes nothing for those."
                                .formatted(broker, publisher.acknowledged(), e.getMessage()),
                        e);
            }
            tell("%,d events acknowledged by %s".formatted(publisher.acknowledged(), broker));
        } catch (KafkaException e) {
            throw BrokerFailures.unusable(broker, e);
        }
    }

    private void run(SimulationConfig config, TruthListener told, Consumer<SpecificRecord> sink) {
        Pace pace = rate == null ? Pace.unlimited() : Pace.perSecond(rate);
        long begin = System.nanoTime();
        EventCounts counts = new EventCounts();
        try (SessionProgress progress = SessionProgress.upTo(config.sessions())) {
            new Simulation(config).iterator(told).forEachRemaining(event -> {
                pace.await();
                sink.accept(event);
                counts.add(event);
                progress.reached(counts.firstSessions());
            });
            progress.complete();
        }
        tell("simulated " + counts.text((System.nanoTime() - begin) / NANOS));
    }

    private void tellUnwritten(SimulationConfig config) {
        if (!config.faults().isEmpty()) {
            tell("the truth about the planted faults is not written; --truth FILE does that");
        }
    }

    private void tell(String message) {
        command.commandLine().getErr().println(message);
        command.commandLine().getErr().flush();
    }
}
