package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Where a broker is and how it lets a client in. Holds credentials: {@link #toString} tells the address only.
 *
 * @param bootstrap {@code HOST:PORT[,HOST:PORT...]}
 * @param client properties for every Kafka client, such as credentials; never null
 */
public record Connection(String bootstrap, Map<String, String> client) {

    private static final String BOOTSTRAP = "bootstrap.servers";

    /** Copies the properties. */
    public Connection {
        Objects.requireNonNull(bootstrap);
        client = Map.copyOf(client);
    }

    /** A broker that asks nobody who they are. */
    public static Connection plain(String bootstrap) {
        return new Connection(bootstrap, Map.of());
    }

    /**
     * A broker described by a file of Kafka client properties, the same that Kafka's own tools take.
     *
     * @param bootstrap address; null takes {@code bootstrap.servers} of the file
     * @param file properties file in UTF-8
     * @throws CommandFailure with {@link ExitCode#USAGE} when the file cannot be read, or nothing gives the address
     */
    public static Connection of(String bootstrap, Path file) {
        Map<String, String> client = read(file);
        String fromFile = client.remove(BOOTSTRAP);
        if (bootstrap == null && fromFile == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + " has no " + BOOTSTRAP + "; add it there, or give --bootstrap HOST:PORT");
        }
        return new Connection(bootstrap == null ? fromFile : bootstrap, client);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": there is no such file of client properties", e);
        } catch (IOException | IllegalArgumentException e) {
            // the message of either could quote the file, which holds credentials
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": not readable as a file of client properties ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
        Map<String, String> client = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        return client;
    }

    /**
     * Properties of one Kafka client.
     *
     * @param settings what this client fixes; they win over the properties of the file
     */
    public Map<String, Object> with(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(client);
        all.put(BOOTSTRAP, bootstrap);
        all.putAll(settings);
        return all;
    }

    /** The properties without the address, for clients that take it apart. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(client);
        return properties;
    }

    @Override
    public String toString() {
        return bootstrap;
    }
}
