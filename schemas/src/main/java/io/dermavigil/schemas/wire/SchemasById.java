package io.dermavigil.schemas.wire;

import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** Finds the schemas that messages in Confluent framing name by an id. */
public interface SchemasById {

    /** No registry is configured: every id is unknown. */
    SchemasById NONE = (id, topic, objection) ->
            new Unknown("value: is in Confluent framing, but no schema registry is configured here");

    /**
     * Finds a schema. A caller keeps what was found, for ever if it likes: an id never comes to mean another schema. What
     * was not found is asked for again.
     *
     * @param id id in the registry; not negative
     * @param topic topic of the message
     * @param objection says why a schema cannot be used; empty when it can
     * @return the schema, or why there is none; the latter only when that is certain
     * @throws RuntimeException when it cannot be told now, so nobody may conclude anything
     */
    Found find(int id, String topic, Function<Schema, Optional<String>> objection);

    /** What was found. */
    sealed interface Found {}

    /**
     * A schema without objection.
     *
     * @param schema the schema
     */
    record Known(Schema schema) implements Found {}

    /**
     * No schema to use.
     *
     * @param rule why, without quoting anything of the message but its id
     */
    record Unknown(String rule) implements Found {}
}
