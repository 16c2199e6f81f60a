package io.dermavigil.jobs.accounts;

/** Accounts of data quality by clinic, kept beside those of the summaries. */
public final class ClinicAccount {

    private static final String PREFIX = "#";

    private ClinicAccount() {}

    /** The account of a clinic; of unattributed records for null. */
    public static String of(String clinicId) {
        return clinicId == null ? PREFIX : PREFIX + clinicId;
    }

    /** Whether an account is one of a clinic's data quality. */
    public static boolean is(String account) {
        return account.startsWith(PREFIX);
    }

    /** The clinic of an account; null for unattributed records. */
    public static String clinicId(String account) {
        return account.length() == PREFIX.length() ? null : account.substring(PREFIX.length());
    }
}
