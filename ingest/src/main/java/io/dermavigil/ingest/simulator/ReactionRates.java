package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SkinType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often a reaction is reported after a session. Published rates are per course; a course has about four sessions, and
 * with the same risk in each the rate per session is {@code 1 - (1 - perCourse)^(1/4)}. Expected reactions are rates of
 * occurrence after a session times the share that patients report. Sources and assumptions: {@code docs/simulator.md}.
 */
final class ReactionRates {

    /** Sessions of the course that published rates refer to. */
    static final int SESSIONS_A_COURSE = 4;

    private static final double SUN_FACTOR = 2;
    private static final double DEEP_FACTOR = 2;
    private static final double ROLLER_FACTOR = 5;
    private static final double UNSTERILE_FACTOR = 10;
    private static final double VITAMIN_C_FACTOR = 20;

    private final Map<Condition, Map<SkinType, List<Rate>>> undisturbed = new EnumMap<>(Condition.class);

    ReactionRates() {
        for (Condition condition : Condition.values()) {
            Map<SkinType, List<Rate>> bySkinType = new EnumMap<>(SkinType.class);
            for (SkinType skinType : SkinType.values()) {
                bySkinType.put(
                        skinType,
                        Arrays.stream(ReactionType.values())
                                .map(type -> new Rate(type, undisturbed(type, condition, skinType)))
                                .toList());
            }
            undisturbed.put(condition, bySkinType);
        }
    }

    /** A rate per session before {@link #factor}. */
    record Rate(ReactionType type, double perSession) {}

    /** The rate of every type of reaction in a stratum. */
    List<Rate> undisturbed(Condition condition, SkinType skinType) {
        return undisturbed.get(condition).get(skinType);
    }

    private static double undisturbed(ReactionType type, Condition condition, SkinType skinType) {
        return reportedPerSession(type, skinType) * conditionFactor(type, condition);
    }

    /** What the breaches of one session multiply a rate by; 0 when the technique cannot cause the reaction. */
    static double factor(ReactionType type, Breaches breaches) {
        return switch (type) {
            case HYPERPIGMENTATION -> (breaches.sunRule() ? SUN_FACTOR : 1) * (breaches.deep() ? DEEP_FACTOR : 1);
            case TRAM_TRACK -> breaches.roller() ? ROLLER_FACTOR : 1;
            case INFECTION -> breaches.unsterile() ? UNSTERILE_FACTOR : 1;
            case GRANULOMA -> breaches.vitaminC() ? VITAMIN_C_FACTOR : 1;
            case HSV_REACTIVATION -> breaches.hsvUnprotected() ? 1 : 0;
            case BURN, NERVE_INJURY -> breaches.radioFrequency() ? 1 : 0;
            default -> 1;
        };
    }

    /** The rate per session that a stratum has on average, over the breaches as often as they happen, without faults. */
    static double effective(ReactionType type, Condition condition, SkinType skinType) {
        return undisturbed(type, condition, skinType) * meanFactor(type, condition);
    }

    private static double meanFactor(ReactionType type, Condition condition) {
        return switch (type) {
            case HYPERPIGMENTATION ->
                mean(SUN_FACTOR, Breaches.SUN_SHARE) * mean(DEEP_FACTOR, Conditions.deepShare(condition));
            case TRAM_TRACK -> mean(ROLLER_FACTOR, inClinics(Supply.ROLLER_SHARE) + Breaches.HOME_SHARE);
            case INFECTION -> mean(UNSTERILE_FACTOR, Breaches.UNSTERILE_SHARE);
            case GRANULOMA -> mean(VITAMIN_C_FACTOR, Breaches.VITAMIN_C_SHARE);
            case HSV_REACTIVATION -> Breaches.HSV_SHARE * Breaches.HSV_UNPROTECTED_SHARE;
            case BURN, NERVE_INJURY -> inClinics(Supply.RF_SHARE);
            default -> 1;
        };
    }

    private static double inClinics(double share) {
        return share * (1 - Breaches.HOME_SHARE);
    }

    private static double mean(double factor, double share) {
        return 1 + (factor - 1) * share;
    }

    private static double reportedPerSession(ReactionType type, SkinType skinType) {
        return switch (type) {
            case ERYTHEMA -> 0.90 * 0.17;
            case EDEMA -> 0.40 * 0.10;
            case BRUISING -> 0.15 * 0.20;
            case PAIN -> 0.60 * 0.06;
            case PRURITUS -> 0.25 * 0.10;
            case PINPOINT_BLEEDING -> 0.70 * 0.01;
            case CRUSTING -> 0.15 * 0.12;
            case DRYNESS -> 0.35 * 0.06;
            default -> 1 - Math.pow(1 - perCourse(type, skinType), 1.0 / SESSIONS_A_COURSE);
        };
    }

    private static double perCourse(ReactionType type, SkinType skinType) {
        return switch (type) {
            case HYPERPIGMENTATION -> hyperpigmentationPerCourse(skinType);
            case INFECTION, LYMPHADENOPATHY -> 0.001;
            case TRAM_TRACK, ALLERGIC_REACTION -> 0.002;
            case GRANULOMA -> 0.0002;
            case HSV_REACTIVATION -> 0.005;
            case HYPOPIGMENTATION, SCARRING, NERVE_INJURY -> 0.0005;
            case CONTACT_DERMATITIS, BURN -> 0.004;
            case ACNE_FLARE -> 0.015;
            case MILIA -> 0.008;
            case OTHER -> 0.003;
            default -> throw new IllegalArgumentException(type + " has a rate per session, not per course");
        };
    }

    private static double hyperpigmentationPerCourse(SkinType skinType) {
        return switch (skinType) {
            case I, II, III -> 0.01;
            case IV -> 0.04;
            case V, VI -> 0.08;
            case UNKNOWN -> 0.025;
        };
    }

    private static double conditionFactor(ReactionType type, Condition condition) {
        if (type == ReactionType.HYPERPIGMENTATION) {
            return switch (condition) {
                case MELASMA -> 1.5;
                case STRETCH_MARKS -> 1.2;
                case ALOPECIA -> 0.1;
                default -> 1;
            };
        }
        return type == ReactionType.ERYTHEMA && condition == Condition.ALOPECIA ? 0.6 : 1;
    }
}
