package io.dermavigil.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prometheus in the compose file finds what is there. */
class PrometheusTargetsTest {

    private static final Path DEPLOY = Path.of(System.getProperty("deploy.folder"));

    @Test
    void everyTargetIsAServiceOfTheComposeFile() throws IOException {
        String compose = Files.readString(DEPLOY.resolve("../docker-compose.yml"));
        List<String> targets = new ArrayList<>();
        for (JsonNode job : yaml(DEPLOY.resolve("monitoring/prometheus.yml")).path("scrape_configs")) {
            job.at("/static_configs/0/targets").forEach(target -> targets.add(target.asText()));
            JsonNode found = job.at("/dns_sd_configs/0");
            found.path("names")
                    .forEach(name ->
                            targets.add(name.asText() + ":" + found.path("port").asText()));
        }
        assertThat(targets).isNotEmpty().allSatisfy(target -> {
            String[] parts = target.split(":", 2);
            assertThat(compose).contains("\n  " + parts[0] + ":\n", "\"" + parts[1] + "\"");
        });
    }

    private static JsonNode yaml(Path file) throws IOException {
        return Yaml.documents(Files.readString(file)).get(0);
    }
}
