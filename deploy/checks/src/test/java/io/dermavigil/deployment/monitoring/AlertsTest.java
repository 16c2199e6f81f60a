package io.dermavigil.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {

    private static final Path DEPLOY = Path.of(System.getProperty("deploy.folder"));
    private static final Path RUNBOOKS = DEPLOY.resolve("../docs/runbooks");

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        yaml("alerts.yml").path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowBadItIsAndWhatToDo(JsonNode alert) throws IOException {
        String name = alert.path("alert").asText();
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
        assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
        assertThat(alert.at("/annotations/runbook").asText()).isEqualTo("docs/runbooks/" + page(name));
        assertThat(Files.readString(RUNBOOKS.resolve(page(name))))
                .startsWith("# " + name + "\n")
                .contains("**What people notice.**", "\n## Look\n", "\n## Do\n", "\n## Verify\n");
        assertThat(Files.readString(RUNBOOKS.resolve("README.md")))
                .contains("| [%s](%s) | %s |"
                        .formatted(
                                name, page(name), alert.at("/labels/severity").asText()));
    }

    @Test
    void noPageIsLeftOverFromAnAlertThatIsGone() throws IOException {
        Set<String> wanted = alerts().stream()
                .map(alert -> page(alert.path("alert").asText()))
                .collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void isTestedFiringAndNotFiring(JsonNode alert) throws IOException {
        List<String> tests = yaml("alerts_test.yml").path("tests").findValuesAsText("name");
        String name = alert.path("alert").asText();
        assertThat(tests).contains(name + " fires", name + " does not fire");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void asksForMetricsThatExist(JsonNode alert) throws IOException {
        assertThat(KnownMetrics.unknownIn(alert.path("expr").asText())).isEmpty();
    }

    private static String page(String alert) {
        return alert.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".md";
    }

    private static JsonNode yaml(String file) throws IOException {
        return Yaml.documents(Files.readString(DEPLOY.resolve("monitoring").resolve(file)))
                .get(0);
    }
}
