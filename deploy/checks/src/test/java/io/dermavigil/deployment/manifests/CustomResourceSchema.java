package io.dermavigil.deployment.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/**
 * The schema of a custom resource. A cluster drops fields that such a schema does not name and says nothing; here they are
 * errors.
 */
final class CustomResourceSchema implements ManifestSchema {

    private final Schema schema;

    /**
     * A schema.
     *
     * @param openApi {@code openAPIV3Schema} of one version of the resource
     */
    CustomResourceSchema(JsonNode openApi) {
        ObjectNode strict = openApi.deepCopy();
        close(strict);
        envelope((ObjectNode) strict.get("properties"));
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(strict);
    }

    /** The schema of one version in a definition. */
    static JsonNode openApi(JsonNode definition, String version) {
        for (JsonNode candidate : definition.at("/spec/versions")) {
            if (candidate.path("name").asText().equals(version)) {
                return candidate.at("/schema/openAPIV3Schema");
            }
        }
        throw new IllegalArgumentException("no version " + version + " in " + definition.at("/metadata/name"));
    }

    @Override
    public List<String> problems(Manifest manifest) {
        return schema.validate(manifest.tree()).stream().map(Error::toString).toList();
    }

    /** What every resource has is checked by the server itself, so definitions may leave it out. */
    private static void envelope(ObjectNode properties) {
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(CustomResourceSchema::close);
    }
}
