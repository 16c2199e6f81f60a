package io.dermavigil.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.statistics.disclosure.PublishedCount.Suppressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tables of the size of a chain's: five conditions, seven skin types, four months. */
class ChainReleaseTest {

    private static final Random RANDOM = new Random(20261123);

    private static Clinic chain(int patients) {
        var clinic = new Clinic();
        for (int patient = 0; patient < patients; patient++) {
            var skinType = "S" + (int) Math.min(6, Math.abs(RANDOM.nextGaussian() * 2.2));
            var condition = "C" + (int) Math.min(4, Math.abs(RANDOM.nextGaussian() * 2));
            int first = RANDOM.nextInt(4);
            for (int session = 0; session <= RANDOM.nextInt(4); session++) {
                double chance = RANDOM.nextDouble();
                int reaction = chance < 0.05 ? 2 : chance < 0.3 ? 1 : 0;
                var month = "2026-0" + Math.min(4, 1 + first + session);
                clinic.add(new Clinic.Session(patient, month, condition, skinType, reaction));
            }
        }
        return clinic;
    }

    @Test
    void nothingSmallIsShownAndNothingIsHiddenForNothing() {
        var counts = chain(1200).counts();
        var release = Disclosure.release(List.of(), counts, ReleaseRule.DEFAULT);
        assertThat(Disclosure.release(List.of(), counts, ReleaseRule.DEFAULT)).isEqualTo(release);
        for (var id : release.counts().keySet()) {
            for (var measure : Measure.values()) {
                var count = release.at(id).value();
                var other = release.at(id.of(measure)).value();
                if (count.isPresent() && other.isPresent()) {
                    assertThat(ReleaseRule.DEFAULT.small(Math.abs(count.getAsLong() - other.getAsLong())))
                            .as("%s and %s", id, measure)
                            .isFalse();
                }
            }
        }
        assertThat(release.at(new CountId("ALL", "ALL", "ALL", Measure.PATIENTS))
                        .value())
                .hasValue(1200);
    }

    @Test
    void noHiddenCountOfAllTimeIsFoundOutByLinearProgrammes() {
        var clinic = chain(600);
        var history = new ArrayList<PublishedRelease>();
        history.add(Disclosure.release(history, clinic.counts(), ReleaseRule.DEFAULT));
        var release = history.get(0);
        for (var id : release.counts().keySet()) {
            if (id.period().equals(CountId.ALL) && release.at(id) instanceof Suppressed) {
                var range = DisclosureAudit.bounds(List.of(), release, id, Assumption.CERTAIN)
                        .orElseThrow();
                assertThat(range.isPinned()).as("%s", id).isFalse();
                assertThat(range.most().orElse(Long.MAX_VALUE)).as("%s", id).isGreaterThanOrEqualTo(11);
            }
        }
    }
}
