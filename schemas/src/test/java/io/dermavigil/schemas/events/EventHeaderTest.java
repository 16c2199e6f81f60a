package io.dermavigil.schemas.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.schemas.wire.WireHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventHeaderTest {

    @Test
    void holdsWhatTheEventSays() {
        EventHeader header = EventHeader.of(SampleEvents.reaction());

        assertThat(header)
                .isEqualTo(new EventHeader(
                        EventKind.REACTION,
                        SampleEvents.reaction().getEventId(),
                        "berlin-1",
                        "k3y_Of-Patient1",
                        "S:2026.03-1_a",
                        "r1",
                        1,
                        false,
                        SampleEvents.RECORDED_AT));
        assertThat(EventHeader.of(SampleEvents.session()).factId()).isEmpty();
        assertThat(EventHeader.of(SampleEvents.rating()).factId()).isEqualTo("q1");
        assertThat(EventHeader.of(SampleEvents.rating()).kind()).isEqualTo(EventKind.RATING);
    }

    @Test
    void aSummaryHasNone() {
        assertThatThrownBy(() -> EventHeader.of(SampleRecords.sideEffects()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no clinic event: io.dermavigil.summaries.SideEffectSummary");
    }

    @Test
    void recordHeadersAreThoseOfCloudEvents() {
        assertThat(WireHeaders.of(EventHeader.of(SampleEvents.session())))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
                        Map.entry("ce_type", "io.dermavigil.events.SessionRecorded"),
                        Map.entry("ce_source", "clinic/berlin-1"),
                        Map.entry("ce_time", "2026-03-10T08:30:00Z"));
    }
}
