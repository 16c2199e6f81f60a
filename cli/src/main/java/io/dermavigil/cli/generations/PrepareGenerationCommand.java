package io.dermavigil.cli.generations;

import io.dermavigil.broker.TopicMismatchException;
import io.dermavigil.broker.Topics;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code generations prepare}. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Makes the topics of a generation, so that a job can replay into it.",
        footer = {"", "Example:", "  dermavigil generations prepare 2 --bootstrap kafka:9092 --replication 3"})
final class PrepareGenerationCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Parameters(paramLabel = "N", description = "Number of the generation: one more than the newest.")
    private int number;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of each topic (default: ${DEFAULT-VALUE}).")
    private short replication;

    @Override
    public Integer call() {
        Generation generation = GenerationNumber.of(number, spec);
        Connection connection = target.connection();
        try (Broker broker = new Broker(connection)) {
            int next = Generation.newest(broker.topics(topic -> topic.startsWith(TopicCatalogue.SIDE_EFFECTS)))
                    .next()
                    .number();
            if (number > next) {
                throw new CommandFailure(ExitCode.FAILED, "the next generation is " + next + ", not " + number);
            }
        }
        try (Admin admin = Admin.create(connection.with(Map.of()))) {
            Topics.create(admin, generation.topics(), replication);
        } catch (TopicMismatchException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        spec.commandLine().getErr().println("generation " + number + " has its topics");
        return ExitCode.OK;
    }
}
