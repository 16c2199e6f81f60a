package io.dermavigil.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Topical;
import io.dermavigil.jobs.accounts.LedgerBooks;
import io.dermavigil.jobs.oracle.Arrivals;
import io.dermavigil.jobs.oracle.BatchOracle;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.intake.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

/** The promise: the accounts are a function of the set of facts. */
class LedgerOrderTest {

    /** What is published for good, what is published and erased again, and how all of it arrives. */
    record History(List<SpecificRecord> kept, List<SpecificRecord> erased, long arrival) {}

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<List<SpecificRecord>> kept = events().list().ofMinSize(1).ofMaxSize(60);
        Arbitrary<List<SpecificRecord>> erased = events().list().ofMaxSize(15);
        return Combinators.combine(kept, erased, Arbitraries.longs()).as(History::new);
    }

    private static Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property(tries = 300)
    void accountsAreAFunctionOfTheSetOfFacts(@ForAll("histories") History history) {
        Random random = new Random(history.arrival());
        List<SpecificRecord> kept = withTies(history.kept(), random);
        List<RawRecord> log = Arrivals.of(kept, history.erased(), random);

        LedgerBooks books = new LedgerBooks();
        log.forEach(books::take);

        RowsAssert.assertSame(books.rows(), BatchOracle.of(kept));
        assertThat(books.rejects()).isEmpty();
    }

    @Property(tries = 100)
    void erasingEverythingLeavesNothing(@ForAll("histories") History history) {
        Random random = new Random(history.arrival());
        LedgerBooks books = new LedgerBooks();
        Arrivals.of(List.of(), history.kept(), random).forEach(books::take);

        assertThat(books.accounts()).isEmpty();
        assertThat(books.patients()).isEmpty();
    }

    /** Adds revisions that differ from another in content alone, some in a field that is not even counted. */
    private static List<SpecificRecord> withTies(List<SpecificRecord> events, Random random) {
        List<SpecificRecord> all = new ArrayList<>(events);
        for (SpecificRecord event : events) {
            if (random.nextInt(5) == 0) {
                all.add(tied(event, random));
            }
        }
        return all;
    }

    private static SpecificRecord tied(SpecificRecord event, Random random) {
        if (event instanceof SessionRecorded session) {
            SessionRecorded copy = SessionRecorded.newBuilder(session).build();
            copy.setTopicalInChannel(Topical.values()[random.nextInt(Topical.values().length)]);
            copy.setVoided(random.nextBoolean());
            return copy;
        }
        if (event instanceof ReactionReported reaction) {
            ReactionReported copy = ReactionReported.newBuilder(reaction).build();
            copy.setGrade(1 + random.nextInt(5));
            return copy;
        }
        OutcomeRated copy = OutcomeRated.newBuilder((OutcomeRated) event).build();
        copy.setSatisfaction(1 + random.nextInt(5));
        return copy;
    }
}
