package io.dermavigil.jobs.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.jobs.accounts.LedgerBooks;
import io.dermavigil.jobs.oracle.Arrivals;
import io.dermavigil.jobs.oracle.EvidenceOracle;
import io.dermavigil.jobs.oracle.RowsAssert;
import io.dermavigil.safety.Comparator;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.safety.Baselines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.apache.avro.specific.SpecificRecord;

/** Evidence is a function of the set of facts and the baselines. */
class EvidenceOrderTest {

    private static final String RULES = "rules";

    /** What is published for good, what is published and erased again, and how all of it arrives. */
    record History(List<SpecificRecord> kept, List<SpecificRecord> erased, long arrival) {}

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<List<SpecificRecord>> kept =
                EvidenceFacts.any().list().ofMinSize(25).ofMaxSize(90);
        Arbitrary<List<SpecificRecord>> erased = EvidenceFacts.any().list().ofMaxSize(20);
        return Combinators.combine(kept, erased, Arbitraries.longs()).as(History::new);
    }

    @Property(tries = 60)
    void rowsAreAFunctionOfTheSetOfFactsAndTheBaselines(@ForAll("histories") History history) {
        Random random = new Random(history.arrival());
        EvidenceBooks evidence = new EvidenceBooks(RULES);
        Baselines baselines = EvidenceFacts.baselines();
        if (random.nextBoolean()) {
            evidence.set(baselines);
        }
        take(Arrivals.of(history.kept(), history.erased(), random), evidence, random);
        evidence.set(baselines);
        evidence.flush();

        Map<String, Evidence> rows = EvidenceOracle.comparable(evidence.written());
        Map<String, Evidence> expected = EvidenceOracle.of(history.kept(), baselines, RULES);
        assertThat(RowsAssert.json(rows)).isEqualTo(RowsAssert.json(expected));

        Statistics.label("settled and affected")
                .collect(expected.values().stream().anyMatch(row -> row.getAffected() > 0))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
        Statistics.label("not settled")
                .collect(expected.values().stream().anyMatch(row -> row.getProvisionalPatients() > 0))
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    }

    @Provide
    Arbitrary<List<SpecificRecord>> crowds() {
        return EvidenceFacts.crowd();
    }

    @Property(tries = 20)
    void clinicsAndLotsAreComparedWithTheOthers(@ForAll("crowds") List<SpecificRecord> facts, @ForAll Random random) {
        EvidenceBooks evidence = new EvidenceBooks(RULES);
        take(Arrivals.of(facts, List.of(), random), evidence, random);
        evidence.flush();

        Map<String, Evidence> expected = EvidenceOracle.of(facts, Baselines.NONE, RULES);
        assertThat(RowsAssert.json(EvidenceOracle.comparable(evidence.written())))
                .isEqualTo(RowsAssert.json(expected));
        for (EvidenceFamily family : List.of(EvidenceFamily.CLINIC, EvidenceFamily.LOT)) {
            Statistics.label("compared: " + family)
                    .collect(expected.values().stream()
                            .anyMatch(row ->
                                    row.getFamily() == family && row.getComparator() == Comparator.REST_OF_CHAIN))
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
        }
    }

    @Property(tries = 20)
    void erasingEverythingLeavesNothingButZeroes(@ForAll("histories") History history) {
        Random random = new Random(history.arrival());
        EvidenceBooks evidence = new EvidenceBooks(RULES);
        evidence.set(EvidenceFacts.baselines());
        take(Arrivals.of(List.of(), history.kept(), random), evidence, random);
        evidence.flush();

        assertThat(evidence.isEmpty()).isTrue();
        assertThat(EvidenceOracle.comparable(evidence.written())).isEmpty();
        assertThat(evidence.written().values()).allMatch(row -> row.getSettledUntil() == null);
    }

    @Property(tries = 20)
    void aWithdrawnBaselineTakesTheComparisonAway(@ForAll("histories") History history) {
        Random random = new Random(history.arrival());
        EvidenceBooks evidence = new EvidenceBooks(RULES);
        evidence.set(EvidenceFacts.baselines());
        take(Arrivals.of(history.kept(), history.erased(), random), evidence, random);
        evidence.flush();
        evidence.set(Baselines.NONE);
        evidence.flush();

        assertThat(evidence.written().values()).allMatch(row -> row.getBaseline() == null && !row.getRejected());
        assertThat(RowsAssert.json(EvidenceOracle.comparable(evidence.written())))
                .isEqualTo(RowsAssert.json(EvidenceOracle.of(history.kept(), Baselines.NONE, RULES)));
    }

    /** In slices, between which rows are written or not. */
    private static void take(List<RawRecord> log, EvidenceBooks evidence, Random random) {
        LedgerBooks ledger = new LedgerBooks();
        int settled = 0;
        for (RawRecord record : log) {
            ledger.take(record);
            if (random.nextInt(5) == 0) {
                evidence.take(new ArrayList<>(
                        ledger.candidates().subList(settled, ledger.candidates().size())));
                settled = ledger.candidates().size();
                if (random.nextInt(3) == 0) {
                    evidence.flush();
                }
            }
        }
        evidence.take(ledger.candidates().subList(settled, ledger.candidates().size()));
        assertThat(ledger.rejects()).isEmpty();
    }
}
