package io.dermavigil.jobs.accounts;

/**
 * An amount to add to the counters of an account.
 *
 * @param account text of an {@link io.dermavigil.schemas.accounts.AccountKey}, or of a {@link ClinicAccount}
 * @param counts what to add; may be negative
 */
public record Posting(String account, Counts counts) {}
