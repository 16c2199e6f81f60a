package io.dermavigil.schemas.wire;

import java.util.Arrays;
import java.util.Optional;

/** How a record's value says under which schema it was written. */
public enum Framing {
    /** Avro's single-object encoding: {@code C3 01}, the schema's fingerprint, the body. Needs nothing to run. */
    SINGLE_OBJECT("single-object"),
    /** {@code 00}, the schema's id in a registry as 4 bytes big-endian, the body; what most Kafka tools read. */
    CONFLUENT("confluent");

    private final String text;

    Framing(String text) {
        this.text = text;
    }

    /**
     * Reads a name as {@link #toString} gives it.
     *
     * @return empty when it is none
     */
    public static Optional<Framing> parse(String text) {
        return Arrays.stream(values())
                .filter(framing -> framing.text.equals(text))
                .findFirst();
    }

    /** The name in options: {@code single-object} or {@code confluent}. */
    @Override
    public String toString() {
        return text;
    }
}
