package io.dermavigil.ingest.publish;

/** The broker failed for longer than the delivery timeout, or refuses what is sent; nothing more is accepted. */
public final class PublishingStoppedException extends RuntimeException {

    /**
     * Publishing ended.
     *
     * @param message why, without patient data
     */
    public PublishingStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
