package io.dermavigil.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The log folder of a broker, formatted once. */
final class BrokerStorage {

    private BrokerStorage() {}

    /**
     * Formats the log folder unless it is formatted.
     *
     * @param data parent of the log folder; the settings used to format stay in it
     * @param log log folder named in the settings
     */
    static void formatOnce(Path data, Path log, Properties settings) throws IOException {
        Files.createDirectories(log);
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Path file = data.resolve("broker.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            code = StorageTool.execute(
                    new String[] {
                        "format",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        file.toString(),
                        "--standalone"
                    },
                    out);
        }
        if (code != 0) {
            throw new BrokerStartException("the broker's log folder " + log + " cannot be formatted: "
                    + said.toString(StandardCharsets.UTF_8));
        }
    }
}
