package io.dermavigil.cli;

import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.SchemaLookup;
import io.dermavigil.schemas.registry.SchemaRegistry;
import io.dermavigil.schemas.wire.SchemasById;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options by which a command finds the registry that gives the schemas of Confluent framing their ids. */
public final class RegistryOption {

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry, for records in Confluent framing: base of its Confluent REST interface.")
    private String url;

    @Option(
            names = "--registry-config",
            paramLabel = "FILE",
            description = "Properties registry.url, registry.user, registry.password-file, registry.ca-file and"
                    + " registry.timeout, as the job takes them.")
    private Path file;

    private long missed;

    /**
     * The registry; empty when none is named.
     *
     * @throws CommandFailure with {@link ExitCode#USAGE} when the options cannot be used
     */
    public Optional<RegistryConfig> config() {
        Map<String, String> options = file == null ? new HashMap<>() : read();
        if (url != null) {
            options.put(RegistryConfig.URL, url);
        }
        try {
            return RegistryConfig.of(options);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private Map<String, String> read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": not readable as a file of registry properties ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
        Map<String, String> options = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!RegistryConfig.NAMES.contains(name)) {
                throw new CommandFailure(ExitCode.USAGE, file + ": unknown property " + name);
            }
            options.put(name, properties.getProperty(name));
        }
        return options;
    }

    /**
     * Where the schemas of Confluent framing are found. Without a registry none is, as in a job without one.
     *
     * @throws CommandFailure as {@link #config}
     */
    public SchemasById schemas() {
        Optional<RegistryConfig> config = config();
        if (config.isEmpty()) {
            return (id, topic, objection) -> {
                missed++;
                return SchemasById.NONE.find(id, topic, objection);
            };
        }
        try {
            return SchemaLookup.unbounded(new SchemaRegistry(config.get()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** Says so when records in Confluent framing were met and no registry was named. */
    public void warnOfMissed(PrintWriter err) {
        if (missed > 0) {
            err.println("warning: " + missed + (missed == 1 ? " record is" : " records are")
                    + " in Confluent framing and could not be read without a registry; --registry URL names it.");
            err.flush();
        }
    }
}
