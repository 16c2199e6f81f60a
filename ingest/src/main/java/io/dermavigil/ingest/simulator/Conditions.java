package io.dermavigil.ingest.simulator;

import static io.dermavigil.events.Condition.ACNE_SCAR;
import static io.dermavigil.events.Condition.ALOPECIA;
import static io.dermavigil.events.Condition.ENLARGED_PORES;
import static io.dermavigil.events.Condition.FINE_LINES;
import static io.dermavigil.events.Condition.MELASMA;
import static io.dermavigil.events.Condition.OTHER;
import static io.dermavigil.events.Condition.OTHER_SCAR;
import static io.dermavigil.events.Condition.STRETCH_MARKS;
import static io.dermavigil.events.Condition.UNEVEN_TEXTURE;
import static io.dermavigil.events.Condition.UNEVEN_TONE;
import static io.dermavigil.events.Condition.WRINKLES;

import io.dermavigil.events.BodySite;
import io.dermavigil.events.Condition;
import java.util.Map;

/** What is treated how often, where and how deep. Assumptions, not measured; depths after DOMAIN section 2. */
final class Conditions {

    /** Weights of the conditions in an ordinary chain. */
    static final Map<Condition, Double> ORDINARY_MIX = Map.ofEntries(
            Map.entry(ACNE_SCAR, 0.34),
            Map.entry(OTHER_SCAR, 0.03),
            Map.entry(FINE_LINES, 0.14),
            Map.entry(WRINKLES, 0.12),
            Map.entry(ENLARGED_PORES, 0.09),
            Map.entry(UNEVEN_TEXTURE, 0.08),
            Map.entry(UNEVEN_TONE, 0.05),
            Map.entry(STRETCH_MARKS, 0.06),
            Map.entry(MELASMA, 0.05),
            Map.entry(ALOPECIA, 0.03),
            Map.entry(OTHER, 0.01));

    private static final double DEEP_SHARE_OF_SCARS = 0.06;
    private static final double DEEP_SHARE_OF_OTHERS = 0.01;
    private static final BodySite[] STRIAE_SITES = {BodySite.ABDOMEN, BodySite.THIGH, BodySite.BUTTOCK, BodySite.ARM};
    private static final BodySite[] SCAR_SITES = {BodySite.FACE, BodySite.ABDOMEN, BodySite.ARM, BodySite.LEG};

    private Conditions() {}

    /** Usual depth, millimetres. */
    static double usualDepthMm(Condition condition) {
        return switch (condition) {
            case ACNE_SCAR, OTHER_SCAR, STRETCH_MARKS -> 1.5;
            case ALOPECIA, WRINKLES -> 1.0;
            case MELASMA, UNEVEN_TONE -> 0.5;
            default -> 0.75;
        };
    }

    /** Share of sessions that go deeper than 2.0 mm. */
    static double deepShare(Condition condition) {
        return usualDepthMm(condition) >= 1.5 ? DEEP_SHARE_OF_SCARS : DEEP_SHARE_OF_OTHERS;
    }

    static BodySite site(Condition condition, Draws draws) {
        return switch (condition) {
            case ALOPECIA -> BodySite.SCALP;
            case STRETCH_MARKS -> STRIAE_SITES[draws.between(0, STRIAE_SITES.length - 1)];
            case OTHER_SCAR -> SCAR_SITES[draws.between(0, SCAR_SITES.length - 1)];
            case WRINKLES -> draws.chance(0.25) ? BodySite.NECK : BodySite.FACE;
            case ACNE_SCAR -> draws.chance(0.1) ? BodySite.BACK : BodySite.FACE;
            case OTHER -> draws.chance(0.5) ? BodySite.UNKNOWN : BodySite.OTHER;
            default -> BodySite.FACE;
        };
    }
}
