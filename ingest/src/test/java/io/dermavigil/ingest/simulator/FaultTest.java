package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dermavigil.events.ReactionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    @Test
    void readsALot() {
        assertThat(Fault.parse("lot:L017:INFECTION:x8"))
                .isEqualTo(new Fault(Fault.Scope.LOT, "L017", ReactionType.INFECTION, 8));
    }

    @Test
    void readsAClinic() {
        assertThat(Fault.parse("clinic:clinic-07:HYPERPIGMENTATION:x1.5"))
                .isEqualTo(new Fault(Fault.Scope.CLINIC, "clinic-07", ReactionType.HYPERPIGMENTATION, 1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lot:L017:INFECTION:x8", "clinic:clinic-07:HYPERPIGMENTATION:x0.25"})
    void writesWhatItReads(String spec) {
        assertThat(Fault.parse(spec).spec()).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lot:L017:INFECTION",
                "batch:L017:INFECTION:x8",
                "lot:L017:ITCH:x8",
                "lot:L017:INFECTION:8",
                "lot:L017:INFECTION:x1.2.3",
                "lot:L017:INFECTION:x0",
                "lot:L017:INFECTION:x10001",
                "lot:L017:INFECTION:x-2"
            })
    void refusesAnythingElse(String spec) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.parse(spec));
    }
}
