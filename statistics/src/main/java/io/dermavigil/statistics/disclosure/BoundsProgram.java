package io.dermavigil.statistics.disclosure;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** Least and greatest of a count, by a linear programme over the table of its period. */
final class BoundsProgram {

    /** Far more patients than a chain has: what reaches half of it is not bounded. */
    private static final long CEILING = 10_000_000;

    /** Solvers are exact to about ten digits; a count is whole. */
    private static final double TOLERANCE = 1e-4;

    private final Frame frame;
    private final Map<CountId, Long> known;
    private final Assumption assumption;

    BoundsProgram(Frame frame, Map<CountId, Long> known, Assumption assumption) {
        this.frame = frame;
        this.known = known;
        this.assumption = assumption;
    }

    Optional<CountRange> bounds(CountId count) {
        int slot = frame.slot(count);
        var least = optimum(slot, true);
        var greatest = optimum(slot, false);
        if (least.isEmpty() || greatest.isEmpty()) {
            return Optional.empty();
        }
        long low = (long) Math.ceil(least.get() - TOLERANCE);
        long high = (long) Math.floor(greatest.get() + TOLERANCE);
        if (low > high) {
            return Optional.empty();
        }
        return Optional.of(new CountRange(low, high >= CEILING / 2 ? OptionalLong.empty() : OptionalLong.of(high)));
    }

    private Optional<Double> optimum(int slot, boolean least) {
        var model = new ExpressionsBasedModel();
        int period = frame.periodOf(slot);
        var variables = new Variable[frame.cells * Frame.MEASURES];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = variable(model, period, i);
        }
        for (int i = 0; i < variables.length; i++) {
            if (i % Frame.MEASURES > 0) {
                atMost(model, variables[i], variables[i - 1]);
            }
        }
        for (int[] line : Lines.within(frame, period)) {
            line(model, variables, line);
        }
        var target = variables[slot % variables.length];
        target.weight(1);
        var result = least ? model.minimise() : model.maximise();
        return result.getState().isFeasible() && result.getState() != Optimisation.State.UNBOUNDED
                ? Optional.of(target.getValue().doubleValue())
                : Optional.empty();
    }

    private Variable variable(ExpressionsBasedModel model, int period, int index) {
        int cell = index / Frame.MEASURES;
        int measure = index % Frame.MEASURES;
        var number = known.get(frame.id(frame.slot(period, cell, measure)));
        var variable = model.newVariable("x" + index);
        return number == null
                ? variable.lower(least(period, cell, measure)).upper(most(period, cell, measure))
                : variable.level(number);
    }

    private long most(int period, int cell, int measure) {
        var allTime = known.get(frame.id(frame.slot(Frame.ALL_TIME, cell, measure)));
        if (period != Frame.ALL_TIME) {
            return allTime == null ? CEILING : allTime;
        }
        long sum = 0;
        for (int month = 1; month < frame.periods; month++) {
            var number = known.get(frame.id(frame.slot(month, cell, measure)));
            if (number == null) {
                return CEILING;
            }
            sum += number;
        }
        return frame.periods > 1 ? sum : CEILING;
    }

    /** A month makes up what the others leave of all time; all time is at least any month. */
    private long least(int period, int cell, int measure) {
        var allTime = known.get(frame.id(frame.slot(Frame.ALL_TIME, cell, measure)));
        long greatest = 0;
        long others = 0;
        boolean complete = allTime != null;
        for (int month = 1; month < frame.periods; month++) {
            var number = known.get(frame.id(frame.slot(month, cell, measure)));
            complete &= number != null || month == period;
            if (number != null && month != period) {
                greatest = Math.max(greatest, number);
                others += number;
            }
        }
        if (period == Frame.ALL_TIME) {
            return greatest;
        }
        return complete ? Math.max(0, allTime - others) : 0;
    }

    private void line(ExpressionsBasedModel model, Variable[] variables, int[] line) {
        var margin = variables[line[0] % variables.length];
        var sum = model.newExpression("sum " + line[0] + ' ' + line[1]).lower(0).set(margin, -1);
        for (int i = 1; i < line.length; i++) {
            var part = variables[line[i] % variables.length];
            sum.set(part, 1);
            atMost(model, part, margin);
        }
        if (assumption == Assumption.SUMS) {
            sum.upper(0);
        }
    }

    private static void atMost(ExpressionsBasedModel model, Variable part, Variable whole) {
        model.newExpression(part.getName() + " within " + whole.getName())
                .lower(0)
                .set(whole, 1)
                .set(part, -1);
    }
}
