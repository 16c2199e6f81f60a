package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Condition;
import io.dermavigil.events.SkinType;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/**
 * A clinic with its own size, case mix and habits.
 *
 * @param index from 0
 * @param id {@code clinic-01} for index 0
 * @param weight relative number of patients
 * @param skinTypes draws the index of a {@link SkinType}
 * @param conditions draws the index of a {@link Condition}
 * @param operators pseudonyms of its operators; those from {@link #trained} on are not trained
 * @param trained how many operators are trained
 * @param uploadDay day of the week, 0..6, on which quiet sessions are uploaded
 * @param uploadMinute minute of that day
 */
record Clinic(
        int index,
        String id,
        double weight,
        DiscreteSampler skinTypes,
        DiscreteSampler conditions,
        List<String> operators,
        int trained,
        int uploadDay,
        int uploadMinute) {

    private static final Condition[] CONDITIONS = Condition.values();
    private static final SkinType[] SKIN_TYPES = SkinType.values();
    /** Of I..VI and UNKNOWN in an average clinic. An assumption. */
    private static final double[] SKIN_TYPE_MIX = {0.06, 0.22, 0.30, 0.22, 0.12, 0.05, 0.03};

    /** Index of III, around which clinics differ. */
    private static final int MIDDLE = 2;

    private static final double SKIN_TYPE_TILT = 0.35;
    private static final double CONDITION_TILT = 0.35;
    private static final double SIZE_SPREAD = 0.5;
    private static final int FEWEST_OPERATORS = 3;
    private static final int MOST_OPERATORS = 10;
    private static final double UNTRAINED_CLINIC_SHARE = 0.15;

    /** The clinics of a chain. */
    static Clinic[] chain(SimulationConfig config, Draws draws) {
        return IntStream.range(0, config.clinics())
                .mapToObj(index -> open(index, config.conditionMix(), draws))
                .toArray(Clinic[]::new);
    }

    /** Index of the clinic with an id in a chain of so many, or -1. */
    static int indexOf(String id, int clinics) {
        return IntStream.range(0, clinics)
                .filter(index -> id(index).equals(id))
                .findFirst()
                .orElse(-1);
    }

    Condition drawCondition() {
        return CONDITIONS[conditions.sample()];
    }

    SkinType drawSkinType() {
        return SKIN_TYPES[skinTypes.sample()];
    }

    private static Clinic open(int index, Map<Condition, Double> mix, Draws draws) {
        draws.random().restart(Topic.CLINIC, index, 0);
        int operators = draws.between(FEWEST_OPERATORS, MOST_OPERATORS);
        return new Clinic(
                index,
                id(index),
                draws.frailty(SIZE_SPREAD),
                draws.weighted(skinTypeMix(draws)),
                draws.weighted(conditionMix(mix, draws)),
                IntStream.rangeClosed(1, operators)
                        .mapToObj(number -> "op-" + (index + 1) + "-" + number)
                        .toList(),
                draws.chance(UNTRAINED_CLINIC_SHARE) ? operators - 1 : operators,
                draws.between(0, 6),
                draws.between(18 * 60, 23 * 60));
    }

    private static double[] skinTypeMix(Draws draws) {
        double tilt = SKIN_TYPE_TILT * draws.gaussian();
        return IntStream.range(0, SKIN_TYPE_MIX.length)
                .mapToDouble(type -> SKIN_TYPES[type] == SkinType.UNKNOWN
                        ? SKIN_TYPE_MIX[type]
                        : SKIN_TYPE_MIX[type] * Math.exp(tilt * (type - MIDDLE)))
                .toArray();
    }

    private static double[] conditionMix(Map<Condition, Double> mix, Draws draws) {
        double[] weights = new double[CONDITIONS.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = mix.getOrDefault(CONDITIONS[i], 0.0) * draws.frailty(CONDITION_TILT);
        }
        return weights;
    }

    private static String id(int index) {
        return String.format(Locale.ROOT, "clinic-%02d", index + 1);
    }
}
