package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.wire.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesConfigTest {

    private static final Map<String, String> LEAST = Map.of("kafka.bootstrap.servers", "broker:9092");

    @Test
    void defaultsArePinned() {
        OutcomesConfig config = OutcomesConfig.of(LEAST);

        assertThat(config.generation()).isEqualTo(Generation.FIRST);
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.transactionTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.framing()).isEqualTo(Framing.SINGLE_OBJECT);
        assertThat(config.registry()).isEmpty();
        assertThat(config.kafka()).isEqualTo(Map.of("bootstrap.servers", "broker:9092"));
    }

    @Test
    void everyOptionIsReadByItsName() {
        OutcomesConfig config = OutcomesConfig.of(Map.of(
                "kafka.bootstrap.servers", "broker:9092",
                "kafka.security.protocol", "SASL_SSL",
                "generation", "2",
                "checkpoint-interval", "PT2S",
                "transaction-timeout", "PT1M",
                "framing", "confluent",
                "registry.url", "http://registry:8080/apis/ccompat/v7"));

        assertThat(config.generation().jobId()).isEqualTo("outcomes-2");
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.transactionTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.framing()).isEqualTo(Framing.CONFLUENT);
        assertThat(config.registry()).contains(RegistryConfig.of("http://registry:8080/apis/ccompat/v7"));
        assertThat(config.kafka()).containsEntry("security.protocol", "SASL_SSL");
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint-interval, PT0.01S, checkpoint-interval must be at least PT0.1S",
        "transaction-timeout, PT169H, transaction-timeout must be above checkpoint-interval and at most PT168H",
        "transaction-timeout, PT5S, transaction-timeout must be above checkpoint-interval and at most PT168H",
        "generation, 0, generation must be a number from 1",
        "generation, second, generation must be a number from 1",
        "framing, confluent, framing=confluent needs registry.url",
        "framing, json, framing must be single-object or confluent",
        "registry.user, jobs, registry.url is missing",
        "checkpoints, 3, unknown option checkpoints",
    })
    void refusesWhatCouldNotWork(String option, String value, String message) {
        Map<String, String> options = new HashMap<>(LEAST);
        options.put(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomesConfig.of(options))
                .withMessage(message);
    }

    @Test
    void refusesAnOptionWithoutAValueAndOneGivenTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> OutcomesJob.options(new String[] {"generation"}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomesJob.options(new String[] {"generation=1", "generation=2"}));
    }

    @Test
    void aFileOfClientPropertiesIsReferredToAndNotRead(@TempDir Path folder) throws Exception {
        Path file = clientConfig(folder);
        Map<String, String> options = new HashMap<>(LEAST);
        options.put("client-config", file.toString());
        options.put("kafka.security.protocol", "SSL");

        assertThat(OutcomesConfig.of(options).kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers",
                        "broker:9092",
                        "security.protocol",
                        "SSL",
                        "sasl.jaas.config",
                        "${file:" + file + ":sasl.jaas.config}",
                        "config.providers",
                        "file",
                        "config.providers.file.class",
                        FileConfigProvider.class.getName(),
                        "config.providers.file.param.allowed.paths",
                        file.toString()));
    }

    @Test
    void refusesAFileOfClientPropertiesThatIsMissingOrOpenToEverybody(@TempDir Path folder) throws Exception {
        Map<String, String> options = new HashMap<>(LEAST);
        options.put("client-config", folder.resolve("none").toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomesConfig.of(options))
                .withMessageEndingWith("none cannot be read (NoSuchFileException)");

        Path file = clientConfig(folder);
        options.put("client-config", file.toString());
        options.put("kafka.config.providers", "mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomesConfig.of(options))
                .withMessage("client-config and kafka.config.providers exclude each other");

        options.remove("kafka.config.providers");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomesConfig.of(options))
                .withMessageContaining("may be read by everybody on its machine; run: chmod 600");
    }

    private static Path clientConfig(Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.jaas.config=not for graphs\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
