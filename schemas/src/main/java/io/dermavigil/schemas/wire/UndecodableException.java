package io.dermavigil.schemas.wire;

import io.dermavigil.pipeline.RejectReason;

/** Bytes that are no event of ours. The message says why without quoting the bytes. */
public final class UndecodableException extends Exception {

    private final RejectReason reason;
    private final String fingerprint;

    UndecodableException(RejectReason reason, String detail, String fingerprint) {
        super(detail);
        this.reason = reason;
        this.fingerprint = fingerprint;
    }

    /** UNREADABLE, UNKNOWN_SCHEMA or UNKNOWN_SYMBOL. */
    public RejectReason reason() {
        return reason;
    }

    /** Fingerprint of the writer's schema in hexadecimal, or null when the bytes carry none. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A poisoned record is ordinary; its stack trace tells nothing and costs more than the decode. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
