package io.dermavigil.ingest.simulator;

import io.dermavigil.events.ReactionType;
import java.util.List;

/** Finds the planted faults that a visit is exposed to. */
final class Plants {

    private static final int NONE = -1;

    private final Plant[] plants;

    private record Plant(int lot, int clinic, ReactionType type, double factor) {}

    Plants(SimulationConfig config) {
        List<Fault> faults = config.faults();
        plants = faults.stream().map(fault -> plant(fault, config.clinics())).toArray(Plant[]::new);
    }

    private static Plant plant(Fault fault, int clinics) {
        return fault.scope() == Fault.Scope.LOT
                ? new Plant(Supply.indexOf(fault.target()), NONE, fault.type(), fault.factor())
                : new Plant(NONE, Clinic.indexOf(fault.target(), clinics), fault.type(), fault.factor());
    }

    /** What the faults together multiply a reaction's rate by in this visit; 1 when there is none. */
    double factor(Visit visit, ReactionType type) {
        double factor = 1;
        for (int fault = 0; fault < plants.length; fault++) {
            if (raises(fault, visit, type)) {
                factor *= plants[fault].factor;
            }
        }
        return factor;
    }

    /** Whether a fault changes a reaction's rate in a visit. */
    boolean raises(int fault, Visit visit, ReactionType type) {
        return plants[fault].type == type && exposes(fault, visit);
    }

    /** Whether a visit used the lot or took place in the clinic of a fault. */
    boolean exposes(int fault, Visit visit) {
        return plants[fault].lot == NONE
                ? visit.clinic().index() == plants[fault].clinic
                : visit.supply() != null && visit.supply().lot() == plants[fault].lot;
    }
}
