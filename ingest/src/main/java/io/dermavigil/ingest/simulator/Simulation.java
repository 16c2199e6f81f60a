package io.dermavigil.ingest.simulator;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;

/**
 * A simulated chain of clinics. Its events come in the order in which the clinics publish them, late and out of order as
 * life is; every iteration gives the same events, and needs memory that does not depend on how many there are.
 */
public final class Simulation implements Iterable<SpecificRecord> {

    private final SimulationConfig config;

    /** The simulation of a chain. */
    public Simulation(SimulationConfig config) {
        this.config = config;
    }

    /** What is simulated. */
    public SimulationConfig config() {
        return config;
    }

    /** SessionRecorded, ReactionReported and OutcomeRated events, each a new object, from the beginning. */
    @Override
    public Iterator<SpecificRecord> iterator() {
        return iterator(TruthListener.NONE);
    }

    /**
     * The same events; a listener learns the truth about the planted faults as they pass.
     *
     * @param truth called from {@link Iterator#next}
     */
    public Iterator<SpecificRecord> iterator(TruthListener truth) {
        return new PublicationOrder(config, truth, PublicationOrder.DEFAULT_LIMIT);
    }

    /** The same events as a sequential stream. */
    public Stream<SpecificRecord> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }
}
