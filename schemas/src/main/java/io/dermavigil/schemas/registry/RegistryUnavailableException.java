package io.dermavigil.schemas.registry;

/**
 * The registry did not answer a question, or not in a way that can be relied on. Nothing follows for the record that was
 * asked about: it must be taken again once the registry answers.
 */
public final class RegistryUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
