package io.dermavigil.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.jobs.accounts.Counters;
import io.dermavigil.jobs.accounts.RatingBands;
import io.dermavigil.jobs.facts.Content;
import io.dermavigil.jobs.facts.EventRef;
import io.dermavigil.jobs.facts.Fact;
import io.dermavigil.jobs.facts.RatingContent;
import io.dermavigil.jobs.facts.ReactionContent;
import io.dermavigil.jobs.facts.Revision;
import io.dermavigil.jobs.facts.SessionContent;
import io.dermavigil.jobs.facts.SessionFacts;
import io.dermavigil.schemas.rules.ExpectedWindows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionsTest {

    private static final int TREATED = 20_000;

    private final Contributions contributions = new Contributions(ExpectedWindows.current());

    @Test
    void latestRatingOfADayIsTheOneWithTheGreatestId() {
        Contribution rated = contributions.of(facts(
                1,
                List.of(),
                List.of(rating("a", 3, 1, 0), rating("c", 3, 5, 2), rating("b", 3, 2, 0), rating("z", 2, 3, 0))));

        assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.OVERALL, 5)))
                .isEqualTo(1);
        assertThat(rated.everywhere().get(Counters.improvement(RatingBands.OVERALL, 2)))
                .isEqualTo(1);
        assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.OVERALL, 3)))
                .isZero();
        assertThat(rated.everywhere().get(Counters.RATED_SESSIONS)).isEqualTo(1);
    }

    @ParameterizedTest(name = "day {0} is in weeks {1}")
    @CsvSource({"0, 0", "13, 0", "14, 1", "34, 1", "35, 2", "62, 2", "63, 3", "90, 3", "91, 4", "4000, 4"})
    void ratingsFallIntoBandsOfWeeks(int day, int place) {
        Contribution rated = contributions.of(facts(1, List.of(), List.of(rating("r", day, 4, 0))));

        for (int other = 0; other < RatingBands.WEEKS.size(); other++) {
            assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.weeks(other), 4)))
                    .isEqualTo(other == place ? 1 : 0);
        }
    }

    @Test
    void ratingBeforeTheTreatmentCountsOverallAndAsAContradiction() {
        Contribution rated = contributions.of(facts(4, List.of(), List.of(rating("r", -1, 2, 0))));

        assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.OVERALL, 2)))
                .isEqualTo(1);
        assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.sessionNumber(3), 2)))
                .isEqualTo(1);
        assertThat(rated.everywhere().get(Counters.satisfaction(RatingBands.weeks(0), 2)))
                .isZero();
        assertThat(rated.clinic().get(Counters.RATING_BEFORE_TREATMENT)).isEqualTo(1);
    }

    @Test
    void onsetBeforeTheTreatmentStaysOutOfTheHistogram() {
        Contribution reacted = contributions.of(
                facts(0, List.of(reaction(-1), reaction(0), reaction(90), reaction(91), reaction(400)), List.of()));

        assertThat(reacted.stratum().get(Counters.onsetDays(ReactionType.INFECTION, 0)))
                .isEqualTo(1);
        assertThat(reacted.stratum().get(Counters.onsetDays(ReactionType.INFECTION, 90)))
                .isEqualTo(1);
        assertThat(reacted.stratum().get(Counters.onsetDays(ReactionType.INFECTION, 91)))
                .isEqualTo(2);
        assertThat(reacted.stratum().size()).isEqualTo(3);
        assertThat(reacted.clinic().get(Counters.ONSET_BEFORE_TREATMENT)).isEqualTo(1);
        assertThat(reacted.everywhere().get(Counters.ANY_SESSIONS)).isEqualTo(1);
    }

    @Test
    void reactionWithoutItsSessionIsHeld() {
        Contribution held = contributions.of(
                new SessionFacts("c", "s", Fact.unknown(""), List.of(reaction(1)), List.of(rating("r", 1, 1, 0))));

        assertThat(held.cell()).isNull();
        assertThat(held.clinic().get(Counters.HELD_REACTIONS)).isEqualTo(1);
        assertThat(held.clinic().get(Counters.HELD_RATINGS)).isEqualTo(1);
        assertThat(held.clinic().get(Counters.ACCEPTED_REACTIONS)).isEqualTo(1);
        assertThat(held.clinic().get(Counters.ACCEPTED_SESSIONS)).isZero();
    }

    @Test
    void voidedSessionContributesNothingAndHoldsNothing() {
        Contribution voided = contributions.of(
                new SessionFacts("c", "s", fact("", session(1), true), List.of(reaction(1)), List.of()));

        assertThat(voided.cell()).isNull();
        assertThat(voided.everywhere().isEmpty()).isTrue();
        assertThat(voided.clinic().get(Counters.HELD_REACTIONS)).isZero();
        assertThat(voided.clinic().get(Counters.ACCEPTED_SESSIONS)).isEqualTo(1);
    }

    private static SessionFacts facts(int number, List<Fact> reactions, List<Fact> ratings) {
        return new SessionFacts("c", "s", fact("", session(number), false), reactions, ratings);
    }

    private static SessionContent session(int number) {
        return new SessionContent(TREATED, Setting.CLINIC, Condition.MELASMA, SkinType.IV, number, "pen", "L1");
    }

    private static Fact reaction(int onset) {
        return fact(
                "r" + onset,
                new ReactionContent(
                        ReactionType.INFECTION,
                        1,
                        false,
                        TREATED + onset,
                        ReactionContent.NO_DAY,
                        ReactionContent.NO_DAY),
                false);
    }

    private static Fact rating(String id, int day, int satisfaction, int improvement) {
        return fact(id, new RatingContent(TREATED + day, satisfaction, improvement), false);
    }

    private static Fact fact(String id, Content content, boolean voided) {
        return new Fact(id, List.of(new Revision(1, 0, new EventRef(1, 2, false), 3, voided, content)));
    }
}
