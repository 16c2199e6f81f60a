package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes only for certain what is certain of distinct patients, but of all tables at once: a margin, and the count of all
 * time, lies between the greatest and the sum of what it covers.
 */
final class CertainIntruder implements Intruder {

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;
    private final Proofs proofs;

    CertainIntruder(Draft draft, Picture picture) {
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
        if (proofs.has(target)) {
            return true;
        }
        int plus = frame.slot(target.period(), target.cell(), target.quantity().plus);
        int minus = target.quantity().isDifference()
                ? frame.slot(target.period(), target.cell(), target.quantity().minus)
                : -1;
        long count = picture.value(plus) - (minus < 0 ? 0 : picture.value(minus));
        long threshold = draft.rule.threshold();
        long need = count < threshold ? threshold - count : 1;
        boolean baffled = raises(target, plus, minus, need)
                || (minus >= 0 && lowers(target, minus, plus, need))
                || (count >= threshold
                        && (lowers(target, plus, minus, 1) || (minus >= 0 && raises(target, minus, plus, 1))));
        if (!baffled && remedies != null) {
            propose(target, remedies);
        }
        return baffled;
    }

    private boolean raises(Target target, int slot, int stays, long by) {
        var other = new OtherTruth(draft, picture);
        return other.raise(slot, picture.value(slot) + by) && prove(target, stays, other);
    }

    private boolean lowers(Target target, int slot, int stays, long by) {
        var other = new OtherTruth(draft, picture);
        return picture.value(slot) >= by && other.lower(slot, picture.value(slot) - by) && prove(target, stays, other);
    }

    /** The other count of a difference must not have followed. */
    private boolean prove(Target target, int stays, OtherTruth other) {
        if ((stays >= 0 && other.get(stays) != picture.value(stays)) || !other.possible()) {
            return false;
        }
        proofs.put(target, other.witness());
        return true;
    }

    private void propose(Target target, List<Remedy> remedies) {
        for (int measure = 0; measure < Frame.MEASURES; measure++) {
            for (int slot : around(target, measure)) {
                if (draft.hideable(slot)) {
                    int cell = frame.cellOf(slot);
                    int level = frame.level(cell) + (frame.periodOf(slot) == Frame.ALL_TIME ? 1 : 0);
                    long patients = picture.value(slot - frame.measureOf(slot));
                    remedies.add(new Remedy(List.of(slot), patients == 0, level, patients));
                }
            }
        }
    }

    /** What stands in one line with the target. */
    private List<Integer> around(Target target, int measure) {
        var around = new ArrayList<Integer>();
        for (int period = 0; period < frame.periods; period++) {
            around.add(frame.slot(period, target.cell(), measure));
        }
        for (int cell = 0; cell < frame.cells; cell++) {
            if (frame.row(cell) == frame.row(target.cell()) || frame.column(cell) == frame.column(target.cell())) {
                around.add(frame.slot(target.period(), cell, measure));
            }
        }
        return around;
    }
}
