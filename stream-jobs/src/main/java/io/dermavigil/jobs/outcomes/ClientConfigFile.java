package io.dermavigil.jobs.outcomes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Properties;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * A file of Kafka client properties that a job refers to, without taking anything out of it: a job graph travels, is kept
 * with the state of the job manager and is shown on its pages. Kafka's clients read the file where they run.
 */
final class ClientConfigFile {

    private static final String PROVIDERS = "config.providers";
    private static final String ALIAS = "file";

    private ClientConfigFile() {}

    /**
     * A reference to every property of a file.
     *
     * @param name file in UTF-8; it must be at the same place wherever the job runs
     * @throws IllegalArgumentException when it cannot be read here, or everybody may read it
     */
    static Properties references(String name) {
        Path file = Path.of(name).toAbsolutePath();
        if (file.toString().matches(".*[:}].*")) {
            throw new IllegalArgumentException("client-config: the path of the file must have no : and no }");
        }
        Properties references = new Properties();
        for (String property : read(file).stringPropertyNames()) {
            references.setProperty(property, "${%s:%s:%s}".formatted(ALIAS, file, property));
        }
        references.setProperty(PROVIDERS, ALIAS);
        references.setProperty(PROVIDERS + "." + ALIAS + ".class", FileConfigProvider.class.getName());
        references.setProperty(PROVIDERS + "." + ALIAS + ".param.allowed.paths", file.toString());
        return references;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            if (isReadableByEverybody(file)) {
                throw new IllegalArgumentException(
                        "client-config: " + file + " may be read by everybody on its machine; run: chmod 600 " + file);
            }
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            // the message could quote the file
            throw new IllegalArgumentException(
                    "client-config: " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private static boolean isReadableByEverybody(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
