package io.dermavigil.jobs.evidence;

/**
 * A baseline was published or withdrawn.
 *
 * @param setting name of the setting that it is for
 * @param cell text of its {@link io.dermavigil.schemas.safety.BaselineCell}
 * @param value its record in single-object encoding; empty when it was withdrawn
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a record, never compared
public record BaselineChange(String setting, String cell, byte[] value) {

    boolean isWithdrawal() {
        return value.length == 0;
    }
}
