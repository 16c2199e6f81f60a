package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.stack.KeptFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into the files of a local stack until none holds a patient: log segments, checkpoints and savepoints. */
final class LocalFiles {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final KeptFiles files;
    private final FileSearch search;

    LocalFiles(KeptFiles files, FileSearch search) {
        this.files = files;
        this.search = search;
    }

    /**
     * Waits until no file holds a patient.
     *
     * @return how many files were searched, by kind
     * @throws CommandFailure with {@link ExitCode#CHECK_FAILED} when one still does in the end
     */
    Map<String, Integer> awaitClean(Deadline deadline) {
        while (true) {
            files.removeSuperseded();
            List<Path> broker = files.ofBroker();
            List<Path> state = files.ofState();
            List<Path> holding = new ArrayList<>(search.holding(broker));
            holding.addAll(search.holding(state));
            holding.addAll(broker.stream().filter(LocalFiles::isReplacedSegment).toList());
            if (holding.isEmpty()) {
                return Map.of("broker", broker.size(), "state", state.size());
            }
            if (deadline.isPassed()) {
                throw new CommandFailure(
                        ExitCode.CHECK_FAILED,
                        "the log holds nothing any more, but " + holding.size()
                                + " files still do when the time is up, the first " + holding.get(0)
                                + ". Run the erasure again.");
            }
            deadline.pause(LOOK);
        }
    }

    /** A compressed one would not show what it holds. */
    private static boolean isReplacedSegment(Path file) {
        return file.getParent().getFileName().toString().startsWith("clinic.")
                && file.toString().endsWith(".log.deleted");
    }
}
