package io.dermavigil.statistics.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hides counts until no intruder finds any hidden one out, then shows again what was hidden for nothing. It ends:
 * every step hides a count, and what is all hidden says nothing.
 */
final class Protection {

    private final Draft draft;
    private final Frame frame;
    private final Picture picture;
    private final SmallDifferences differences;
    private final Contradictions contradictions;
    private final List<Intruder> intruders;
    private final SameNumber sameNumber;
    private final BitSet takenBack = new BitSet();

    Protection(Draft draft) {
        this.draft = draft;
        frame = draft.frame;
        differences = new SmallDifferences(draft);
        contradictions = new Contradictions(draft);
        sameNumber = new SameNumber(draft);
        settle();
        picture = new Picture(draft);
        intruders = List.of(
                new StrataIntruder(draft, picture),
                new TimeIntruder(draft, picture),
                new CertainIntruder(draft, picture));
    }

    void protect() {
        boolean hid;
        do {
            hid = false;
            for (int slot = 0; slot < frame.slots(); slot += Frame.MEASURES) {
                for (var target : targets(frame.periodOf(slot), frame.cellOf(slot))) {
                    hid |= protect(target);
                }
            }
        } while (hid);
        showNeedless();
    }

    private List<Target> targets(int period, int cell) {
        var targets = new ArrayList<Target>();
        for (var quantity : Quantity.all()) {
            boolean known = draft.known(frame.slot(period, cell, quantity.plus))
                    && (!quantity.isDifference() || draft.known(frame.slot(period, cell, quantity.minus)));
            if (!known) {
                targets.add(new Target(period, cell, quantity));
            }
        }
        return targets;
    }

    private boolean protect(Target target) {
        boolean hid = false;
        for (var intruder : intruders) {
            while (true) {
                var remedies = new ArrayList<Remedy>();
                if (intruder.isBaffled(target, remedies) || takenBack(target) || !hide(intruder, target, remedies)) {
                    break;
                }
                hid = true;
            }
        }
        return hid;
    }

    /** What was hidden for others and cannot be hidden by itself is rather shown again; once, or there would be no end. */
    private boolean takenBack(Target target) {
        int plus = frame.slot(target.period(), target.cell(), target.quantity().plus);
        if (target.quantity().isDifference()
                || !draft.complementary(plus)
                || draft.publishedBefore(plus)
                || takenBack.get(plus)) {
            return false;
        }
        takenBack.set(plus);
        return showIfSafe(showable(List.of(plus)));
    }

    private boolean hide(Intruder intruder, Target target, List<Remedy> remedies) {
        if (remedies.isEmpty() && intruder instanceof StrataIntruder) {
            remedies.addAll(anything(target.period()));
        }
        if (remedies.isEmpty()) {
            return withdraw(target.period());
        }
        var slots = Collections.min(remedies).slots();
        sameNumber.as(slots).stream()
                .filter(slot -> slots.contains(slot) || draft.hideable(slot))
                .forEach(draft::hide);
        return true;
    }

    /** The last resort: nothing new is said of a period, and what was said before was safe. */
    private boolean withdraw(int period) {
        boolean withdrawn = false;
        for (int cell = 0; cell < frame.cells; cell++) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                int slot = frame.slot(period, cell, measure);
                if (draft.news(slot)) {
                    draft.withdraw(slot);
                    withdrawn = true;
                }
            }
        }
        if (withdrawn) {
            settle();
            picture.refresh();
            intruders.forEach(any -> any.proofs().clear());
        }
        return withdrawn;
    }

    private void settle() {
        differences.hideAll();
        contradictions.hideAll();
        differences.hideAll();
    }

    private List<Remedy> anything(int period) {
        var remedies = new ArrayList<Remedy>();
        for (int cell = 0; cell < frame.cells; cell++) {
            for (int measure = 0; measure < Frame.MEASURES; measure++) {
                int slot = frame.slot(period, cell, measure);
                if (draft.hideable(slot)) {
                    long patients = picture.value(frame.slot(period, cell, 0));
                    remedies.add(new Remedy(List.of(slot), picture.value(slot) == 0, frame.level(cell), patients));
                }
            }
        }
        return remedies;
    }

    /** Shows what can be shown after all, margins and great numbers first. */
    private void showNeedless() {
        var byCount = new TreeMap<Integer, List<Integer>>();
        var candidates = new LinkedHashSet<Remedy>();
        var single = new LinkedHashSet<Remedy>();
        for (int slot = 0; slot < frame.slots(); slot++) {
            if (isShowable(slot)) {
                byCount.computeIfAbsent(slot % (frame.cells * Frame.MEASURES), any -> new ArrayList<>())
                        .add(slot);
                single.add(candidate(showable(List.of(slot))));
            }
        }
        byCount.values().stream()
                .filter(slots -> slots.size() > 1)
                .forEach(slots -> candidates.add(candidate(showable(slots))));
        showInTurn(candidates);
        showInTurn(single);
    }

    private void showInTurn(Set<Remedy> candidates) {
        var inTurn = new ArrayList<>(candidates);
        inTurn.sort(Collections.reverseOrder());
        for (var candidate : inTurn) {
            if (candidate.slots().stream().allMatch(draft::complementary)) {
                showIfSafe(candidate.slots());
            }
        }
    }

    private boolean isShowable(int slot) {
        return draft.complementary(slot) && !draft.publishedBefore(slot);
    }

    private List<Integer> showable(List<Integer> slots) {
        return sameNumber.as(slots).stream().filter(this::isShowable).toList();
    }

    private Remedy candidate(List<Integer> slots) {
        int level = slots.stream().mapToInt(this::level).max().orElseThrow();
        return new Remedy(slots, false, level, picture.value(slots.get(0)));
    }

    private int level(int slot) {
        return frame.level(frame.cellOf(slot)) + (frame.periodOf(slot) == Frame.ALL_TIME ? 3 : 0);
    }

    private boolean showIfSafe(List<Integer> slots) {
        var shown = draft.show(slots);
        boolean safe = shown.stream().noneMatch(differences::givesAway)
                && intruders.stream().allMatch(intruder -> stillBaffled(intruder, shown));
        if (!safe) {
            slots.forEach(draft::hide);
        }
        return safe;
    }

    private static boolean stillBaffled(Intruder intruder, List<Integer> shown) {
        var proofs = intruder.proofs();
        var fallen = new LinkedHashMap<Target, Witness>();
        for (int slot : shown) {
            for (var target : proofs.using(slot)) {
                if (!intruder.stands(proofs.get(target), slot)) {
                    fallen.put(target, proofs.get(target));
                    proofs.remove(target);
                }
            }
        }
        for (var target : fallen.keySet()) {
            if (!intruder.isBaffled(target, null)) {
                fallen.forEach(proofs::put);
                return false;
            }
        }
        return true;
    }
}
