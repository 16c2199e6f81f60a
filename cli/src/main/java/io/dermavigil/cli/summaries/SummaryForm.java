package io.dermavigil.cli.summaries;

import io.dermavigil.schemas.accounts.AccountKey;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One kind of summary: where it is, and how it is shown.
 *
 * @param <T> type of summary
 */
interface SummaryForm<T extends SpecificRecord> {

    /** Topic of the summaries. */
    String topic();

    /** Schema of the summaries. */
    Schema schema();

    /** Number of sessions in the account. */
    long sessions(T summary);

    /** The account. */
    AccountKey account(T summary);

    /** The summary of an account to which nothing was ever posted. */
    T empty(AccountKey account);

    /** Prints summaries, in order, for people. */
    void table(Selection selection, List<T> summaries, PrintWriter out);

    /** Names of the CSV columns. */
    List<String> csvHeader();

    /** The CSV rows of a summary: at least one. */
    List<List<String>> csvRows(T summary);
}
