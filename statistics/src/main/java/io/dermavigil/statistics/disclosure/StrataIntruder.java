package io.dermavigil.statistics.disclosure;

import java.util.HashMap;
import java.util.List;

/**
 * Reads one period's table, and knows of every row and column how many patients are counted in it more than once, so
 * that for him hidden counts add up to a known number. Published counts of other periods bound his hidden ones.
 */
final class StrataIntruder implements Intruder {

    private final Draft draft;
    private final Picture picture;
    private final Frame frame;
    private final Rooms rooms;
    private final Mover mover;
    private final Agreement agreement;
    private final Proofs proofs;

    StrataIntruder(Draft draft, Picture picture) {
        this.draft = draft;
        this.picture = picture;
        frame = draft.frame;
        rooms = new Rooms(draft, picture);
        mover = new Mover(draft, rooms);
        agreement = new Agreement(draft, picture, rooms);
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
        long count = picture.table(target.period()).get(target.cell(), target.quantity());
        long threshold = draft.rule.threshold();
        return count < threshold
                ? reaches(target, true, threshold - count, remedies)
                : reaches(target, true, 1, remedies) || reaches(target, false, 1, remedies);
    }

    @Override
    public boolean stands(Witness witness, int shown) {
        int cell = frame.cellOf(shown);
        int measure = frame.measureOf(shown);
        for (var change : witness.changes().entrySet()) {
            int slot = change.getKey();
            if (frame.cellOf(slot) == cell && frame.measureOf(slot) == measure) {
                int period = frame.periodOf(slot);
                return slot != shown
                        && change.getValue() <= rooms.most(period, cell, measure)
                        && change.getValue() >= rooms.least(period, cell, measure);
            }
        }
        return true;
    }

    private boolean reaches(Target target, boolean raise, long need, List<Remedy> remedies) {
        var table = picture.table(target.period());
        return mover.apply(table, target.cell(), target.quantity(), raise, need, remedies) == 0
                && accept(target, table);
    }

    private boolean accept(Target target, Table table) {
        if (!agreement.holds(table) || !agreement.keepsSums(table)) {
            return false;
        }
        note(table, witness(table));
        return proofs.has(target);
    }

    private Witness witness(Table table) {
        var changes = new HashMap<Integer, Long>();
        for (int cell = 0; cell < frame.cells; cell++) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                if (agreement.changed(table, cell, measure)) {
                    changes.put(frame.slot(table.period(), cell, measure), table.get(cell, measure));
                }
            }
        }
        return new Witness(changes);
    }

    /** One other truth proves something of every count in it that is not the true one. */
    private void note(Table table, Witness witness) {
        var before = picture.table(table.period());
        for (int cell = 0; cell < frame.cells; cell++) {
            for (var quantity : Quantity.all()) {
                long was = before.get(cell, quantity);
                long is = table.get(cell, quantity);
                var target = new Target(table.period(), cell, quantity);
                if (is != was && Math.max(is, was) >= draft.rule.threshold() && !proofs.has(target)) {
                    proofs.put(target, witness);
                }
            }
        }
    }
}
