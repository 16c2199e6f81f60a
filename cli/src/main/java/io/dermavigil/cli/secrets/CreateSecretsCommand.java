package io.dermavigil.cli.secrets;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code secrets create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes what is missing in a folder of secrets; files that are there stay as they are.",
            "All files are readable by their owner only, and nothing secret is printed."
        },
        footer = {
            "",
            "Examples:",
            "  dermavigil secrets create --dir secrets --host kafka --clinic 07",
            "  dermavigil secrets create --dir secrets --clinic clinic-08"
        })
final class CreateSecretsCommand implements Callable<Integer> {

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Folder of the secrets.")
    private Path folder;

    @Option(
            names = "--clinic",
            paramLabel = "ID",
            description = "A clinic that writes to its own topics; may be repeated.")
    private List<String> clinics = List.of();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "A name or address by which clients reach the broker, besides localhost; may be repeated.")
    private List<String> hosts = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Principal> principals = new ArrayList<>(Principal.ofTheStack());
        clinics.forEach(id -> principals.add(clinic(id)));
        var err = spec.commandLine().getErr();
        try {
            new SecretsCreation(new SecretsFolder(folder), Clock.systemUTC(), err::println)
                    .create(new BrokerHosts(hosts), principals);
            return ExitCode.OK;
        } catch (SecretsException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    folder + ": cannot be written (" + e.getClass().getSimpleName() + " " + e.getMessage() + ")",
                    e);
        }
    }

    private Principal clinic(String id) {
        try {
            return Principal.clinic(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--clinic: " + e.getMessage(), e);
        }
    }
}
