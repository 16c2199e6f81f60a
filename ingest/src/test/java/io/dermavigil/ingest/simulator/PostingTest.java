package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostingTest {

    private static final Visit LAST_VISIT_OF_A_LATE_COURSE =
            new Visit(999_999_999_999L, 7, null, "S", null, null, true, 0, 0, 0, null, null);

    @Test
    void keepsItsParts() {
        long posting = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.rating(4), 6, true);

        assertThat(Posting.course(posting)).isEqualTo(999_999_999_999L);
        assertThat(Posting.visit(posting)).isEqualTo(7);
        assertThat(Posting.isSession(posting) || Posting.isReaction(posting)).isFalse();
        assertThat(Posting.number(posting)).isEqualTo(4);
        assertThat(Posting.revision(posting)).isEqualTo(6);
        assertThat(Posting.isRedelivery(posting)).isTrue();
    }

    @Test
    void isTheSameEventWhenRedelivered() {
        long first = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.reaction(22), 2, false);
        long again = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.reaction(22), 2, true);

        assertThat(Posting.isReaction(first)).isTrue();
        assertThat(Posting.identity(first)).isEqualTo(Posting.identity(again));
        assertThat(first).isLessThan(again);
    }

    @Test
    void ordersASessionBeforeItsReactionsAndThoseBeforeItsRatings() {
        long session = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.session(), 1, false);
        long reaction = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.reaction(0), 1, false);
        long rating = Posting.of(LAST_VISIT_OF_A_LATE_COURSE, Posting.rating(0), 1, false);

        assertThat(session).isLessThan(reaction);
        assertThat(reaction).isLessThan(rating);
    }
}
