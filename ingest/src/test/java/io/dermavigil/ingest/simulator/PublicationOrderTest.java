package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PublicationOrderTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final int LIMIT = 2_048;
    /** So many sessions in so few days that the bound is reached. */
    private static final SimulationConfig CROWDED =
            SimulationConfig.of(5, 20_000, 3, LAST).withPeriod(LAST.minusDays(20), LAST);

    @Test
    void holdsNoMoreThanItsBoundAndLosesNothing() {
        PublicationOrder bounded = new PublicationOrder(CROWDED, TruthListener.NONE, LIMIT);
        Map<SpecificRecord, Integer> events = new HashMap<>();
        int most = 0;
        while (bounded.hasNext()) {
            most = Math.max(most, bounded.waiting());
            events.merge(bounded.next(), 1, Integer::sum);
        }

        assertThat(most).isBetween(LIMIT - 2 * PublicationOrder.MOST_AT_ONCE, LIMIT + PublicationOrder.MOST_AT_ONCE);
        assertThat(events).isEqualTo(counted(new Simulation(CROWDED)));
    }

    @Test
    void waitsForNoMoreWhenThePeriodIsLonger() {
        int twoYears = mostWaiting(SimulationConfig.of(5, 10_000, 3, LAST));
        int eightYears =
                mostWaiting(SimulationConfig.of(5, 40_000, 3, LAST).withPeriod(LAST.minusDays(4 * 730 - 1), LAST));

        assertThat(eightYears).isLessThan(twoYears * 11 / 10);
    }

    @Test
    void publishesInTheOrderOfTime() {
        SimulationConfig config = SimulationConfig.of(5, 2_000, 3, LAST);
        Draws draws = new Draws(new RandomStream(config.seed()));
        Schedule schedule = new Schedule(config, draws);
        StoryTeller teller =
                new StoryTeller(config, draws, new Population(config, draws, schedule, new Supply(draws, config)));
        List<Long> times = new ArrayList<>();
        for (SpecificRecord event : new Simulation(config)) {
            times.add(publishedAt(teller, event));
        }

        assertThat(times).isSorted();
    }

    /** Of the first delivery or, for a redelivered event, of the one that comes next. */
    private final Map<SpecificRecord, Integer> deliveries = new HashMap<>();

    private long publishedAt(StoryTeller teller, SpecificRecord event) {
        long course = Long.parseLong(sessionId(event).replaceAll("S(\\d+)-.*", "$1"));
        int visit = Integer.parseInt(sessionId(event).replaceAll("S\\d+-(\\d).*", "$1")) - 1;
        Revision revision = history(teller.tell(course, visit), event).revision((Integer)
                event.get(event.getSchema().getField("revision").pos()));
        return deliveries.merge(event, 1, Integer::sum) == 1 ? revision.publishedAt() : revision.redeliveredAt();
    }

    private static String sessionId(SpecificRecord event) {
        return event.get(event.getSchema().getField("sessionId").pos()).toString();
    }

    private static History history(Story story, SpecificRecord event) {
        if (event instanceof io.dermavigil.events.ReactionReported reaction) {
            return story.reactions()
                    .get(Integer.parseInt(reaction.getReactionId().substring(1)) - 1)
                    .history();
        }
        if (event instanceof io.dermavigil.events.OutcomeRated rating) {
            return story.ratings()
                    .get(Integer.parseInt(rating.getRatingId().substring(1)) - 1)
                    .history();
        }
        return story.session();
    }

    private static int mostWaiting(SimulationConfig config) {
        PublicationOrder order = new PublicationOrder(config, TruthListener.NONE, PublicationOrder.DEFAULT_LIMIT);
        int most = 0;
        while (order.hasNext()) {
            most = Math.max(most, order.waiting());
            order.next();
        }
        return most;
    }

    private static Map<SpecificRecord, Integer> counted(Simulation simulation) {
        Map<SpecificRecord, Integer> events = new HashMap<>();
        simulation.forEach(event -> events.merge(event, 1, Integer::sum));
        return events;
    }
}
