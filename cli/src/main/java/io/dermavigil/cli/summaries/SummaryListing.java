package io.dermavigil.cli.summaries;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Selects, orders and prints summaries.
 *
 * @param <T> type of summary
 */
final class SummaryListing<T extends SpecificRecord> {

    private final SummaryForm<T> form;
    private final Selection selection;
    private final SchemasById schemas;

    SummaryListing(SummaryForm<T> form, Selection selection, SchemasById schemas) {
        this.form = form;
        this.selection = selection;
        this.schemas = schemas;
    }

    /** The selected summaries of a stack in canonical order. */
    List<T> read(CompactedTopicReader reader) {
        RecordDecoder<T> decoder = new RecordDecoder<>(form.schema(), schemas);
        List<T> summaries = new ArrayList<>();
        reader.read(form.topic()).forEach((key, value) -> {
            if (selection.shows(account(key))) {
                summaries.add(decode(decoder, value));
            }
        });
        return select(summaries);
    }

    /** Orders summaries, and hides or completes the empty ones. */
    List<T> select(List<T> summaries) {
        Map<AccountKey, T> byAccount = new TreeMap<>(CanonicalOrder.ACCOUNTS);
        summaries.stream()
                .filter(summary -> selection.includeEmpty() || form.sessions(summary) > 0)
                .forEach(summary -> byAccount.put(form.account(summary), summary));
        if (selection.includeEmpty()) {
            PossibleAccounts.of(selection, List.copyOf(byAccount.keySet()))
                    .forEach(account -> byAccount.computeIfAbsent(account, form::empty));
        }
        return List.copyOf(byAccount.values());
    }

    /** Prints summaries in the selected form. */
    void print(List<T> summaries, PrintWriter out) {
        switch (selection.output()) {
            case TABLE -> form.table(selection, summaries, out);
            case JSON -> summaries.forEach(summary -> out.println(AvroJson.write(summary)));
            case CSV -> csv(summaries, out);
        }
    }

    private void csv(List<T> summaries, PrintWriter out) {
        // the writer belongs to the command line and stays open
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(form.csvHeader());
        summaries.forEach(summary -> form.csvRows(summary).forEach(csv::writeRecord));
        flush(csv);
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the output", e);
        }
    }

    private AccountKey account(String key) {
        try {
            return AccountKey.parse(key);
        } catch (IllegalArgumentException e) {
            throw foreign(e);
        }
    }

    private T decode(RecordDecoder<T> decoder, byte[] value) {
        try {
            return decoder.decode(value, form.topic());
        } catch (UndecodableException e) {
            throw foreign(e);
        }
    }

    private CommandFailure foreign(Exception cause) {
        return new CommandFailure(
                ExitCode.FAILED,
                form.topic() + " holds a row that cannot be read (" + cause.getMessage()
                        + "): written by a newer version, or by something else",
                cause);
    }
}
