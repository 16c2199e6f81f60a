package io.dermavigil.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.facts.ReactionContent;
import io.dermavigil.schemas.rules.ExpectedWindows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversityTest {

    private static final int ONSET = 20_000;

    private final Adversity adversity = new Adversity(ExpectedWindows.current());

    @ParameterizedTest(
            name = "{0} grade {1} serious {2}, resolved after {3}, ongoing after {4}: adverse {5}, unknown {6}")
    @CsvSource({
        // type, grade, serious, days to resolution, days to last seen, adverse, resolution unknown
        "ERYTHEMA, 1, false, 7,  ,  false, false",
        "ERYTHEMA, 1, false, 8,  ,  true,  false",
        "ERYTHEMA, 1, false,  ,  ,  false, true",
        "ERYTHEMA, 1, false,  , 7,  false, true",
        "ERYTHEMA, 1, false,  , 8,  true,  false",
        "ERYTHEMA, 1, false, 2, 8,  true,  false",
        "ERYTHEMA, 2, false, 2,  ,  false, false",
        "ERYTHEMA, 3, false, 2,  ,  true,  false",
        "ERYTHEMA, 3, false,  ,  ,  true,  false",
        "ERYTHEMA, 1, true,  2,  ,  true,  false",
        "PRURITUS, 1, false, 0,  ,  false, false",
        "HYPERPIGMENTATION, 1, false, 1, , true, false",
        "OTHER,    1, false,  ,  ,  true,  false",
    })
    void followsTheContract(
            ReactionType type,
            int grade,
            boolean serious,
            Integer resolvedAfter,
            Integer seenAfter,
            boolean adverse,
            boolean unknown) {
        ReactionContent reaction = new ReactionContent(type, grade, serious, ONSET, day(resolvedAfter), day(seenAfter));

        assertThat(adversity.isAdverse(reaction)).isEqualTo(adverse);
        assertThat(adversity.isResolutionUnknown(reaction)).isEqualTo(unknown);
    }

    private static int day(Integer after) {
        return after == null ? ReactionContent.NO_DAY : ONSET + after;
    }
}
