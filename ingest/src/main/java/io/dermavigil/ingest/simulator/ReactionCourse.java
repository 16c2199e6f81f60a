package io.dermavigil.ingest.simulator;

import io.dermavigil.events.ReactionType;

/** When a reaction begins, how long it lasts, when the clinic hears of it. Days; durations of rare reactions are assumptions. */
final class ReactionCourse {

    /** Marks a reaction that never resolves. */
    static final int PERMANENT = Integer.MAX_VALUE;

    private static final double EXPECTED_MEDIAN_DAYS = 2;
    private static final double EXPECTED_SIGMA = 0.6;
    private static final double EXPECTED_NEXT_DAY_SHARE = 0.15;
    private static final double EXPECTED_AWARE_DAYS = 3;
    private static final double PIH_AWARE_DAYS = 21;
    private static final double OTHER_AWARE_DAYS = 5;

    private ReactionCourse() {}

    /** Whether the type is an ordinary response for some days. */
    static boolean expected(ReactionType type) {
        return type.compareTo(ReactionType.DRYNESS) <= 0;
    }

    static int onsetAfter(ReactionType type, Draws draws) {
        return switch (type) {
            case HYPERPIGMENTATION -> 7 + (int) draws.gamma(14);
            case INFECTION -> draws.between(2, 7);
            case HSV_REACTIVATION -> draws.between(3, 7);
            case GRANULOMA -> draws.between(30, 120);
            case SCARRING, TRAM_TRACK, HYPOPIGMENTATION -> draws.between(20, 60);
            case ALLERGIC_REACTION, CONTACT_DERMATITIS -> draws.between(0, 4);
            case ACNE_FLARE -> draws.between(3, 14);
            case MILIA -> draws.between(10, 30);
            case LYMPHADENOPATHY -> draws.between(1, 5);
            case BURN, NERVE_INJURY -> draws.between(0, 2);
            case OTHER -> draws.between(0, 10);
            default -> draws.chance(EXPECTED_NEXT_DAY_SHARE) ? 1 : 0;
        };
    }

    /** Days from onset to resolution, or {@link #PERMANENT}. */
    static int lasts(ReactionType type, Draws draws) {
        return switch (type) {
            case HYPERPIGMENTATION -> 30 + (int) draws.gamma(150);
            case HYPOPIGMENTATION -> 60 + (int) draws.gamma(180);
            case INFECTION, HSV_REACTIVATION -> draws.between(5, 15);
            case GRANULOMA -> draws.chance(0.4) ? PERMANENT : 90 + (int) draws.gamma(120);
            case SCARRING, TRAM_TRACK -> PERMANENT;
            case NERVE_INJURY -> draws.chance(0.3) ? PERMANENT : 14 + (int) draws.gamma(60);
            case ACNE_FLARE, MILIA -> draws.between(7, 40);
            case ALLERGIC_REACTION, CONTACT_DERMATITIS, LYMPHADENOPATHY, BURN, OTHER -> draws.between(3, 21);
            default -> (int) Math.round(draws.logNormal(EXPECTED_MEDIAN_DAYS, EXPECTED_SIGMA));
        };
    }

    static int awareAfter(ReactionType type, Draws draws) {
        if (type == ReactionType.HYPERPIGMENTATION) {
            return (int) draws.gamma(PIH_AWARE_DAYS);
        }
        return (int) draws.gamma(expected(type) ? EXPECTED_AWARE_DAYS : OTHER_AWARE_DAYS);
    }

    static int grade(ReactionType type, Draws draws) {
        double drawn = draws.fraction();
        if (expected(type)) {
            return drawn < 0.85 ? 1 : drawn < 0.99 ? 2 : 3;
        }
        return switch (type) {
            case HYPERPIGMENTATION, HYPOPIGMENTATION -> drawn < 0.7 ? 1 : 2;
            case INFECTION, BURN -> drawn < 0.75 ? 2 : drawn < 0.98 ? 3 : 4;
            case SCARRING, TRAM_TRACK, GRANULOMA, NERVE_INJURY -> drawn < 0.6 ? 2 : 3;
            default -> drawn < 0.6 ? 1 : drawn < 0.95 ? 2 : 3;
        };
    }
}
