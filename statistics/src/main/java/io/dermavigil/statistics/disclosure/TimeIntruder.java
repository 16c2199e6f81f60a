package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads one cell over time, and knows how many of its patients are counted in several months, so that for him the
 * months add up to the count of all time. He does not look at other cells.
 */
final class TimeIntruder implements Intruder {

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;
    private final Proofs proofs;

    TimeIntruder(Draft draft, Picture picture) {
        this.draft = draft;
        this.picture = picture;
        frame = draft.frame;
        proofs = new Proofs(frame);
    }

    @Override
    public Proofs proofs() {
        return proofs;
    }

    @Override
    public boolean isBaffled(Target target, List<Remedy> remedies) {
        if (frame.periods == 1 || proofs.has(target)) {
            return true;
        }
        var line = line(target.cell());
        long count = target.quantity().of(line, target.period() * Frame.MEASURES);
        boolean baffled = count < draft.rule.threshold()
                ? reaches(target, true, draft.rule.threshold() - count)
                : reaches(target, true, 1) || reaches(target, false, 1);
        if (!baffled && remedies != null) {
            propose(target, remedies);
        }
        return baffled;
    }

    private long[] line(int cell) {
        var line = new long[frame.periods * Frame.MEASURES];
        for (int i = 0; i < line.length; i++) {
            line[i] = picture.value(frame.slot(i / Frame.MEASURES, cell, i % Frame.MEASURES));
        }
        return line;
    }

    /** Few measures first changes least; all at once finds ways where the cell as a whole has to grow with all time. */
    private boolean reaches(Target target, boolean raise, long need) {
        var ways = Mover.ways(target.quantity(), raise);
        if (reaches(target, ways, need)) {
            return true;
        }
        Collections.reverse(ways);
        return reaches(target, ways, need);
    }

    private boolean reaches(Target target, List<Mover.Way> ways, long need) {
        var line = line(target.cell());
        long left = need;
        for (var way : ways) {
            if (left > 0 && movable(target.period(), target.cell(), way.mask())) {
                left -= step(line, target, way.mask(), way.rise(), left);
            }
        }
        if (left > 0 || !possible(line)) {
            return false;
        }
        proofs.put(target, witness(line, target.cell()));
        return true;
    }

    private long step(long[] line, Target target, int mask, boolean rise, long need) {
        long most = Math.min(need, room(line, target.period(), mask, rise));
        long moved = 0;
        while (moved < most && balance(line, target, mask, rise)) {
            moved++;
        }
        change(line, target.period(), mask, rise ? moved : -moved);
        return moved;
    }

    /** One patient more or less elsewhere in the line: all time first, then the month that keeps the months level. */
    private boolean balance(long[] line, Target target, int mask, boolean rise) {
        int best = -1;
        for (int period = 0; period < frame.periods; period++) {
            if (period != target.period()
                    && movable(period, target.cell(), mask)
                    && room(line, period, mask, rises(target, period, rise)) > 0
                    && (best < 0 || (best > 0 && isBetter(line, period, best, mask, rises(target, period, rise))))) {
                best = period;
            }
        }
        if (best >= 0) {
            change(line, best, mask, rises(target, best, rise) ? 1 : -1);
        }
        return best >= 0;
    }

    private static boolean rises(Target target, int period, boolean rise) {
        boolean sameSide = (period == Frame.ALL_TIME) == (target.period() == Frame.ALL_TIME);
        return sameSide != rise;
    }

    private static boolean isBetter(long[] line, int period, int than, int mask, boolean rise) {
        int measure = Integer.numberOfTrailingZeros(mask);
        long here = line[period * Frame.MEASURES + measure];
        long there = line[than * Frame.MEASURES + measure];
        return rise ? here < there : here > there;
    }

    private boolean movable(int period, int cell, int mask) {
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if ((mask >> measure & 1) == 1 && draft.known(frame.slot(period, cell, measure))) {
                return false;
            }
        }
        return true;
    }

    private static long room(long[] line, int period, int mask, boolean rise) {
        long room = Long.MAX_VALUE;
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            int neighbour = rise ? measure - 1 : measure + 1;
            boolean moves = (mask >> measure & 1) == 1;
            if (moves && neighbour == Frame.MEASURES) {
                room = Math.min(room, line[period * Frame.MEASURES + measure]);
            } else if (moves && neighbour >= 0 && (mask >> neighbour & 1) == 0) {
                int at = period * Frame.MEASURES;
                room = Math.min(room, Math.abs(line[at + neighbour] - line[at + measure]));
            }
        }
        return room;
    }

    private static void change(long[] line, int period, int mask, long by) {
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            if ((mask >> measure & 1) == 1) {
                line[period * Frame.MEASURES + measure] += by;
            }
        }
    }

    private boolean possible(long[] line) {
        for (int i = 0; i < line.length; i++) {
            int measure = i % Frame.MEASURES;
            if (line[i] < 0 || line[i] > line[measure] || (measure > 0 && line[i] > line[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private Witness witness(long[] line, int cell) {
        var changes = new HashMap<Integer, Long>();
        for (int i = 0; i < line.length; i++) {
            int slot = frame.slot(i / Frame.MEASURES, cell, i % Frame.MEASURES);
            if (line[i] != picture.value(slot)) {
                changes.put(slot, line[i]);
            }
        }
        return new Witness(changes);
    }

    private void propose(Target target, List<Remedy> remedies) {
        int cell = target.cell();
        for (int mask : Mover.MASKS) {
            boolean useful = movable(target.period(), cell, mask);
            for (int period = 0; period < frame.periods && target.quantity().effect(mask) != 0; period++) {
                var slots = hideable(period, cell, mask);
                if (!slots.isEmpty() && ((useful && frees(period, cell, mask, slots)) || period == target.period())) {
                    boolean idle =
                            period == target.period() || slots.stream().allMatch(slot -> picture.value(slot) == 0);
                    int level = frame.level(cell) + (period == Frame.ALL_TIME ? 1 : 0);
                    remedies.add(new Remedy(slots, idle, level, picture.value(frame.slot(period, cell, 0))));
                }
            }
        }
    }

    /** Whether the cell of a period could move once the slots are hidden. */
    private boolean frees(int period, int cell, int mask, List<Integer> slots) {
        return IntStream.range(0, Frame.MEASURES)
                .filter(measure -> (mask >> measure & 1) == 1)
                .map(measure -> frame.slot(period, cell, measure))
                .allMatch(slot -> slots.contains(slot) || !draft.known(slot));
    }

    private List<Integer> hideable(int period, int cell, int mask) {
        var slots = new ArrayList<Integer>();
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            int slot = frame.slot(period, cell, measure);
            if ((mask >> measure & 1) == 1 && draft.hideable(slot)) {
                slots.add(slot);
            }
        }
        return slots;
    }
}
