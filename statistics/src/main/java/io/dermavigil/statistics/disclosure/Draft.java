package io.dermavigil.statistics.disclosure;

import io.dermavigil.statistics.disclosure.PublishedCount.Carried;
import io.dermavigil.statistics.disclosure.PublishedCount.Shown;
import io.dermavigil.statistics.disclosure.PublishedCount.Suppressed;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A release in the making, and what an intruder would make of it who has kept all earlier ones: of each count the
 * number last published, whether or not it is hidden now; of the others nothing.
 */
final class Draft {

    private enum State {
        SHOWN,
        CARRIED,
        SUPPRESSED
    }

    private static final int NEVER = -1;

    final Frame frame;
    final ReleaseRule rule;

    private final int number;
    private final long[] truth;
    private final long[] earlier;
    private final int[] earlierRelease;
    private final State[] states;
    private final boolean[] ownRight;
    private final int[] unknownMonths;

    Draft(List<PublishedRelease> history, TrueCounts counts, ReleaseRule rule) {
        var ids = new TreeSet<>(counts.counts().keySet());
        history.forEach(release -> ids.addAll(release.counts().keySet()));
        frame = new Frame(ids);
        this.rule = rule;
        number = history.size() + 1;
        truth = new long[frame.slots()];
        counts.counts().forEach((id, count) -> truth[frame.slot(id)] = count);
        earlier = new long[frame.slots()];
        earlierRelease = new int[frame.slots()];
        Arrays.fill(earlier, NEVER);
        history.forEach(this::remember);
        states = new State[frame.slots()];
        ownRight = new boolean[frame.slots()];
        for (int slot = 0; slot < states.length; slot++) {
            states[slot] = first(slot);
            ownRight[slot] = states[slot] == State.SUPPRESSED;
        }
        unknownMonths = new int[frame.cells * Frame.MEASURES];
        for (int slot = unknownMonths.length; slot < states.length; slot++) {
            unknownMonths[slot % unknownMonths.length] += known(slot) ? 0 : 1;
        }
    }

    private void remember(PublishedRelease release) {
        release.counts().forEach((id, published) -> {
            int slot = frame.slot(id);
            if (published instanceof Shown shown) {
                earlier[slot] = shown.count();
                earlierRelease[slot] = release.number();
            } else if (published instanceof Carried carried) {
                earlier[slot] = carried.count();
                earlierRelease[slot] = carried.release();
            }
        });
    }

    private State first(int slot) {
        if (earlier[slot] != NEVER && Math.abs(truth[slot] - earlier[slot]) < rule.threshold()) {
            return State.CARRIED;
        }
        return rule.small(truth[slot]) ? State.SUPPRESSED : State.SHOWN;
    }

    /** Whether the intruder has a number for the count. */
    boolean known(int slot) {
        return states[slot] == State.SHOWN || earlier[slot] != NEVER;
    }

    /** The intruder's number where he has one, else the true count. */
    long value(int slot) {
        return states[slot] != State.SHOWN && earlier[slot] != NEVER ? earlier[slot] : truth[slot];
    }

    /** Whether hiding the count would take a number from the intruder: what was published before cannot be taken back. */
    boolean hideable(int slot) {
        return states[slot] == State.SHOWN;
    }

    /** Whether the count is hidden only for the sake of others. */
    boolean complementary(int slot) {
        return states[slot] == State.SUPPRESSED && !ownRight[slot];
    }

    /** Whether hiding the count leaves the intruder with an older number of it. */
    boolean publishedBefore(int slot) {
        return earlier[slot] != NEVER;
    }

    void hide(int slot) {
        become(slot, State.SUPPRESSED);
    }

    /** Hides a count that would give a small difference away by itself. */
    void hideForItself(int slot) {
        hide(slot);
        ownRight[slot] = true;
    }

    void show(int slot) {
        become(slot, State.SHOWN);
    }

    private void become(int slot, State state) {
        boolean before = known(slot);
        states[slot] = state;
        if (before != known(slot) && frame.periodOf(slot) != Frame.ALL_TIME) {
            unknownMonths[slot % unknownMonths.length] += before ? 1 : -1;
        }
    }

    /** In how many months the intruder has no number for the count. */
    int unknownMonths(int cell, int measure) {
        return unknownMonths[cell * Frame.MEASURES + measure];
    }

    PublishedRelease publish() {
        var published = new TreeMap<CountId, PublishedCount>();
        for (int slot = 0; slot < states.length; slot++) {
            published.put(
                    frame.id(slot),
                    switch (states[slot]) {
                        case SHOWN -> new Shown(truth[slot]);
                        case CARRIED -> new Carried(earlier[slot], earlierRelease[slot]);
                        case SUPPRESSED -> new Suppressed();
                    });
        }
        return new PublishedRelease(number, rule, published);
    }
}
