package io.dermavigil.cli.summaries;

import io.dermavigil.summaries.Grouping;
import java.util.Locale;

/** What {@code --by} can say: which accounts are shown. */
enum Cut {
    STRATUM(Grouping.STRATUM, true, true),
    CONDITION(Grouping.CONDITION, true, false),
    SKIN_TYPE(Grouping.SKIN_TYPE, false, true),
    CLINIC(Grouping.CLINIC, false, false),
    LOT(Grouping.LOT, false, false),
    CHAIN(Grouping.CHAIN, false, false),
    CLINIC_STRATUM(Grouping.CLINIC_STRATUM, true, true);

    private final Grouping grouping;
    private final boolean hasCondition;
    private final boolean hasSkinType;

    Cut(Grouping grouping, boolean hasCondition, boolean hasSkinType) {
        this.grouping = grouping;
        this.hasCondition = hasCondition;
        this.hasSkinType = hasSkinType;
    }

    Grouping grouping() {
        return grouping;
    }

    /** Whether its accounts are kept by condition. */
    boolean hasCondition() {
        return hasCondition;
    }

    /** Whether its accounts are kept by skin type. */
    boolean hasSkinType() {
        return hasSkinType;
    }

    /** As it stands on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
