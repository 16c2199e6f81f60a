package io.dermavigil.serving.materializer;

import org.apache.kafka.common.TopicPartition;

/** The store does not stand where this materializer left it. */
final class StoreMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreMovedException(TopicPartition partition) {
        super("the store was changed by somebody else (it stands elsewhere in " + partition
                + "): another materializer, or an emptied or restored database; going on from what it holds now");
    }
}
