package io.dermavigil.jobs.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.accounts.AccountsOperator;
import io.dermavigil.jobs.accounts.Posting;
import io.dermavigil.jobs.intake.ProgressOperator;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.TopicFraming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a restored job writes again, because the transactions of its checkpoint may have been ended uncommitted. */
class RepeatedRowsTest {

    private static final int MAX_PARALLELISM = 720;
    private static final int RESCALED = 3;

    @Test
    void rowsAreWrittenOnceAgainByTheSubtasksThatOwnThem() throws Exception {
        List<Posting> taken = OperatorsTest.postings(OperatorsTest.events(60), false);
        List<Posting> takenBack = OperatorsTest.postings(OperatorsTest.events(5), true);
        OperatorSubtaskState state;
        Set<String> written;
        try (var accounts = accounts(1, 0)) {
            accounts.open();
            post(accounts, taken);
            post(accounts, takenBack.subList(0, takenBack.size() / 2));
            accounts.prepareSnapshotPreBarrier(1);
            accounts.snapshot(1, 0);
            post(accounts, takenBack.subList(takenBack.size() / 2, takenBack.size()));
            accounts.prepareSnapshotPreBarrier(2);
            written = keys(accounts.extractOutputValues());
            state = accounts.snapshot(2, 0);
        }

        List<String> again = new ArrayList<>();
        for (int subtask = 0; subtask < RESCALED; subtask++) {
            try (var accounts = accounts(RESCALED, subtask)) {
                restore(accounts, state, 2, subtask);
                accounts.prepareSnapshotPreBarrier(3);
                Set<String> mine = keys(accounts.extractOutputValues());
                assertThat(mine).isNotEmpty();
                assertThat(accounts.extractOutputValues()).hasSize(mine.size());
                again.addAll(mine);

                accounts.prepareSnapshotPreBarrier(4);
                assertThat(accounts.extractOutputValues()).hasSize(mine.size());
            }
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void aRowIsWrittenAgainAsTheCountsAreNow() throws Exception {
        List<Posting> postings = OperatorsTest.postings(OperatorsTest.events(5), true);
        List<Posting> taken = postings.subList(0, postings.size() / 2);
        OperatorSubtaskState state;
        try (var accounts = accounts(1, 0)) {
            accounts.open();
            post(accounts, taken);
            accounts.prepareSnapshotPreBarrier(1);
            state = accounts.snapshot(1, 0);
        }
        List<Upsert> rows;
        try (var accounts = accounts(1, 0)) {
            restore(accounts, state, 1, 0);
            post(accounts, postings.subList(postings.size() / 2, postings.size()));
            accounts.prepareSnapshotPreBarrier(2);
            rows = accounts.extractOutputValues();
        }
        List<Upsert> expected;
        try (var accounts = accounts(1, 0)) {
            accounts.open();
            post(accounts, taken);
            accounts.prepareSnapshotPreBarrier(1);
            post(accounts, postings.subList(postings.size() / 2, postings.size()));
            accounts.prepareSnapshotPreBarrier(2);
            expected = accounts.extractOutputValues();
        }
        assertThat(newest(rows)).isEqualTo(newest(expected)).isNotEmpty();
    }

    @Test
    void rowsAreForgottenWhenAFurtherCheckpointHasCompleted() throws Exception {
        List<Posting> postings = OperatorsTest.postings(OperatorsTest.events(20), false);
        OperatorSubtaskState afterOne;
        OperatorSubtaskState afterTwo;
        try (var accounts = accounts(1, 0)) {
            accounts.open();
            post(accounts, postings);
            accounts.prepareSnapshotPreBarrier(1);
            accounts.snapshot(1, 0);
            accounts.notifyOfCompletedCheckpoint(1);
            accounts.prepareSnapshotPreBarrier(2);
            afterOne = accounts.snapshot(2, 0);
            accounts.notifyOfCompletedCheckpoint(2);
            accounts.prepareSnapshotPreBarrier(3);
            afterTwo = accounts.snapshot(3, 0);
        }
        assertThat(repeated(afterOne, 2)).isNotEmpty();
        assertThat(repeated(afterTwo, 3)).isEmpty();
    }

    @Test
    void progressIsToldAgainBeforeAnythingNewer() throws Exception {
        OperatorSubtaskState state;
        try (var progress = progress(1, 0)) {
            progress.open();
            for (int partition = 0; partition < 20; partition++) {
                progress.processElement(new StreamRecord<>(progressOf(partition, "old")));
            }
            progress.prepareSnapshotPreBarrier(1);
            assertThat(progress.extractOutputValues()).hasSize(20);
            state = progress.snapshot(1, 0);
        }

        List<String> again = new ArrayList<>();
        for (int subtask = 0; subtask < RESCALED; subtask++) {
            try (var progress = progress(RESCALED, subtask)) {
                restore(progress, state, 1, subtask);
                progress.prepareSnapshotPreBarrier(2);
                progress.extractOutputValues().forEach(row -> again.add(text(row)));
                int rows = progress.extractOutputValues().size();
                progress.prepareSnapshotPreBarrier(3);
                assertThat(progress.extractOutputValues()).hasSize(rows);
            }
        }
        assertThat(again).hasSize(20).doesNotHaveDuplicates().contains("job|clinic.sessions|7=old");

        try (var progress = progress(1, 0)) {
            progress.setRestoredCheckpointId(1);
            progress.initializeState(state);
            progress.open();
            progress.processElement(new StreamRecord<>(progressOf(7, "new")));
            List<String> rows = progress.extractOutputValues().stream()
                    .map(RepeatedRowsTest::text)
                    .toList();
            assertThat(rows).hasSize(21).endsWith("job|clinic.sessions|7=new").contains("job|clinic.sessions|7=old");
        }
    }

    private static List<Upsert> repeated(OperatorSubtaskState state, long checkpoint) throws Exception {
        try (var accounts = accounts(1, 0)) {
            restore(accounts, state, checkpoint, 0);
            accounts.prepareSnapshotPreBarrier(checkpoint + 1);
            return accounts.extractOutputValues();
        }
    }

    private static void restore(
            KeyedOneInputStreamOperatorTestHarness<String, ?, Upsert> operator,
            OperatorSubtaskState state,
            long checkpoint,
            int subtask)
            throws Exception {
        int parallelism = operator.getEnvironment().getTaskInfo().getNumberOfParallelSubtasks();
        operator.setRestoredCheckpointId(checkpoint);
        operator.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, 1, parallelism, subtask));
        operator.open();
    }

