package io.dermavigil.deployment.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;

/** YAML into trees. */
public final class Yaml {

    private static final ObjectMapper MAPPER =
            YAMLMapper.builder(new YAMLFactory()).build();
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Yaml() {}

    /** All documents of a text, empty ones left out. */
    public static List<JsonNode> documents(String text) throws IOException {
        try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .toList();
        }
    }

    /** The same tree as JSON text. */
    public static String json(JsonNode tree) throws IOException {
        return JSON.writeValueAsString(tree);
    }
}
