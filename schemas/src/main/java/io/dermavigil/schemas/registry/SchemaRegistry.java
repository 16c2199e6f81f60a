package io.dermavigil.schemas.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/**
 * A client of the Confluent REST interface of a schema registry. Subjects are named after topics ({@code <topic>-value}).
 * Each method tries until {@link RegistryConfig#timeout} and then throws {@link RegistryUnavailableException}. What comes
 * back is not trusted: it is bounded in size and checked. Thread-safe.
 */
public final class SchemaRegistry {

    /** What every schema of a subject must be to all others: old and new software run side by side. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    /** The registry's own words for "no such subject", "no such version" and "no such schema". */
    private static final int NO_SUBJECT = 40401;

    private static final int NO_SCHEMA = 40403;

    private final RegistryTransport transport;

    /**
     * A client; nothing is asked yet.
     *
     * @throws IllegalArgumentException when a file that the configuration names cannot be read
     */
    public SchemaRegistry(RegistryConfig config) {
        this.transport = new RegistryTransport(config);
    }

    /** The subject of a topic's values. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /**
     * Finds out whether it answers as a schema registry does.
     *
     * @throws RegistryUnavailableException when it does not
     */
    public void requireAnswer() {
        RegistryAnswer answer = transport.get("/subjects");
        if (!answer.isOk()) {
            throw unexpected(answer);
        }
        // a list so long that it was cut is one
        if (!answer.cut() && !answer.json().isArray()) {
            throw transport.unavailable("gives no list of subjects", null);
        }
    }

    /**
     * The schema that has an id.
     *
     * @param id id; not negative
     */
    public RegisteredSchema schema(int id) {
        RegistryAnswer answer = transport.get("/schemas/ids/" + id);
        if (answer.status() == NOT_FOUND && answer.errorCode() == NO_SCHEMA) {
            return new RegisteredSchema.Absent();
        }
        if (!answer.isOk()) {
            throw unexpected(answer);
        }
        if (answer.cut()) {
            return new RegisteredSchema.Unusable("is larger than any that is read");
        }
        String text = answer.json().path("schema").textValue();
        if (text == null) {
            throw transport.unavailable("answered a schema without its text", null);
        }
        if (!answer.json().path("schemaType").asText("AVRO").equals("AVRO")) {
            return new RegisteredSchema.Unusable("is not of Avro");
        }
        if (!answer.json().path("references").isEmpty()) {
            return new RegisteredSchema.Unusable("refers to other schemas");
        }
        return parse(text);
    }

    private static RegisteredSchema parse(String text) {
        try {
            return new RegisteredSchema.Present(new Schema.Parser().parse(text));
        } catch (RuntimeException e) {
            // whatever a hostile text makes the parser throw
            return new RegisteredSchema.Unusable("is no valid Avro schema");
        }
    }

    /**
     * Registers a schema for a topic's values, where it is not yet, and asks the registry to hold the subject to
     * {@link #COMPATIBILITY}; a registry that has no such setting, or keeps it for its administrator, is left as it is.
     *
     * @return the schema's id
     * @throws SchemaRefusedException when the registry does not take it
     */
    public int register(String topic, Schema schema) {
        String subject = subject(topic);
        boolean held = hold(subject);
        int id = post(subject, schema);
        if (!held) {
            // a subject may have to exist before it can be held to anything
            hold(subject);
        }
        return id;
    }

    private boolean hold(String subject) {
        String body =
                JSON.createObjectNode().put("compatibility", COMPATIBILITY).toString();
        return transport.put("/config/" + encoded(subject), body).isOk();
    }

    private int post(String subject, Schema schema) {
        RegistryAnswer answer = transport.post("/subjects/" + encoded(subject) + "/versions", body(schema));
        if (answer.status() == CONFLICT || answer.status() == UNPROCESSABLE) {
            throw new SchemaRefusedException("the schema registry refuses " + schema.getFullName() + " for " + subject
                    + " (status " + answer.status() + "): " + answer.message());
        }
        return id(answer);
    }

    /**
     * The id of a schema that was registered for a topic's values before.
     *
     * @return empty when it was not
     */
    public OptionalInt lookUp(String topic, Schema schema) {
        RegistryAnswer answer = transport.post("/subjects/" + encoded(subject(topic)), body(schema));
        boolean absent =
                answer.status() == NOT_FOUND && (answer.errorCode() == NO_SUBJECT || answer.errorCode() == NO_SCHEMA);
        return absent ? OptionalInt.empty() : OptionalInt.of(id(answer));
    }

    private int id(RegistryAnswer answer) {
        if (!answer.isOk() || !answer.json().path("id").canConvertToInt()) {
            throw unexpected(answer);
        }
        return answer.json().path("id").intValue();
    }

    private static String body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString()).toString();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private RegistryUnavailableException unexpected(RegistryAnswer answer) {
        int status = answer.status();
        return transport.unavailable(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN -> "refuses the user or password (status " + status + ")";
                    case NOT_FOUND ->
                        "gave an unexpected answer (status 404); is " + RegistryConfig.URL
                                + " the base of its interface?";
                    default -> "gave an unexpected answer (status " + status + ")";
                },
                null);
    }
}
