package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Condition;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What to simulate. The same configuration gives the same events, byte for byte.
 *
 * @param clinics number of clinics, 1..9,999, called {@code clinic-01} and so on
 * @param sessions number of sessions recorded, 1..1,000,000,000, exact
 * @param seed any number
 * @param firstDay first day of treatment, not before 1950
 * @param lastDay last day of treatment; no event is recorded after it
 * @param conditionMix weight of each condition among courses, not negative, at least one above 0; unnamed ones have none
 * @param faults what goes wrong, possibly nothing
 * @param shares how imperfect the records are
 */
public record SimulationConfig(
        int clinics,
        long sessions,
        long seed,
        LocalDate firstDay,
        LocalDate lastDay,
        Map<Condition, Double> conditionMix,
        List<Fault> faults,
        Shares shares) {

    /** Length of the period when only its last day is given. */
    public static final int DEFAULT_DAYS = 730;

    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final int MOST_CLINICS = 9_999;
    private static final long MOST_SESSIONS = 1_000_000_000L;

    /** Checks the ranges and that every fault names a lot or clinic of this chain. */
    public SimulationConfig {
        require(clinics >= 1 && clinics <= MOST_CLINICS, "clinics must be 1.." + MOST_CLINICS);
        require(sessions >= 1 && sessions <= MOST_SESSIONS, "sessions must be 1.." + MOST_SESSIONS);
        require(!firstDay.isBefore(EARLIEST), "the first day must not be before " + EARLIEST);
        require(!lastDay.isBefore(firstDay), "the last day must not be before the first");
        require(
                conditionMix.values().stream().allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY)
                        && conditionMix.values().stream().anyMatch(weight -> weight > 0),
                "the weights of the conditions must not be negative, and one must be above 0");
        conditionMix = Collections.unmodifiableMap(new EnumMap<>(conditionMix));
        faults = List.copyOf(faults);
        for (Fault fault : faults) {
            require(exists(fault, clinics), "this chain has no " + fault.target() + " to plant a fault in");
        }
    }

    /** An ordinary chain over the two years that end on the last day, without faults. */
    public static SimulationConfig of(int clinics, long sessions, long seed, LocalDate lastDay) {
        return new SimulationConfig(
                clinics,
                sessions,
                seed,
                lastDay.minusDays(DEFAULT_DAYS - 1),
                lastDay,
                Conditions.ORDINARY_MIX,
                List.of(),
                Shares.ORDINARY);
    }

    /** The same chain in another period. */
    public SimulationConfig withPeriod(LocalDate first, LocalDate last) {
        return new SimulationConfig(clinics, sessions, seed, first, last, conditionMix, faults, shares);
    }

    /** The same chain with other faults. */
    public SimulationConfig withFaults(List<Fault> others) {
        return new SimulationConfig(clinics, sessions, seed, firstDay, lastDay, conditionMix, others, shares);
    }

    /** The same chain with records of another quality. */
    public SimulationConfig withShares(Shares others) {
        return new SimulationConfig(clinics, sessions, seed, firstDay, lastDay, conditionMix, faults, others);
    }

    /** The same chain with other conditions. */
    public SimulationConfig withConditionMix(Map<Condition, Double> other) {
        return new SimulationConfig(clinics, sessions, seed, firstDay, lastDay, other, faults, shares);
    }

    /**
     * The same chain in which one condition has a given share and the others keep their proportions.
     *
     * @param share 0..1
     */
    public SimulationConfig withConditionShare(Condition condition, double share) {
        require(share >= 0 && share <= 1, "the share of a condition must be 0..1");
        double others = conditionMix.entrySet().stream()
                .filter(entry -> entry.getKey() != condition)
                .mapToDouble(Map.Entry::getValue)
                .sum();
        Map<Condition, Double> mix = new EnumMap<>(Condition.class);
        conditionMix.forEach((other, weight) -> mix.put(other, others == 0 ? 0 : weight / others * (1 - share)));
        mix.put(condition, share);
        return withConditionMix(mix);
    }

    /** Days from the first to the last, both included. */
    int days() {
        return Math.toIntExact(lastDay.toEpochDay() - firstDay.toEpochDay() + 1);
    }

    private static boolean exists(Fault fault, int clinics) {
        return fault.scope() == Fault.Scope.LOT
                ? Supply.indexOf(fault.target()) >= 0
                : Clinic.indexOf(fault.target(), clinics) >= 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
