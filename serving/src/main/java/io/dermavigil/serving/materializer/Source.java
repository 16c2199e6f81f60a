package io.dermavigil.serving.materializer;

import java.util.UUID;

/**
 * A topic as it is now.
 *
 * @param topic its name
 * @param id Kafka's id of it; a topic that was deleted and made anew has another
 * @param partitions number of partitions
 */
record Source(String topic, UUID id, int partitions) {}
