package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesArgumentsTest {

    private static final String MOUNTED = "/etc/dermavigil";
    private static final String JAAS = "org.example.Login required username=\"jobs\" password=\"from-the-file\";";

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void areThoseOfTheJob(Rendering rendering) {
        OutcomesConfig config = config(rendering);
        assertThat(config.generation().number()).isEqualTo(rendering.name().equals("replay") ? 2 : 1);
        for (Manifest kafka : rendering.ofKind("Kafka")) {
            Duration most = Duration.ofMillis(
                    kafka.at("/spec/kafka/config/transaction.max.timeout.ms").asLong());
            assertThat(config.transactionTimeout()).isLessThanOrEqualTo(most);
            assertThat(config.kafka().getProperty("bootstrap.servers")).startsWith(kafka.name() + "-kafka-bootstrap:");
        }
    }

    /** The secret is a folder of files, and Kafka's own code reads it: neither Flink nor the job sees the password. */
    @ParameterizedTest
    @MethodSource("renderings")
    void giveKafkaThePasswordFromItsFile(Rendering rendering, @TempDir Path folder) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("kafka-user")).resolve("sasl.jaas.config"), JAAS);
        Properties kafka = config(rendering).kafka();
        assertThat(kafka.values()).noneMatch(value -> value.toString().contains("from-the-file"));
        Map<String, Object> moved = new HashMap<>();
        kafka.stringPropertyNames()
                .forEach(name -> moved.put(name, kafka.getProperty(name).replace(MOUNTED, folder.toString())));
        Password resolved = new AdminClientConfig(moved).getPassword("sasl.jaas.config");
        assertThat(resolved.value()).isEqualTo(JAAS);
    }

    private static OutcomesConfig config(Rendering rendering) {
        Map<String, String> options = new HashMap<>();
        for (JsonNode arg : rendering.ofKind("FlinkDeployment").get(0).at("/spec/job/args")) {
            String[] parts = arg.asText().split("=", 2);
            assertThat(options.put(parts[0], parts[1])).as("%s twice", parts[0]).isNull();
        }
        return OutcomesConfig.of(options);
    }
}
