package io.dermavigil.schemas.validation;

import io.dermavigil.pipeline.RejectReason;

/**
 * A rule that an event breaks. Carries no value of the event, so it may be logged and published.
 *
 * @param field path of the field, for example {@code device.maxDepthMm}
 * @param rule what the field must satisfy, for example {@code must be 0..10}
 * @param reason INVALID or FROM_THE_FUTURE
 */
public record Problem(String field, String rule, RejectReason reason) {

    /** {@code field: rule}. */
    public String text() {
        return field + ": " + rule;
    }
}
