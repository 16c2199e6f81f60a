package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a schema does not say: images that stay the same, secrets as files, no more rights than needed. */
class WorkloadsTest {

    /** Made by Strimzi and by whoever owns the object store and the database, not by these manifests. */
    private static final Set<String> GIVEN_SECRETS =
            Set.of("dermavigil-cluster-ca-cert", "object-storage", "store-owner");

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyImageHasATagThatStays(Rendering rendering) {
        assumeThat(rendering.rendered()).as("tags are the overlays'").isTrue();
        List<String> images = rendering.manifests().stream()
                .flatMap(manifest -> manifest.tree().findValues("image").stream())
                .map(JsonNode::asText)
                .toList();
        assertThat(images).isNotEmpty().allMatch(image -> image.matches("dermavigil/(jobs|cli):[0-9]+(\\.[0-9]+)+"));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noSecretIsInAManifestOrAVariable(Rendering rendering) {
        assertThat(rendering.ofKind("Secret")).isEmpty();
        assertThat(rendering.manifests()).allSatisfy(manifest -> {
            assertThat(manifest.tree().findValues("secretKeyRef")).isEmpty();
            assertThat(manifest.tree().findValues("secretRef")).isEmpty();
            assertThat(manifest.tree().toString()).doesNotContainPattern("(?i)password\\s*[=:]");
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void aPodMountsTheSecretsOfOnePrincipalOnly(Rendering rendering) {
        Set<String> principals = Rendering.all().get(0).ofKind("KafkaUser").stream()
                .map(Manifest::name)
                .collect(Collectors.toSet());
        for (JsonNode pod : pods(rendering)) {
            List<String> mounted = pod.path("volumes").findValuesAsText("secretName").stream()
                    .filter(secret -> !GIVEN_SECRETS.contains(secret))
                    .toList();
            assertThat(mounted).hasSize(1).isSubsetOf(principals);
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyContainerRunsWithoutPrivileges(Rendering rendering) {
        assertThat(pods(rendering)).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("containers")).isNotEmpty().allSatisfy(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyVolumeThatIsMountedIsThere(Rendering rendering) {
        assertThat(pods(rendering)).allSatisfy(pod -> {
            Set<String> volumes = Set.copyOf(names(pod.path("volumes")));
            pod.path("containers")
                    .forEach(container -> assertThat(names(container.path("volumeMounts")))
                            .containsExactlyInAnyOrderElementsOf(volumes));
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void podsAreReachedByTheirPoliciesAndReachTheBroker(Rendering rendering) {
        for (Manifest policy : rendering.ofKind("NetworkPolicy")) {
            policy.at("/spec/podSelector/matchLabels")
                    .properties()
                    .forEach(label -> assertThat(podLabels(rendering))
                            .as("%s", policy)
                            .anyMatch(labels -> labels.path(label.getKey()).equals(label.getValue())));
        }
        assertThat(podLabels(rendering))
                .allMatch(labels ->
                        labels.path("dermavigil.io/kafka-client").asText().equals("true"));
    }

    private static List<JsonNode> pods(Rendering rendering) {
        return podTemplates(rendering).stream()
                .map(template -> template.path("spec"))
                .toList();
    }

    private static List<JsonNode> podLabels(Rendering rendering) {
        return podTemplates(rendering).stream()
                .map(template -> template.at("/metadata/labels"))
                .toList();
    }

    private static List<JsonNode> podTemplates(Rendering rendering) {
        List<JsonNode> templates = new ArrayList<>();
        for (Manifest manifest : rendering.manifests()) {
            switch (manifest.kind()) {
                case "Deployment", "Job" -> templates.add(manifest.at("/spec/template"));
                case "FlinkDeployment" -> templates.add(manifest.at("/spec/podTemplate"));
                default -> {}
            }
        }
        return templates;
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }
}
