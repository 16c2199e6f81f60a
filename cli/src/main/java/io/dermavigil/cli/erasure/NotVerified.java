package io.dermavigil.cli.erasure;

import io.dermavigil.cli.stack.KeptFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an erasure cannot look into.
 *
 * @param local files of a local stack; empty for another
 * @param store what was seen of the store; empty when none is known
 * @param replicated whether partitions have replicas beside their leader
 * @param ended jobs that were said to have ended
 */
record NotVerified(Optional<KeptFiles> local, Optional<StoreSeen> store, boolean replicated, Set<String> ended) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("files, backups and receipts outside the stack, those of the clinic among them");
        store.ifPresentOrElse(
                seen -> lines.addAll(seen.notVerified()),
                () -> lines.add(
                        "stores: none was named, so none was examined; one that reads on keeps the patients if the"
                                + " tombstones vanish before it"));
        if (local.isEmpty()) {
            lines.add(
                    "checkpoints and savepoints: the state is proven by the progress of the jobs only; those from before"
                            + " the erasure hold the patients until they are removed");
            lines.add(
                    "checkpoints from after the erasure: RocksDB's incremental ones share files with older ones, which"
                            + " hold what was removed until RocksDB rewrites them");
            lines.add("folders of checkpoints and savepoints that a job under an earlier id left behind");
            lines.add("the working files of the task managers");
            lines.add("files of the brokers: the log was read through them");
        }
        if (local.map(KeptFiles::worksOnFiles).orElse(false)) {
            lines.add("the working files of RocksDB, which hold what was removed until it rewrites them or the stack is"
                    + " restarted");
        }
        if (replicated) {
            lines.add("replicas other than the leaders: they compact by themselves and were given time");
        }
        if (!ended.isEmpty()) {
            lines.add("state of jobs that were said to have ended: " + String.join(", ", ended));
        }
        return lines;
    }
}