    private static void post(
            KeyedOneInputStreamOperatorTestHarness<String, Posting, Upsert> accounts, List<Posting> postings)
            throws Exception {
        for (Posting posting : postings) {
            accounts.processElement(new StreamRecord<>(posting));
        }
    }

    private static Set<String> keys(List<Upsert> rows) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.topic() + ' ' + new String(row.key(), StandardCharsets.UTF_8)));
        return keys;
    }

    /** The harness has a clock that stands still, so equal rows are equal bytes. */
    private static Map<String, List<Byte>> newest(List<Upsert> rows) {
        Map<String, List<Byte>> newest = new HashMap<>();
        for (Upsert row : rows) {
            List<Byte> value = new ArrayList<>();
            for (byte b : row.value()) {
                value.add(b);
            }
            newest.put(row.topic() + ' ' + new String(row.key(), StandardCharsets.UTF_8), value);
        }
        return newest;
    }

    private static String text(Upsert row) {
        return ProgressOperator.partition(row) + '=' + new String(row.value(), StandardCharsets.UTF_8);
    }

    private static Upsert progressOf(int partition, String value) {
        return new Upsert(
                TopicCatalogue.PROGRESS,
                ("job|clinic.sessions|" + partition).getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Posting, Upsert> accounts(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AccountsOperator(1000, TopicFraming.SINGLE_OBJECT),
                Posting::account,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Upsert, Upsert> progress(int parallelism, int subtask)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new ProgressOperator(),
                ProgressOperator::partition,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
