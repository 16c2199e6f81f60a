package io.dermavigil.deployment.manifests;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The types of Strimzi. Its jar carries no definitions, but the generator that Strimzi makes them with. */
final class StrimziSchemas {

    private static final String VERSION = "v1";
    private static final List<Class<?>> TYPES =
            List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);

    private StrimziSchemas() {}

    static Map<String, ManifestSchema> byType() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("strimzi");
        generate(folder);
        Map<String, ManifestSchema> schemas = new HashMap<>();
        for (Class<?> type : TYPES) {
            Path file = definition(folder, type);
            schemas.put(
                    "kafka.strimzi.io/v1 " + type.getSimpleName(),
                    new CustomResourceSchema(CustomResourceSchema.openApi(
                            Yaml.documents(Files.readString(file)).get(0), VERSION)));
            Files.delete(file);
        }
        Files.delete(folder);
        return schemas;
    }

    /** A process of its own: the generator brings old libraries along, and ends its JVM when something is wrong. */
    private static void generate(Path folder) throws IOException, InterruptedException {
        String types = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                types + File.pathSeparator + System.getProperty("crd-generator.jar"),
                "io.strimzi.crdgenerator.CrdGenerator",
                "--target-kube",
                "1.27+",
                "--crd-api-version",
                "v1",
                "--api-versions",
                VERSION,
                "--storage-version",
                VERSION,
                "--yaml"));
        TYPES.forEach(type -> command.add(type.getName() + "=" + definition(folder, type)));
        File said = folder.resolve("said.txt").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("Strimzi's generator failed: " + Files.readString(said.toPath()));
        }
        Files.delete(said.toPath());
    }

    private static Path definition(Path folder, Class<?> type) {
        return folder.resolve(type.getSimpleName() + ".yaml");
    }
}
