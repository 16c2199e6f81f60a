package io.dermavigil.schemas.safety;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The baselines in force, one a cell at most. Immutable. */
public final class Baselines {

    /** No baseline at all. */
    public static final Baselines NONE = new Baselines(Map.of());
    /** Version of the table that is shipped. */
    public static final String SHIPPED_VERSION = "1";

    private final Map<BaselineCell, Baseline> byCell;

    private Baselines(Map<BaselineCell, Baseline> byCell) {
        this.byCell = Map.copyOf(byCell);
    }

    /** The table that is shipped, as CSV in the form that {@code baselines publish} reads. */
    public static String shipped() {
        String resource = "baselines-" + SHIPPED_VERSION + ".csv";
        try (InputStream in = Baselines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** All of them, in no order. */
    public Collection<Baseline> all() {
        return byCell.values();
    }

    /** These and one more, which takes the place of that of the same cell. */
    public Baselines with(Baseline baseline) {
        Map<BaselineCell, Baseline> more = new HashMap<>(byCell);
        more.put(BaselineCell.of(baseline), baseline);
        return new Baselines(more);
    }

    /** These but that of a cell. */
    public Baselines without(BaselineCell cell) {
        Map<BaselineCell, Baseline> fewer = new HashMap<>(byCell);
        fewer.remove(cell);
        return new Baselines(fewer);
    }

    /**
     * The baseline of a stratum: that of its condition and skin type, else that of its skin type, else that of its
     * condition, else that of every stratum. The skin type goes before the condition because it is what published rates
     * of pigmentation differ by.
     *
     * @return empty when nothing is expected of the stratum
     */
    public Optional<Baseline> of(Setting setting, Condition condition, SkinType skinType, ReactionType type) {
        return find(setting, condition, skinType, type)
                .or(() -> find(setting, null, skinType, type))
                .or(() -> find(setting, condition, null, type))
                .or(() -> find(setting, null, null, type));
    }

    private Optional<Baseline> find(Setting setting, Condition condition, SkinType skinType, ReactionType type) {
        return Optional.ofNullable(byCell.get(new BaselineCell(setting, condition, skinType, type)));
    }

    /**
     * The share of patients that a baseline expects to be affected. A rate of sessions becomes one of patients as
     * {@code 1 - (1 - rate)^sessionsPerCourse}: that takes the sessions of a patient as independent, and expects more than
     * there is when they are alike, so that less is found rather than more.
     *
     * @param baseline one that breaks no rule
     * @return above 0, at most 1
     */
    public static double ofPatients(Baseline baseline) {
        return baseline.getUnit() == BaselineUnit.PATIENT
                ? baseline.getRate()
                : -Math.expm1(baseline.getSessionsPerCourse() * Math.log1p(-baseline.getRate()));
    }
}
