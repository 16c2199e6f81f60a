package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreLogin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;

/** What serving needs beside what every workload does. */
class ServingManifestTest {

    private static final String NAME = "serving";

    static List<Rendering> stacks() {
        return Rendering.all().stream()
                .filter(rendering -> !rendering.ofKind("Kafka").isEmpty())
                .toList();
    }

    /** The password of the database's owner opens everything in it. */
    @ParameterizedTest
    @MethodSource("stacks")
    void nobodyElseHasThePasswordOfTheStoresOwner(Rendering stack) {
        assertThat(stack.manifests())
                .filteredOn(manifest ->
                        manifest.tree().findValuesAsText("secretName").contains("store-owner"))
                .extracting(Manifest::toString)
                .containsExactly("Deployment " + NAME);
    }

    /** Requests for a host that was not named are refused, those of the kubelet too. */
    @ParameterizedTest
    @MethodSource("stacks")
    void theProbeAsksAHostThatIsAnswered(Rendering stack) {
        JsonNode container = serving(stack).at("/spec/template/spec/containers/0");
        JsonNode host = container.at("/readinessProbe/httpGet/httpHeaders/0");
        assertThat(host.path("name").asText()).isEqualTo("Host");
        assertThat(container.path("args"))
                .extracting(JsonNode::asText)
                .contains("--host-name=" + host.path("value").asText(), "--host-name=$(HOST_NAME)");
        assertThat(environment(container).get("HOST_NAME")).isNotBlank();
    }

    /** Two would take each other's database users away. */
    @ParameterizedTest
    @MethodSource("stacks")
    void oneProcessRunsAtATime(Rendering stack) {
        assertThat(serving(stack).at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(serving(stack).at("/spec/strategy/type").asText()).isEqualTo("Recreate");
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void theStoresAddressIsTakenAndItsServerIsVerified(Rendering stack) {
        JsonNode container = serving(stack).at("/spec/template/spec/containers/0");
        assertThat(container.path("args")).extracting(JsonNode::asText).contains("--store=$(STORE_URL)");
        String url = environment(container).get("STORE_URL");
        assertThat(StoreConfig.of(url, new StoreLogin("owner", null), Path.of("passwords"))
                        .jdbcUrl())
                .isEqualTo(url);
        assertThat(Driver.parseURL(url, null)).isNotNull().containsEntry("sslmode", "verify-full");
    }

    private static Manifest serving(Rendering stack) {
        return stack.ofKind("Deployment").stream()
                .filter(manifest -> manifest.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new HashMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }
}
