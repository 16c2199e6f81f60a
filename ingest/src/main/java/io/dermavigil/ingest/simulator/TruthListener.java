package io.dermavigil.ingest.simulator;

/** Learns the truth about the planted faults while the events are drawn; nothing is kept for it. */
public interface TruthListener {

    /** Learns nothing. */
    TruthListener NONE = new TruthListener() {
        @Override
        public void exposed(Fault fault) {}

        @Override
        public void reaction(PlantedReaction reaction) {}
    };

    /** The first revision of a session that a fault exposes has been published. */
    void exposed(Fault fault);

    /** The first revision of a reaction of a fault's type after an exposed session has been published. */
    void reaction(PlantedReaction reaction);
}
