package io.dermavigil.cli.rejects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.json.AvroJson;
import java.util.List;

/** How rejects are shown: never with their key or value, which may be a patient's data. */
final class RejectForm {

    /** Names of the CSV columns. */
    static final List<String> CSV_HEADER = List.of(
            "id",
            "reason",
            "detail",
            "stage",
            "clinicId",
            "schemaFingerprint",
            "timestamp",
            "valueSize",
            "valueSha256");

    private RejectForm() {}

    /** The JSON form: {@code id} and the fields of EVENTS without {@code key} and {@code value}. */
    static ObjectNode json(Reject reject) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", RejectId.of(reject).text());
        json.setAll(AvroJson.write(reject));
        json.remove(List.of("key", "value"));
        return json;
    }

    /** The cells for {@link #CSV_HEADER}; empty where unset. */
    static List<String> csv(Reject reject) {
        ObjectNode json = json(reject);
        return CSV_HEADER.stream()
                .map(column ->
                        json.path(column).isNull() ? "" : json.path(column).asText())
                .toList();
    }
}
