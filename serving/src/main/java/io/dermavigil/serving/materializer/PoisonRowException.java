package io.dermavigil.serving.materializer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of one of our own topics that cannot be read. It is never skipped: the store keeps its state before it. */
final class PoisonRowException extends Exception {

    private static final long serialVersionUID = 1L;

    PoisonRowException(ConsumerRecord<byte[], byte[]> record, String reason) {
        super("%s, partition %d, offset %d cannot be read (%s): written by a newer version, or by something else"
                .formatted(record.topic(), record.partition(), record.offset(), reason));
    }
}
