package io.dermavigil.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.secrets.SecretsFolder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A broker with the very settings of the compose deployment, provisioned by the real commands. */
public final class SecuredStack implements AutoCloseable {

    /** The settings under test. */
    public static final Path SETTINGS = Path.of("../deploy/compose/broker.properties");

    private static final String MOUNTED = "/etc/dermavigil/secrets";

    private final Path secrets;
    private final LocalBroker broker;

    private SecuredStack(Path secrets, LocalBroker broker) {
        this.secrets = secrets;
        this.broker = broker;
    }

    /** Makes secrets and starts a broker on an empty folder; nobody has any right yet. */
    public static SecuredStack start(Path folder, String... clinics) throws IOException {
        Path secrets = folder.resolve("secrets");
        List<String> arguments = new ArrayList<>(List.of("secrets", "create", "--dir", secrets.toString()));
        for (String clinic : clinics) {
            arguments.addAll(List.of("--clinic", clinic));
        }
        CommandRun made = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(made.code()).as(made.err()).isZero();
        return new SecuredStack(secrets, LocalBroker.start(folder.resolve("broker"), settings(secrets)));
    }

    private static Properties settings(Path secrets) throws IOException {
        Properties settings = new Properties();
        String text = Files.readString(SETTINGS);
        assertThat(text).contains(MOUNTED);
        settings.load(new StringReader(text.replace(MOUNTED, secrets.toString())));
        return settings;
    }

    /** Runs {@code provision} as the operator. */
    public CommandRun provision(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("provision", "--secrets", secrets.toString(), "--bootstrap", operatorAddress()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** Folder of the secrets. */
    public Path secrets() {
        return secrets;
    }

    /** Address of the listener for clients. */
    public String clientAddress() {
        return broker.bootstrapServers("CLIENTS");
    }

    /** Address of the listener for the operator. */
    public String operatorAddress() {
        return broker.bootstrapServers("INTERNAL");
    }

    /** The broker as a principal sees it. */
    public Connection as(Principal principal) {
        return Connection.of(clientAddress(), clientConfig(principal));
    }

    /** The broker as the operator sees it. */
    public Connection asOperator() {
        return Connection.of(operatorAddress(), new SecretsFolder(secrets).operatorClient());
    }

    /** File of a principal's client properties. */
    public Path clientConfig(Principal principal) {
        return new SecretsFolder(secrets).client(principal);
    }

    @Override
    public void close() {
        broker.close();
    }
}
