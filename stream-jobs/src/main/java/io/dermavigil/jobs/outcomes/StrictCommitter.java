package io.dermavigil.jobs.outcomes;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/**
 * Fails when the broker has ended a transaction that the running job wrote: Kafka's committer would log that, drop the
 * transaction and go on. The failure restarts the job from the checkpoint, and a restored job writes the rows again; so
 * the transactions of a restored checkpoint may be gone.
 *
 * @param committer Kafka's
 */
record StrictCommitter(Committer<KafkaCommittable> committer) implements Committer<KafkaCommittable> {

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) throws IOException, InterruptedException {
        List<CommitRequest<KafkaCommittable>> strict =
                requests.stream().map(StrictCommitter::strict).toList();
        committer.commit(strict);
    }

    private static CommitRequest<KafkaCommittable> strict(CommitRequest<KafkaCommittable> request) {
        return isOfThisRun(request.getCommittable()) ? new StrictRequest(request) : request;
    }

    /** Only what was read from a checkpoint has no producer. */
    private static boolean isOfThisRun(KafkaCommittable transaction) {
        return transaction.getProducer().isPresent();
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    private record StrictRequest(CommitRequest<KafkaCommittable> request) implements CommitRequest<KafkaCommittable> {

        @Override
        public KafkaCommittable getCommittable() {
            return request.getCommittable();
        }

        @Override
        public int getNumberOfRetries() {
            return request.getNumberOfRetries();
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            request.signalFailedWithUnknownReason(reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            request.signalFailedWithUnknownReason(reason);
        }

        @Override
        public void retryLater() {
            request.retryLater();
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable committable) {
            request.updateAndRetryLater(committable);
        }

        @Override
        public void signalAlreadyCommitted() {
            request.signalAlreadyCommitted();
        }
    }
}
