package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.serving.erasure.RowSearch;
import io.dermavigil.serving.erasure.StoredPatients;
import io.dermavigil.serving.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** The store of a stack: it must pass the tombstones, and in the end hold nothing of the patients. */
final class StoreExamination {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final StoredPatients store;
    private final PatientSearch search;
    private final Optional<StoreFiles> files;
    private final List<String> elsewhere;

    /**
     * A store.
     *
     * @param store its database, as the owner
     * @param data data folder of the server when it is the stack's own
     * @param elsewhere what of other stores could not be looked at, in words
     */
    StoreExamination(StoredPatients store, PatientSearch search, Optional<Path> data, List<String> elsewhere) {
        this.store = store;
        this.search = search;
        this.files = data.map(folder -> new StoreFiles(folder, new FileSearch(search.inStoreFiles())));
        this.elsewhere = elsewhere;
    }

    /** Where it is, for people. */
    String address() {
        return store.address();
    }

    /**
     * Finds out before anything is erased whether it can be looked into.
     *
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when it cannot
     */
    void requireReachable() {
        answer(store::consumed);
    }

    /**
     * Waits until it holds everything before some offsets.
     *
     * @param next first offset that it need not hold, by partition
     * @return whether it does in time
     * @throws CommandFailure with {@link ExitCode#STACK_UNREACHABLE} when it cannot be used
     */
    boolean awaitPassed(Map<TopicPartition, Long> next, Duration within) {
        Deadline deadline = Deadline.in(within);
        while (!covers(answer(store::consumed), next)) {
            if (deadline.isPassed()) {
                return false;
            }
            deadline.pause(LOOK);
        }
        return true;
    }

    private static boolean covers(Map<TopicPartition, Long> consumed, Map<TopicPartition, Long> next) {
        return next.entrySet().stream().allMatch(end -> consumed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /**
     * Verifies that no row holds a patient, and rewrites the tables without what was deleted.
     *
     * @throws CommandFailure with {@link ExitCode#CHECK_FAILED} when a row or a file still does
     */
    StoreSeen verify(Deadline deadline) {
        RowSearch rows = answer(() -> store.search(search::mentionedIn));
        if (!rows.holding().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CHECK_FAILED,
                    "the store " + address() + " has read past the tombstones and still holds rows of the patients "
                            + rows.holding()
                            + ": tombstones vanished before it read them. Rebuild its facts as the owner"
                            + " (DELETE FROM raw.consumed WHERE topic LIKE 'clinic.%'), and run the erasure again.");
        }
        rewrite();
        StoreFiles.Found found =
                files.map(all -> awaitClean(all, deadline)).orElse(new StoreFiles.Found(0, List.of(), 0));
        return new StoreSeen(address(), rows.read(), found.searched(), notVerified(found));
    }

    /** A transaction that is older than the deletion keeps deleted rows alive until it ends. */
    private StoreFiles.Found awaitClean(StoreFiles all, Deadline deadline) {
        StoreFiles.Found found = all.look();
        while (!found.holding().isEmpty()) {
            if (deadline.isPassed()) {
                throw new CommandFailure(
                        ExitCode.CHECK_FAILED,
                        "no row of the store holds anything of the patients, but "
                                + found.holding().size()
                                + " of its files do when the time is up, the first "
                                + found.holding().get(0)
                                + ": a transaction that is still open may keep them. Run the erasure again.");
            }
            deadline.pause(LOOK);
            rewrite();
            found = all.look();
        }
        return found;
    }

    private void rewrite() {
        answer(() -> {
            store.rewrite();
            return Optional.empty();
        });
    }

    private List<String> notVerified(StoreFiles.Found found) {
        List<String> lines = new ArrayList<>(elsewhere);
        if (files.isEmpty()) {
            lines.add(
                    "files of the store's server: its tables were rewritten, but its write-ahead log, replicas and"
                            + " backups hold the rows until they are recycled, as do deleted rows that a transaction could still see");
        } else if (found.writeAheadLog() > 0) {
            lines.add(found.writeAheadLog() + " files of the store's write-ahead log, which hold the patients until"
                    + " PostgreSQL writes over them");
        }
        return lines;
    }

    private static <T> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreException e) {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    e.getMessage() + ". An erasure must look into the store: run it again when that is possible",
                    e);
        }
    }
}
