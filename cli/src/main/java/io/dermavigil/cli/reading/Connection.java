package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * Where a broker is and how it lets a client in. Holds credentials: {@link #toString} tells the address only.
 *
 * @param bootstrap {@code HOST:PORT[,HOST:PORT...]}
 * @param client properties for every Kafka client, such as credentials; never null
 */
public record Connection(String bootstrap, Map<String, String> client) {

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String JAAS = "sasl.jaas.config";
    private static final Pattern CREDENTIALS = Pattern.compile(".*(jaas\\.config|password|keystore\\.key)");
    /** Tells where a credential is: one of Kafka's configuration providers fetches it when a client starts. */
    private static final Pattern REFERENCE = Pattern.compile("\\s*\\$\\{[^}]+}\\s*");

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
     * @throws CommandFailure with {@link ExitCode#USAGE} when the file cannot be read, when it holds credentials and
     *     everybody may read it, or when nothing gives the address
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
            if (holdsCredentials(properties) && isReadableByEverybody(file)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        file + ": holds credentials and may be read by everybody on this machine; run: chmod 600 "
                                + file);
            }
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

    private static boolean holdsCredentials(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(CREDENTIALS.asMatchPredicate())
                .map(properties::getProperty)
                .anyMatch(REFERENCE.asMatchPredicate().negate());
    }

    private static boolean isReadableByEverybody(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }

    /** The name by which the client logs in with a password; empty when it logs in otherwise or not at all. */
    public Optional<String> user() {
        String jaas = client.get(JAAS);
        if (jaas == null) {
            return Optional.empty();
        }
        try {
            return JaasContext.loadClientContext(Map.of(JAAS, new Password(jaas))).configurationEntries().stream()
                    .flatMap(entry -> Stream.ofNullable(entry.getOptions().get("username")))
                    .map(Object::toString)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            // a client refuses it too, and says so without quoting it
            return Optional.empty();
        }
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
