package io.dermavigil.jobs.evidence;

import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsSerializer;
import io.dermavigil.jobs.serialization.BytesSerializer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** What is kept of the evidence of a setting: the copy in memory is made from it after a restore. */
final class EvidenceState {

    private final MapStateDescriptor<EvidenceCell, Counts> cellState =
            new MapStateDescriptor<>("cells", EvidenceCellSerializer.INSTANCE, CountsSerializer.INSTANCE);
    private final MapStateDescriptor<String, byte[]> baselineState =
            new MapStateDescriptor<>("baselines", StringSerializer.INSTANCE, BytesSerializer.INSTANCE);
    private final MapStateDescriptor<String, Boolean> hypothesisState =
            new MapStateDescriptor<>("hypotheses", StringSerializer.INSTANCE, BooleanSerializer.INSTANCE);

    private final MapState<EvidenceCell, Counts> cells;
    private final MapState<String, byte[]> baselines;
    private final MapState<String, Boolean> hypotheses;

    EvidenceState(KeyedStateStore store) {
        cells = store.getMapState(cellState);
        baselines = store.getMapState(baselineState);
        hypotheses = store.getMapState(hypothesisState);
    }

    /** Counts of the cells of the current setting. */
    MapState<EvidenceCell, Counts> cells() {
        return cells;
    }

    /** Records of the baselines of the current setting. */
    MapState<String, byte[]> baselines() {
        return baselines;
    }

    /** Keys of the rows that were ever written of the current setting. */
    MapState<String, Boolean> hypotheses() {
        return hypotheses;
    }

    /** Takes what is kept of one setting. */
    interface Restored {
        void cell(String setting, EvidenceCell cell, Counts counts) throws Exception;

        void baseline(String setting, BaselineChange baseline) throws Exception;

        void hypothesis(String setting, String key) throws Exception;
    }

    /** Hands over everything that this task keeps. */
    void restore(KeyedStateBackend<String> backend, Restored restored) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, cellState, (setting, state) -> {
                    for (var entry : state.entries()) {
                        restored.cell(setting, entry.getKey(), entry.getValue());
                    }
                });
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, baselineState, (setting, state) -> {
                    for (var entry : state.entries()) {
                        restored.baseline(setting, new BaselineChange(setting, entry.getKey(), entry.getValue()));
                    }
                });
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, hypothesisState, (setting, state) -> {
                    for (String key : state.keys()) {
                        restored.hypothesis(setting, key);
                    }
                });
    }
}
