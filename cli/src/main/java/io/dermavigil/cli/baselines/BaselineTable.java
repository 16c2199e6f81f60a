package io.dermavigil.cli.baselines;

import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.Baselines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole table of baselines, in the order of its file.
 *
 * @param name name of the table, as it stands in each of its baselines
 * @param byCell its baselines by cell
 */
record BaselineTable(String name, Map<BaselineCell, Baseline> byCell) {

    /** Columns of its file. */
    static final List<String> COLUMNS =
            List.of("setting", "condition", "skinType", "reactionType", "rate", "unit", "sessionsPerCourse", "source");

    /** The table that comes with this version. */
    static BaselineTable shipped() {
        String name = "shipped-" + Baselines.SHIPPED_VERSION;
        BaselineFile file = BaselineFile.parse(Baselines.shipped(), name);
        if (!file.problems().isEmpty()) {
            throw new IllegalStateException("the shipped baselines break their rules: " + file.problems());
        }
        Map<BaselineCell, Baseline> byCell = new LinkedHashMap<>();
        file.baselines().forEach(baseline -> byCell.put(BaselineCell.of(baseline), baseline));
        return new BaselineTable(name, byCell);
    }
}
