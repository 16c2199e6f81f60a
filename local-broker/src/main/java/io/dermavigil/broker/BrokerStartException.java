package io.dermavigil.broker;

/** The local broker could not start; the message says why and what to do. */
public class BrokerStartException extends RuntimeException {

    /** A failure without a cause of its own. */
    public BrokerStartException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
