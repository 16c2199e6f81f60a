package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.cli.access.AccessCatalogue;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserManifestsTest {

    private static final String OPERATOR = "operator";
    private static final Map<String, String> PATTERNS = Map.of("literal", "LITERAL", "prefix", "PREFIXED");

    static List<Rendering> stacks() {
        return Rendering.all().stream()
                .filter(rendering -> !rendering.ofKind("Kafka").isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyPrincipalHasTheRightsOfTheCatalogueAndNoOthers(Rendering stack) {
        for (Manifest user : users(stack)) {
            Principal principal = Principal.named(user.name()).orElseThrow();
            Set<String> wanted = AccessCatalogue.bindings(principal).stream()
                    .map(UserManifestsTest::text)
                    .collect(Collectors.toSet());
            assertThat(rights(user)).as("%s", user).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyPrincipalOfTheStackIsThereAndLogsInByPassword(Rendering stack) {
        Set<String> wanted =
                Principal.ofTheStack().stream().map(Principal::name).collect(Collectors.toSet());
        assertThat(users(stack)).extracting(Manifest::name).containsAll(wanted);
        assertThat(users(stack))
                .allMatch(user -> user.at("/spec/authentication/type").asText().equals("scram-sha-512"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void onlyTheOperatorIsASuperUser(Rendering stack) {
        JsonNode superUsers = stack.ofKind("Kafka").get(0).at("/spec/kafka/authorization/superUsers");
        assertThat(superUsers).singleElement().matches(user -> user.asText().equals("CN=" + OPERATOR));
        assertThat(stack.ofKind("KafkaUser"))
                .filteredOn(user -> user.name().equals(OPERATOR))
                .singleElement()
                .matches(user -> user.at("/spec/authentication/type").asText().equals("tls"));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyClinicHasAQuota(Rendering stack) {
        assertThat(stack.ofKind("KafkaUser"))
                .filteredOn(user -> user.name().startsWith("clinic-"))
                .allMatch(user -> user.at("/spec/quotas/producerByteRate").asInt() > 0);
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void everyListenerAsksWhoIsThereAndIsEncrypted(Rendering stack) {
        JsonNode listeners = stack.ofKind("Kafka").get(0).at("/spec/kafka/listeners");
        assertThat(listeners).isNotEmpty().allSatisfy(listener -> {
            assertThat(listener.path("tls").asBoolean()).isTrue();
            assertThat(listener.at("/authentication/type").asText())
                    .isEqualTo(isOperators(listener) ? "tls" : "scram-sha-512");
        });
    }

    /** A certificate of the super user is good at that listener only, and it is not open to the outside. */
    @ParameterizedTest
    @MethodSource("stacks")
    void theOperatorsListenerIsInternalAndForItsPodsOnly(Rendering stack) {
        assertThat(stack.ofKind("Kafka").get(0).at("/spec/kafka/listeners"))
                .filteredOn(UserManifestsTest::isOperators)
                .singleElement()
                .satisfies(listener -> {
                    assertThat(listener.path("type").asText()).isEqualTo("internal");
                    assertThat(listener.at("/networkPolicyPeers/0/podSelector/matchLabels")
                                    .has("dermavigil.io/kafka-operator"))
                            .isTrue();
                });
    }

    /** A port that the whole internet reaches would let everybody try passwords. */
    @ParameterizedTest
    @MethodSource("stacks")
    void whatIsOpenToTheOutsideNamesWhoMayConnect(Rendering stack) {
        assertThat(stack.ofKind("Kafka").get(0).at("/spec/kafka/listeners"))
                .filteredOn(listener -> !listener.path("type").asText().equals("internal"))
                .allSatisfy(listener -> assertThat(listener.at("/configuration/loadBalancerSourceRanges"))
                        .isNotEmpty());
    }

    private static boolean isOperators(JsonNode listener) {
        return listener.path("name").asText().equals(OPERATOR);
    }

    private static List<Manifest> users(Rendering stack) {
        return stack.ofKind("KafkaUser").stream()
                .filter(user -> !user.name().equals(OPERATOR))
                .toList();
    }

    private static Set<String> rights(Manifest user) {
        Set<String> rights = new HashSet<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            JsonNode resource = acl.path("resource");
            for (JsonNode operation : acl.path("operations")) {
                rights.add(resource.path("type").asText().replace("transactionalId", "transactional_id")
                        + " " + PATTERNS.get(resource.path("patternType").asText())
                        + " " + resource.path("name").asText()
                        + " " + operation.asText().toUpperCase(Locale.ROOT));
            }
        }
        return rights;
    }

    private static String text(AclBinding binding) {
        return binding.pattern().resourceType().name().toLowerCase(Locale.ROOT)
                + " " + binding.pattern().patternType()
                + " " + binding.pattern().name()
                + " " + binding.entry().operation();
    }
}
