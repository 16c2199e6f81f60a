package io.dermavigil.cli.provision;

import io.dermavigil.broker.TopicMismatchException;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.AccessCatalogue;
import io.dermavigil.cli.access.Grant;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.access.Role;
import io.dermavigil.cli.baselines.ShippedBaselines;
import io.dermavigil.cli.reading.BrokerFailures;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.secrets.SecretsException;
import io.dermavigil.cli.secrets.SecretsFolder;
import io.dermavigil.cli.tables.TextTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code provision}. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the topics, users, rights and quotas that a secured stack needs, and publishes the shipped baselines",
            "where there never were any; doing it again changes nothing.",
            "Users are those of the folder that 'secrets create' made."
        },
        footer = {
            "",
            "Examples:",
            "  dermavigil provision --secrets secrets --bootstrap kafka:9094 --replication 3",
            "  dermavigil provision --secrets secrets --bootstrap kafka:9094 --revoke 07"
        })
public final class ProvisionCommand implements Callable<Integer> {

    @Option(names = "--secrets", paramLabel = "DIR", required = true, description = "Folder of the secrets.")
    private Path secrets;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "The broker's listener for the operator.")
    private String bootstrap;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties of a super user (operator/client.properties in the folder).")
    private Path clientConfig;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of each new topic (default: ${DEFAULT-VALUE}).")
    private short replication;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of each new clinic topic, at least 4 (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--quota-bytes",
            paramLabel = "N",
            description = "Bytes a second that each clinic may write to a broker (1048576 for those without a quota).")
    private Long quota;

    @Option(names = "--dry-run", description = "Show the rights of every user, ask no broker, change nothing.")
    private boolean dryRun;

    @Option(
            names = "--revoke",
            paramLabel = "ID",
            description =
                    "Take the user, rights and quota of the clinic with this id away, and its folder of secrets; its"
                            + " topics stay.")
    private String revoked;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        require(replication >= 1, "--replication: must be at least 1");
        require(partitions >= 4, "--partitions: must be at least 4");
        require(quota == null || quota >= 1, "--quota-bytes: must be at least 1");
        require(revoked == null || !dryRun, "--dry-run: not with --revoke");
        SecretsFolder folder = new SecretsFolder(secrets);
        try {
            if (dryRun) {
                show(folder.principals());
                return ExitCode.OK;
            }
            Connection connection =
                    Connection.of(bootstrap, clientConfig == null ? folder.operatorClient() : clientConfig);
            try (BrokerAccess broker = new BrokerAccess(connection)) {
                return revoked == null ? provision(broker, folder, connection) : revoke(broker, folder, clinic());
            } catch (TopicMismatchException e) {
                throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
            } catch (KafkaException e) {
                throw BrokerFailures.of(connection, e);
            }
        } catch (SecretsException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private int provision(BrokerAccess broker, SecretsFolder folder, Connection connection) throws SecretsException {
        tell(new Provisioning(broker, folder).run(new TopicPlan(partitions, replication), quota));
        ShippedBaselines.publishIfNone(connection, spec.commandLine().getErr()::println);
        return ExitCode.OK;
    }

    private int revoke(BrokerAccess broker, SecretsFolder folder, Principal clinic) throws SecretsException {
        List<Outcome> outcomes = new Revocation(broker).run(clinic);
        tell(outcomes);
        boolean removed = folder.remove(clinic);
        if (outcomes.isEmpty() && !removed) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "--revoke: there is no clinic with the id " + revoked + ", so nothing was taken away; "
                            + known(broker, folder));
        }
        if (removed) {
            spec.commandLine().getErr().println("the secrets of " + clinic.name() + " are removed from " + secrets);
        }
        return ExitCode.OK;
    }

    private static String known(BrokerAccess broker, SecretsFolder folder) throws SecretsException {
        Set<String> ids = new TreeSet<>();
        Stream.concat(
                        broker.users().stream().flatMap(name -> Principal.named(name).stream()),
                        folder.principals().stream())
                .filter(principal -> principal.role() == Role.CLINIC)
                .forEach(clinic -> ids.add(clinic.clinicId()));
        return ids.isEmpty() ? "no clinic is known" : "known are " + String.join(", ", ids);
    }

    private Principal clinic() {
        try {
            return Principal.clinic(revoked);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--revoke: " + e.getMessage(), e);
        }
    }

    private void tell(List<Outcome> outcomes) {
        TextTable table = new TextTable().left("WHAT").left("NAME").left("STATE");
        outcomes.forEach(outcome -> table.row(
                List.of(outcome.kind(), outcome.name(), outcome.state().toString())));
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }

    private void show(List<Principal> principals) {
        TextTable table = new TextTable().left("USER").left("MAY").left("ON").left("NAMED");
        for (Principal principal : principals) {
            for (Grant grant : AccessCatalogue.grants(principal)) {
                table.row(List.of(principal.name(), grant.shownOperations(), GrantText.type(grant), grant.shownName()));
            }
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
