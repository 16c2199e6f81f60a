package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.metrics.JobMetrics;
import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.Evidence;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.RecordEncoder;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.TopicFraming;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the {@link EvidenceBook} of each setting and writes the rows that changed, before every barrier and at the end
 * of input. Keyed by setting: what one stratum shows bears on the threshold of all others.
 *
 * <p>After a restore all rows are written again, as they are now: the broker may have ended the last transaction before
 * anybody could commit it, and a new version of this program may compute what it shows in another way. They are few.
 */
public final class EvidenceOperator extends AbstractStreamOperator<Upsert>
        implements TwoInputStreamOperator<Tally, BaselineChange, Upsert>, BoundedMultiInput {

    private static final long serialVersionUID = 1L;

    private final EvidenceSettings settings;
    private final TopicFraming framing;

    private transient EvidenceState state;
    private transient boolean restored;
    private transient Map<Setting, Kept> kept;
    private transient Set<Integer> ended;
    private transient SingleObjectDecoder<Baseline> baselines;
    private transient RecordEncoder<Evidence> encoder;
    private transient Counter written;

    /**
     * The evidence.
     *
     * @param settings what it depends on besides facts and baselines
     * @param framing in which framing the rows are written
     */
    public EvidenceOperator(EvidenceSettings settings, TopicFraming framing) {
        this.settings = settings;
        this.framing = framing;
    }

    /** What is in memory of a setting. */
    private static final class Kept {

        private final EvidenceBook book;
        private final EvidenceRows rows;
        private final Set<EvidenceCell> changedCells = new HashSet<>();
        private boolean changed = true;

        Kept(Setting setting, EvidenceSettings settings) {
            book = new EvidenceBook(setting);
            rows = new EvidenceRows(settings);
        }
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new EvidenceState(context.getKeyedStateStore());
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        kept = new EnumMap<>(Setting.class);
        ended = new HashSet<>();
        baselines = new SingleObjectDecoder<>(Baseline.getClassSchema());
        encoder = framing.encoder(TopicCatalogue.EVIDENCE, Evidence.getClassSchema());
        written = JobMetrics.of(getMetricGroup()).counter("evidence_rows");
        if (restored) {
            restore();
        }
    }

    private void restore() throws Exception {
        state.restore(getKeyedStateBackend(), new EvidenceState.Restored() {
            @Override
            public void cell(String setting, EvidenceCell cell, Counts counts) {
                kept(setting).book.restore(cell, counts);
            }

            @Override
            public void baseline(String setting, BaselineChange baseline) throws UndecodableException {
                set(kept(setting), baseline);
            }

            @Override
            public void hypothesis(String setting, String key) {
                kept(setting).rows.restore(key);
            }
        });
    }

    private Kept kept(String setting) {
        return kept.computeIfAbsent(Setting.valueOf(setting), s -> new Kept(s, settings));
    }

    @Override
    public void processElement1(StreamRecord<Tally> element) {
        Tally tally = element.getValue();
        Kept mine = kept(tally.setting());
        mine.book.add(tally, (cell, counts) -> mine.changedCells.add(cell));
        mine.changed = true;
    }

    @Override
    public void processElement2(StreamRecord<BaselineChange> element) throws Exception {
        BaselineChange change = element.getValue();
        Kept mine = kept(change.setting());
        set(mine, change);
        mine.changed = true;
        if (change.isWithdrawal()) {
            state.baselines().remove(change.cell());
        } else {
            state.baselines().put(change.cell(), change.value());
        }
    }

    private void set(Kept mine, BaselineChange change) throws UndecodableException {
        Baseline baseline = change.isWithdrawal() ? null : baselines.decode(change.value());
        mine.book.set(BaselineCell.parse(change.cell()), baseline);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void endInput(int inputId) throws Exception {
        ended.add(inputId);
        if (ended.size() == 2) {
            flush();
        }
    }

    private void flush() throws Exception {
        Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
        for (Map.Entry<Setting, Kept> entry : kept.entrySet()) {
            Kept mine = entry.getValue();
            if (mine.changed) {
                setCurrentKey(entry.getKey().name());
                keep(mine);
                write(mine, now);
                mine.changed = false;
            }
        }
    }

    private void keep(Kept mine) throws Exception {
        for (EvidenceCell cell : mine.changedCells) {
            state.cells().put(cell, mine.book.cells().get(cell));
        }
        mine.changedCells.clear();
    }

    private void write(Kept mine, Instant now) throws Exception {
        for (Map.Entry<String, Evidence> entry : mine.rows.changed(mine.book).entrySet()) {
            if (mine.rows.isNew(entry.getKey())) {
                state.hypotheses().put(entry.getKey(), true);
            }
            Evidence row =
                    Evidence.newBuilder(entry.getValue()).setUpdatedAt(now).build();
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            output.collect(new StreamRecord<>(new Upsert(TopicCatalogue.EVIDENCE, key, encoder.encode(row))));
            written.inc();
        }
    }
}
