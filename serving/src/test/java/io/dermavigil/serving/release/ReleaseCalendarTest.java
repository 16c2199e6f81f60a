package io.dermavigil.serving.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "MONTHLY,   2026-01-31T23:59:59Z, 2026-02-01T00:00:00Z",
        "MONTHLY,   2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTHLY,   2026-12-15T10:00:00Z, 2027-01-01T00:00:00Z",
        "QUARTERLY, 2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z",
        "QUARTERLY, 2026-03-31T23:59:59Z, 2026-04-01T00:00:00Z",
        "QUARTERLY, 2026-11-23T12:00:00Z, 2027-01-01T00:00:00Z",
    })
    void isDueFromItsNextDateOn(ReleaseCalendar calendar, Instant last, Instant next) {
        assertThat(calendar.isDue(last, next.minusMillis(1))).isFalse();
        assertThat(calendar.isDue(last, next)).isTrue();
    }

    @ParameterizedTest
    @CsvSource("2026-01-01T00:00:00Z, 2099-01-01T00:00:00Z")
    void manualIsNeverDue(Instant last, Instant now) {
        assertThat(ReleaseCalendar.MANUAL.isDue(last, now)).isFalse();
    }
}
