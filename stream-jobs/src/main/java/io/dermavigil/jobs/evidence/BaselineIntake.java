package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.metrics.JobMetrics;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.BaselineRules;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of baselines. One that cannot be read, breaks a rule or has another key than its cell leaves its cell
 * without a baseline, as a withdrawal does: people write this topic, and their slip must not stop the summaries, nor leave
 * a rate in force that somebody meant to replace.
 */
public final class BaselineIntake extends ProcessFunction<RawRecord, BaselineChange> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BaselineIntake.class);
    private static final byte[] NOTHING = {};

    private transient SingleObjectDecoder<Baseline> decoder;
    private transient Counter unreadable;

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        decoder = new SingleObjectDecoder<>(Baseline.getClassSchema());
        unreadable = JobMetrics.of(getRuntimeContext().getMetricGroup()).counter("baselines_unreadable");
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<BaselineChange> out) {
        Optional<BaselineCell> cell = cell(record);
        if (cell.isEmpty()) {
            report(record, "the key is that of no baseline; the record is passed over");
            return;
        }
        byte[] value = record.value() == null ? NOTHING : record.value();
        if (value.length > 0) {
            String problem = problem(cell.get(), value);
            if (problem != null) {
                report(record, problem + "; the cell has no baseline until the next record");
                value = NOTHING;
            }
        }
        out.collect(new BaselineChange(cell.get().setting().name(), cell.get().text(), value));
    }

    private static Optional<BaselineCell> cell(RawRecord record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BaselineCell.parse(new String(record.key(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String problem(BaselineCell cell, byte[] value) {
        try {
            Baseline baseline = decoder.decode(value);
            if (!BaselineCell.of(baseline).equals(cell)) {
                return "the key is that of another cell";
            }
            return BaselineRules.problems(baseline).stream()
                    .findFirst()
                    .map(problem -> problem.text())
                    .orElse(null);
        } catch (UndecodableException e) {
            return e.getMessage();
        }
    }

    private void report(RawRecord record, String problem) {
        unreadable.inc();
        LOG.warn("{}, partition {}, offset {}: {}", record.topic(), record.partition(), record.offset(), problem);
    }
}
