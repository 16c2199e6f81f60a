package io.dermavigil.cli.erasure;

import io.dermavigil.cli.stack.KeptFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom to erase from where.
 *
 * @param patients at least one
 * @param local files of the stack when it is a local one
 * @param store the store, when one is known
 * @param endedJobs jobs that will never run again
 * @param unfinished where it is noted what must be undone
 * @param timeout longest time
 * @param grace how long tombstones are kept while topics are compacted soon
 * @param version version of dermavigil
 */
record ErasureRequest(
        Set<Pseudonym> patients,
        Optional<KeptFiles> local,
        Optional<StoreExamination> store,
        Set<String> endedJobs,
        UnfinishedErasure unfinished,
        Duration timeout,
        Duration grace,
        String version) {

    /** SHA-256 of the pseudonyms, in order. */
    List<String> patientHashes() {
        return patients.stream().map(Pseudonym::sha256).sorted().toList();
    }

    PatientSearch search() {
        return new PatientSearch(patients);
    }
}
