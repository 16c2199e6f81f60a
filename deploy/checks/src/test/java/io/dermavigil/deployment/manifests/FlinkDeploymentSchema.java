package io.dermavigil.deployment.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Flink operator's only type that is used. The definition in the operator's newest jar on Central is older than Flink
 * 2: versions of Flink are added to it, and nothing else of it is changed. Its pod templates do not say which fields are
 * required, so they are checked as pods as well.
 */
final class FlinkDeploymentSchema implements ManifestSchema {

    private static final String DEFINITION = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    private static final List<String> POD_TEMPLATES =
            List.of("/spec/podTemplate", "/spec/jobManager/podTemplate", "/spec/taskManager/podTemplate");
    private static final List<String> LATER_FLINK = List.of("v2_0", "v2_1", "v2_2");

    private final ManifestSchema definition;

    private FlinkDeploymentSchema(ManifestSchema definition) {
        this.definition = definition;
    }

    static Map<String, ManifestSchema> byType() throws IOException {
        JsonNode openApi = CustomResourceSchema.openApi(definition(), "v1beta1");
        ArrayNode versions = (ArrayNode) openApi.at("/properties/spec/properties/flinkVersion/enum");
        LATER_FLINK.forEach(versions::add);
        return Map.of(
                "flink.apache.org/v1beta1 FlinkDeployment",
                new FlinkDeploymentSchema(new CustomResourceSchema(openApi)));
    }

    private static JsonNode definition() throws IOException {
        try (InputStream in = FlinkDeploymentSchema.class.getClassLoader().getResourceAsStream(DEFINITION)) {
            return Yaml.documents(new String(in.readAllBytes(), UTF_8)).get(0);
        }
    }

    @Override
    public List<String> problems(Manifest manifest) throws IOException {
        List<String> problems = new ArrayList<>(definition.problems(manifest));
        for (String pointer : POD_TEMPLATES) {
            JsonNode template = manifest.at(pointer);
            if (!template.isMissingNode()) {
                problems.addAll(KubernetesSchemas.podTemplate().problems(new Manifest(podTemplateOnly(template))));
            }
        }
        return problems;
    }

    /** The operator takes a whole pod, of which it uses what a template has. */
    private static JsonNode podTemplateOnly(JsonNode pod) {
        ObjectNode template = pod.deepCopy();
        return template.without(List.of("apiVersion", "kind"));
    }
}
