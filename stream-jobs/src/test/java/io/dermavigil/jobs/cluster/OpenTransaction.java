package io.dermavigil.jobs.cluster;

import io.dermavigil.schemas.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Tells whether the job has written summary rows that it has not committed. */
final class OpenTransaction {

    private static final int LOOKS = 20;

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends = new HashMap<>();

    OpenTransaction(Admin admin) throws ExecutionException, InterruptedException {
        this.admin = admin;
        for (TopicDescription topic : admin.describeTopics(
                        List.of(TopicCatalogue.SIDE_EFFECTS, TopicCatalogue.SATISFACTION))
                .allTopicNames()
                .get()
                .values()) {
            topic.partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
    }

    boolean holdsRows() throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> stable = ends(IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, ListOffsetsResultInfo> written = ends(IsolationLevel.READ_UNCOMMITTED);
        return written.entrySet().stream()
                        .anyMatch(end -> stable.get(end.getKey()).offset()
                                < end.getValue().offset())
                && isOngoing();
    }

    /** Whether it still does when the broker has done what a paused process had asked for before. */
    boolean keepsRows() throws ExecutionException, InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (!holdsRows()) {
                return false;
            }
        }
        return true;
    }

    /** Neither being committed nor aborted. */
    private boolean isOngoing() throws ExecutionException, InterruptedException {
        return !admin.listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .isEmpty();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends(IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(ends, new ListOffsetsOptions(isolation)).all().get();
    }
}
