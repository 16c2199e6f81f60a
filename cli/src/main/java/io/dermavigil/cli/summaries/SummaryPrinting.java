package io.dermavigil.cli.summaries;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.reading.GenerationOption;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.schemas.wire.SchemasById;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine;

/** Reads summaries from a stack and prints them; how fresh they are goes to standard error. */
final class SummaryPrinting {

    private SummaryPrinting() {}

    /**
     * Runs a command.
     *
     * @param connection broker of the stack
     * @param generation which generation of summaries
     * @param schemas where the schemas of summaries in Confluent framing are found
     * @return exit code
     */
    static <T extends SpecificRecord> int run(
            SummaryForm<T> form,
            Selection selection,
            Connection connection,
            GenerationOption generation,
            SchemasById schemas,
            CommandLine command) {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try (Broker broker = new Broker(connection)) {
            LogReader log = new LogReader(broker, LogReader.PATIENCE);
            CompactedTopicReader reader = new CompactedTopicReader(broker, log, generation.of(broker, log));
            // first the promise, then what it promises
            Progress progress = Progress.read(reader);
            String freshness =
                    Freshness.of(broker, progress, reader.generation().jobId());
            SummaryListing<T> listing = new SummaryListing<>(form, selection, schemas);
            List<T> summaries = listing.read(reader);
            listing.print(summaries, out);
            if (summaries.isEmpty()) {
                err.println("No account has sessions here; --include-empty shows those without.");
            }
            err.println(freshness);
        }
        out.flush();
        err.flush();
        return ExitCode.OK;
    }
}
