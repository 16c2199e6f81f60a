package io.dermavigil.serving.materializer;

import java.util.Set;

/** Records vanished before they were read, so the rows of their topics are made anew. */
final class VanishedRecordsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VanishedRecordsException(Set<String> topics) {
        super("records of " + String.join(", ", topics)
                + " vanished before they were read, tombstones perhaps among them; the rows are made anew");
    }
}
