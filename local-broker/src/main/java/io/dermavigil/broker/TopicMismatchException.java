package io.dermavigil.broker;

import java.util.List;

/** A topic exists, but not as the catalogue has it; the message names each difference. */
public final class TopicMismatchException extends RuntimeException {

    TopicMismatchException(List<String> differences) {
        super("topics differ from the catalogue: " + String.join("; ", differences));
    }
}
