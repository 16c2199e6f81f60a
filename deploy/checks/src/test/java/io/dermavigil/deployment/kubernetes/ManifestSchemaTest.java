package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import io.dermavigil.deployment.manifests.Schemas;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestSchemaTest {

    private static Schemas schemas;

    @BeforeAll
    static void load() throws Exception {
        schemas = Schemas.all();
    }

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void followsTheSchemas(Rendering rendering) throws IOException {
        assertThat(rendering.manifests()).isNotEmpty();
        for (Manifest manifest : rendering.manifests()) {
            assertThat(schemas.problems(manifest)).as("%s", manifest).isEmpty();
        }
    }

    /** Each of these would be taken or dropped in silence by a client that only reads YAML. */
    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec, containrs, containrs",
        "Deployment, /spec, selector, selector",
        "NetworkPolicy, /spec, ingres, ingres",
        "RoleBinding, '', roleRef, roleRef",
        "Kafka, /spec/kafka, autorization, autorization",
        "Kafka, /spec, kafka, kafka",
        "KafkaTopic, /spec, partition, partition",
        "KafkaUser, /spec/authentication, type, type",
        "FlinkDeployment, /spec/job, upgradMode, upgradMode",
        "FlinkDeployment, /spec/podTemplate/spec/containers/0, name, name"
    })
    void findsAFieldThatIsMistypedOrMissing(String kind, String parent, String field, String named) throws Exception {
        Manifest manifest = copyOfFirst(kind);
        assertThat(schemas.problems(manifest)).isEmpty();
        ObjectNode changed = (ObjectNode) manifest.at(parent);
        if (changed.remove(field) == null) {
            changed.put(field, "x");
        }
        assertThat(schemas.problems(manifest)).isNotEmpty().anyMatch(problem -> problem.contains(named));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec, containers",
        "KafkaTopic, /spec, partitions",
        "Kafka, /spec/kafka, listeners",
        "FlinkDeployment, /spec, flinkVersion",
        "FlinkDeployment, /spec/job, upgradeMode"
    })
    void findsAValueOfAnotherType(String kind, String parent, String field) throws Exception {
        Manifest manifest = copyOfFirst(kind);
        ((ObjectNode) manifest.at(parent)).put(field, "none");
        assertThat(schemas.problems(manifest)).isNotEmpty();
    }

    private static Manifest copyOfFirst(String kind) {
        return new Manifest(renderings().get(0).ofKind(kind).get(0).tree().deepCopy());
    }
}
