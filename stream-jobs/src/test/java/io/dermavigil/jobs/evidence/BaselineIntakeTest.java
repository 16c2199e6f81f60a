package io.dermavigil.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class BaselineIntakeTest {

    private static final Baseline GOOD = EvidenceFacts.baseline(null, SkinType.IV, ReactionType.INFECTION, .001, null);
    private static final String KEY = BaselineCell.of(GOOD).text();

    private static byte[] encoded(Baseline baseline) {
        return new SingleObjectEncoder<>(Baseline.getClassSchema()).encode(baseline);
    }

    private static List<BaselineChange> changes(String key, byte[] value) throws Exception {
        try (var intake = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new BaselineIntake()))) {
            intake.open();
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            intake.processElement(new StreamRecord<>(new RawRecord(TopicCatalogue.BASELINES, 0, 7, 0, bytes, value)));
            return intake.extractOutputValues();
        }
    }

    @Test
    void aSoundBaselineIsTakenAsItIs() throws Exception {
        assertThat(changes(KEY, encoded(GOOD))).singleElement().satisfies(change -> {
            assertThat(change.setting()).isEqualTo("CLINIC");
            assertThat(change.cell()).isEqualTo(KEY);
            assertThat(change.value()).isEqualTo(encoded(GOOD));
            assertThat(change.isWithdrawal()).isFalse();
        });
    }

    @Test
    void aTombstoneAndWhateverIsWrongWithdraws() throws Exception {
        Baseline tooHigh = Baseline.newBuilder(GOOD).setRate(1).build();
        Baseline another = Baseline.newBuilder(GOOD).setSkinType(SkinType.V).build();

        for (byte[] value : new byte[][] {null, {}, {1, 2, 3}, encoded(tooHigh), encoded(another)}) {
            assertThat(changes(KEY, value)).singleElement().satisfies(change -> {
                assertThat(change.cell()).isEqualTo(KEY);
                assertThat(change.isWithdrawal()).isTrue();
            });
        }
    }

    @Test
    void aKeyOfNoBaselineIsPassedOver() throws Exception {
        assertThat(changes("CLINIC|INFECTION", encoded(GOOD))).isEmpty();
        assertThat(changes("SPA||IV|INFECTION", null)).isEmpty();
        assertThat(changes(null, encoded(GOOD))).isEmpty();
    }
}
