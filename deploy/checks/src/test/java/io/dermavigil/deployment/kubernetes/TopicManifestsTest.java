package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicManifestsTest {

    static List<Rendering> stacks() {
        return Rendering.all().stream()
                .filter(rendering -> !rendering.ofKind("Kafka").isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void areThoseOfTheCatalogue(Rendering stack) {
        assertThat(shared(stack))
                .containsOnlyKeys(byName(Generation.FIRST.topics()).keySet());
        byName(Generation.FIRST.topics())
                .forEach((name, spec) -> assertFits(shared(stack).get(name), spec));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void ofAClinicAreThoseOfTheCatalogue(Rendering stack) {
        Set<String> clinics = ofClinics(stack).keySet().stream()
                .map(name -> ClinicTopic.parse(name).orElseThrow().owner())
                .collect(Collectors.toSet());
        Map<String, TopicSpec> wanted = byName(clinics.stream()
                .flatMap(clinic -> TopicCatalogue.ofClinic(clinic).stream())
                .toList());
        assertThat(ofClinics(stack)).containsOnlyKeys(wanted.keySet());
        wanted.forEach((name, spec) -> assertFits(ofClinics(stack).get(name), spec));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void haveNoMoreReplicasThanThereAreBrokers(Rendering stack) {
        assumeThat(stack.rendered()).as("node pools are the overlays'").isTrue();
        int brokers = stack.ofKind("KafkaNodePool").stream()
                .filter(pool -> pool.at("/spec/roles").toString().contains("broker"))
                .mapToInt(pool -> pool.at("/spec/replicas").asInt())
                .sum();
        stack.ofKind("KafkaTopic")
                .forEach(topic -> assertThat(topic.at("/spec/replicas").asInt())
                        .as("%s", topic)
                        .isBetween(1, brokers));
        JsonNode config = stack.ofKind("Kafka").get(0).at("/spec/kafka/config");
        assertThat(config.path("transaction.state.log.replication.factor").asInt())
                .isLessThanOrEqualTo(brokers)
                .isGreaterThanOrEqualTo(
                        config.path("transaction.state.log.min.isr").asInt());
    }

    /** Accounts stay in their partition for ever; clinic topics may have more than the catalogue says. */
    private static void assertFits(Manifest topic, TopicSpec spec) {
        int partitions = topic.at("/spec/partitions").asInt();
        if (ClinicTopic.parse(spec.name()).isPresent()) {
            assertThat(partitions).as(spec.name()).isGreaterThanOrEqualTo(spec.partitions());
        } else {
            assertThat(partitions).as(spec.name()).isEqualTo(spec.partitions());
        }
        Map<String, String> config = new HashMap<>();
        topic.at("/spec/config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        assertThat(config).as(spec.name()).isEqualTo(spec.config());
    }

    private static Map<String, Manifest> shared(Rendering stack) {
        return topics(stack, false);
    }

    private static Map<String, Manifest> ofClinics(Rendering stack) {
        return topics(stack, true);
    }

    private static Map<String, Manifest> topics(Rendering stack, boolean ofClinics) {
        return stack.ofKind("KafkaTopic").stream()
                .filter(topic -> ofClinics == owner(topic).isPresent())
                .collect(Collectors.toMap(Manifest::name, Function.identity()));
    }

    private static Optional<String> owner(Manifest topic) {
        return ClinicTopic.parse(topic.name()).map(ClinicTopic::owner);
    }

    private static Map<String, TopicSpec> byName(List<TopicSpec> specs) {
        return specs.stream().collect(Collectors.toMap(TopicSpec::name, Function.identity()));
    }
}
