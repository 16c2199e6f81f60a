package io.dermavigil.statistics.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The proofs found so far for one intruder, by what they prove safe; and, by cell and measure, which proofs change it. */
final class Proofs {

    private static final Quantity[] QUANTITIES = Quantity.all();

    private final Frame frame;
    private final Witness[] witnesses;
    private final BitSet[] users;

    Proofs(Frame frame) {
        this.frame = frame;
        witnesses = new Witness[frame.periods * frame.cells * QUANTITIES.length];
        users = new BitSet[frame.cells * Frame.MEASURES];
        Arrays.setAll(users, i -> new BitSet());
    }

    private int index(Target target) {
        return (target.period() * frame.cells + target.cell()) * QUANTITIES.length + target.quantity().number;
    }

    private Target target(int index) {
        int cell = index / QUANTITIES.length;
        return new Target(cell / frame.cells, cell % frame.cells, QUANTITIES[index % QUANTITIES.length]);
    }

    boolean has(Target target) {
        return witnesses[index(target)] != null;
    }

    Witness get(Target target) {
        return witnesses[index(target)];
    }

    void put(Target target, Witness witness) {
        witnesses[index(target)] = witness;
        for (int slot : witness.changes().keySet()) {
            users[slot % users.length].set(index(target));
        }
    }

    void remove(Target target) {
        witnesses[index(target)] = null;
    }

    /** What is proven by changing the count of a slot, or the same count of another period. */
    List<Target> using(int slot) {
        return users[slot % users.length].stream()
                .filter(index -> witnesses[index] != null)
                .mapToObj(this::target)
                .toList();
    }

    void clear() {
        Arrays.fill(witnesses, null);
        Arrays.stream(users).forEach(BitSet::clear);
    }
}
