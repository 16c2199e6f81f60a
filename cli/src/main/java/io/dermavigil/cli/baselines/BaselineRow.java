package io.dermavigil.cli.baselines;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.schemas.safety.BaselineRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** One row of a table of baselines. */
final class BaselineRow {

    private final Header header;
    private final List<String> cells;
    private final BiConsumer<String, String> problems;
    private boolean sound = true;

    private BaselineRow(Header header, List<String> cells, BiConsumer<String, String> problems) {
        this.header = header;
        this.cells = cells;
        this.problems = problems;
    }

    /**
     * Where each column stands.
     *
     * @param places place of each column by its name
     * @param width number of cells of a row
     */
    record Header(Map<String, Integer> places, int width) {

        /** The header of a file; null when it is none, and then the problems say why. */
        static Header of(List<String> names, List<String> problems) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i).strip(), i);
            }
            if (!places.keySet().equals(Set.copyOf(BaselineTable.COLUMNS))
                    || names.size() != BaselineTable.COLUMNS.size()) {
                problems.add("line 1, header: must name each of " + String.join(",", BaselineTable.COLUMNS) + " once");
                return null;
            }
            return new Header(places, names.size());
        }
    }

    /**
     * Reads a row.
     *
     * @param problems takes column and rule of whatever is wrong
     * @return null when anything is
     */
    static Baseline read(Header header, List<String> cells, String table, BiConsumer<String, String> problems) {
        if (cells.size() != header.width()) {
            problems.accept("row", "must have " + header.width() + " cells like the header, has " + cells.size());
            return null;
        }
        return new BaselineRow(header, cells, problems).baseline(table);
    }

    private Baseline baseline(String table) {
        Setting setting = symbol("setting", Setting.class, true);
        Condition condition = symbol("condition", Condition.class, false);
        SkinType skinType = symbol("skinType", SkinType.class, false);
        ReactionType reactionType = symbol("reactionType", ReactionType.class, true);
        Double rate = rate();
        BaselineUnit unit = symbol("unit", BaselineUnit.class, true);
        Integer sessions = sessionsPerCourse();
        if (!sound) {
            return null;
        }
        Baseline baseline = new Baseline(
                setting, condition, skinType, reactionType, rate, unit, sessions, cell("source"), table, Instant.EPOCH);
        BaselineRules.problems(baseline).forEach(problem -> wrong(problem.field(), problem.rule()));
        return sound ? baseline : null;
    }

    private String cell(String column) {
        return cells.get(header.places().get(column)).strip();
    }

    private <E extends Enum<E>> E symbol(String column, Class<E> type, boolean required) {
        String text = cell(column);
        if (text.isEmpty() && !required) {
            return null;
        }
        List<String> symbols = new ArrayList<>();
        for (E symbol : type.getEnumConstants()) {
            if (symbol.name().equals(text)) {
                return symbol;
            }
            symbols.add(symbol.name());
        }
        wrong(column, "must be " + (required ? "" : "empty or ") + "one of " + String.join(", ", symbols));
        return null;
    }

    private Double rate() {
        try {
            return Double.valueOf(cell("rate"));
        } catch (NumberFormatException e) {
            wrong("rate", "must be a number such as 0.04");
            return null;
        }
    }

    private Integer sessionsPerCourse() {
        String text = cell("sessionsPerCourse");
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            wrong("sessionsPerCourse", "must be empty or a whole number");
            return null;
        }
    }

    private void wrong(String column, String rule) {
        sound = false;
        problems.accept(column, rule);
    }

    /** The cells of a baseline, in the order of {@link BaselineTable#COLUMNS}. */
    static List<String> cells(Baseline baseline) {
        return Arrays.asList(
                baseline.getSetting().name(),
                baseline.getCondition() == null ? "" : baseline.getCondition().name(),
                baseline.getSkinType() == null ? "" : baseline.getSkinType().name(),
                baseline.getReactionType().name(),
                Double.toString(baseline.getRate()),
                baseline.getUnit().name(),
                baseline.getSessionsPerCourse() == null
                        ? ""
                        : baseline.getSessionsPerCourse().toString(),
                baseline.getSource());
    }
}
