package io.dermavigil.ingest.publish;

/**
 * Hears what became of one event. Called once, on a thread of the publisher, so it must be quick and thread-safe.
 */
public interface Delivery {

    /** Ignores the outcome; the publisher's own counts still include it. */
    Delivery UNHEARD = new Delivery() {
        @Override
        public void acknowledged() {}

        @Override
        public void unacknowledged(String reason) {}
    };

    /** The broker has it on all replicas. */
    void acknowledged();

    /**
     * The broker did not confirm it; it may or may not be in the log, and publishing it again is harmless.
     *
     * @param reason why, without patient data
     */
    void unacknowledged(String reason);
}
