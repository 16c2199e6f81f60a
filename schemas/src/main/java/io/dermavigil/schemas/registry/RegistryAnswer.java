package io.dermavigil.schemas.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;

/**
 * An answer of the registry.
 *
 * @param status HTTP status
 * @param json its body; missing when that is no JSON
 * @param cut whether the body was longer than any that is wanted
 */
record RegistryAnswer(int status, JsonNode json, boolean cut) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int CUT_OFF = 300;

    static RegistryAnswer of(int status, Optional<byte[]> body) {
        return new RegistryAnswer(
                status, body.map(RegistryAnswer::parse).orElse(MissingNode.getInstance()), body.isEmpty());
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    boolean isOk() {
        return status == OK;
    }

    /**
     * The registry's own error code, such as 40403 for a schema that does not exist; 0 when there is none. A 404 without
     * one comes from something in between, or from a wrong path, and says nothing of schemas.
     */
    int errorCode() {
        return json.path("error_code").asInt();
    }

    /** What the registry says about an error, shortened; it may be anything. */
    String message() {
        String text = json.path("message").asText().replaceAll("\\p{Cntrl}", " ");
        return text.length() <= CUT_OFF ? text : text.substring(0, CUT_OFF) + "...";
    }
}
