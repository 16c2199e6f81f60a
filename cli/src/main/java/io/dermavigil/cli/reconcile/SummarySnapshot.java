package io.dermavigil.cli.reconcile;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.CompactedTopicReader;
import io.dermavigil.cli.reading.Progress;
import io.dermavigil.schemas.topics.TopicCatalogue;
import java.time.Duration;
import java.util.Map;

/**
 * The summaries, encoded, with the exact offsets that they contain.
 *
 * @param progress offsets contained
 * @param sideEffects summaries by account key
 * @param satisfaction summaries by account key
 * @param clinics statuses by clinic
 */
record SummarySnapshot(
        Progress progress,
        Map<String, byte[]> sideEffects,
        Map<String, byte[]> satisfaction,
        Map<String, byte[]> clinics) {

    /**
     * Reads the summaries between two equal readings of the progress, again and again until there are such.
     *
     * @param reader where from
     * @param patience how long to try
     * @throws CommandFailure when the job never paused
     */
    static SummarySnapshot take(CompactedTopicReader reader, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Progress before = Progress.read(reader);
        while (true) {
            SummarySnapshot snapshot = new SummarySnapshot(
                    before,
                    reader.read(TopicCatalogue.SIDE_EFFECTS),
                    reader.read(TopicCatalogue.SATISFACTION),
                    reader.read(TopicCatalogue.CLINICS));
            Progress after = Progress.read(reader);
            if (after.offsets().equals(before.offsets())) {
                return snapshot;
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the summaries kept changing for " + patience.toSeconds()
                                + " s, so no moment could be compared; try again when less is published");
            }
            before = after;
        }
    }
}
