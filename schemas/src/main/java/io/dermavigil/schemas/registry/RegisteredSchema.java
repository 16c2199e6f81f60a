package io.dermavigil.schemas.registry;

import org.apache.avro.Schema;

/** What a registry knows under an id. */
public sealed interface RegisteredSchema {

    /**
     * An Avro schema.
     *
     * @param schema the schema
     */
    record Present(Schema schema) implements RegisteredSchema {}

    /** Nothing, as far as the registry knows now. */
    record Absent() implements RegisteredSchema {}

    /**
     * Something from which no record can be read.
     *
     * @param why says why, as "is ..."
     */
    record Unusable(String why) implements RegisteredSchema {}
}
