package io.dermavigil.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dermavigil.deployment.manifests.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

    private static final Path GRAFANA = Path.of(System.getProperty("deploy.folder"), "monitoring/grafana");

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void askForMetricsThatExist(Path file) throws IOException {
        List<String> expressions = dashboard(file).findValuesAsText("expr");
        assertThat(expressions).isNotEmpty();
        for (String expression : expressions) {
            assertThat(KnownMetrics.namesIn(expression)).as(expression).isNotEmpty();
            assertThat(KnownMetrics.unknownIn(expression)).as(expression).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void readTheSourceThatIsProvisioned(Path file) throws IOException {
        String uid = Yaml.documents(Files.readString(GRAFANA.resolve("provisioning/datasources/prometheus.yaml")))
                .get(0)
                .at("/datasources/0/uid")
                .asText();
        for (JsonNode source : dashboard(file).findValues("datasource")) {
            assertThat(source.path("uid").asText()).isEqualTo(uid);
        }
    }

    /** Each grouping contains the same sessions again, and settings are never pooled. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void neverAddUpWhatMustNotBeAddedUp(Path file) throws IOException {
        for (String expression : dashboard(file).findValuesAsText("expr")) {
            for (String part : expression.split(" / ")) {
                if (part.contains("_sessions{") || part.contains("_patients{")) {
                    assertThat(part).contains("setting=\"$setting\"").doesNotContain("sum");
                    assertThat(part.contains("grouping=") || part.contains("_reaction_sessions{"))
                            .as(part)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void haveNamesOfTheirOwn() throws IOException {
        List<Path> files = dashboards();
        assertThat(files).hasSize(2);
        assertThat(Set.of(uid(files.get(0)), uid(files.get(1)))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum by (reason) (rate(dermavigil_rejected[5m])) / on () group_left () b; dermavigil_rejected",
                "time() - dermavigil_nothing{clinic=\"x\"} > 3; dermavigil_nothing",
            })
    void aMetricThatNobodyServesIsFound(String expression, String metric) throws IOException {
        assertThat(KnownMetrics.unknownIn(expression)).contains(metric).doesNotContain("reason", "clinic", "sum", "by");
    }

    private static String uid(Path file) throws IOException {
        return dashboard(file).path("uid").asText();
    }

    private static JsonNode dashboard(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(file.toFile());
    }
}
