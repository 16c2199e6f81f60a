package io.dermavigil.serving.materializer;

import java.util.UUID;

/**
 * Where a row came from.
 *
 * @param topicId Kafka's id of its topic
 * @param partition its partition
 * @param offset its offset
 */
record Origin(UUID topicId, int partition, long offset) {}
