package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an erasure can prove. Holds no patient data: pseudonyms stand in it as SHA-256 only.
 *
 * @param receipt version of this form
 * @param version version of dermavigil
 * @param clusterId cluster of the stack
 * @param startedAt when the erasure began
 * @param completedAt when everything was verified
 * @param patients SHA-256 of each pseudonym, hexadecimal
 * @param erased records erased by topic, tombstones not counted
 * @param jobs jobs that passed the tombstones with a completed checkpoint, and whose summaries are committed
 * @param readUpTo offset by partition before which the log was read and holds nothing of the patients
 * @param store what was seen of the store; null when none is known
 * @param files files of a local stack that were searched for the bytes of the pseudonyms; empty for another stack
 * @param notVerified what could not be looked at, in words
 */
@JsonPropertyOrder({
    "receipt",
    "version",
    "clusterId",
    "startedAt",
    "completedAt",
    "patients",
    "erased",
    "jobs",
    "readUpTo",
    "store",
    "files",
    "notVerified"
})
record Receipt(
        int receipt,
        String version,
        String clusterId,
        Instant startedAt,
        Instant completedAt,
        List<String> patients,
        Map<String, Long> erased,
        Set<String> jobs,
        Map<String, Long> readUpTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) StoreSeen store,
        Map<String, Integer> files,
        List<String> notVerified) {

    /** The form that this version writes. */
    static final int FORM = 1;
}
