package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.metrics.JobMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The {@link Combiner} at work, chained behind the ledger; drained before every barrier. */
public final class CombinerOperator extends AbstractStreamOperator<Posting>
        implements OneInputStreamOperator<Posting, Posting>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    private transient Combiner combiner;

    /**
     * A combiner.
     *
     * @param capacity greatest number of accounts held
     */
    public CombinerOperator(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public void open() throws Exception {
        super.open();
        Counter combined = JobMetrics.of(getMetricGroup()).counter("combined_postings");
        combiner = new Combiner(capacity, (account, counts) -> {
            combined.inc();
            output.collect(new StreamRecord<>(new Posting(account, counts)));
        });
    }

    @Override
    public void processElement(StreamRecord<Posting> element) {
        combiner.post(element.getValue().account(), element.getValue().counts());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        combiner.drain();
    }

    @Override
    public void endInput() {
        combiner.drain();
    }
}
