package io.dermavigil.schemas.registry;

/** The registry does not take a schema, because it breaks the subject's compatibility rule or is not valid there. */
public final class SchemaRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaRefusedException(String message) {
        super(message);
    }
}
