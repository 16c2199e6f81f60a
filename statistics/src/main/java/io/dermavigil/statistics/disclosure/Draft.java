package io.dermavigil.statistics.disclosure;

import io.dermavigil.statistics.disclosure.PublishedCount.Carried;
import io.dermavigil.statistics.disclosure.PublishedCount.Shown;
import io.dermavigil.statistics.disclosure.PublishedCount.Suppressed;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
    private final boolean[] withdrawn;
    private final int[] unknownMonths;
    private final boolean[] known;
    private final List<int[]> lines;

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
        withdrawn = new boolean[frame.slots()];
        for (int slot = 0; slot < states.length; slot++) {
            states[slot] = first(slot);
            ownRight[slot] = states[slot] == State.SUPPRESSED;
        }
        unknownMonths = new int[frame.cells * Frame.MEASURES];
        known = new boolean[frame.slots()];
        lines = Lines.of(frame);
        conclude();
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
            // shown under a lower threshold: it cannot be taken back, but need not be said again
            return rule.small(earlier[slot]) ? State.SUPPRESSED : State.CARRIED;
        }
        return rule.small(truth[slot]) ? State.SUPPRESSED : State.SHOWN;
    }

    /** What the intruder knows: the numbers he has, that what is part of nothing is nothing, and the sum of nothings. */
    private void conclude() {
        Arrays.fill(unknownMonths, 0);
        for (int slot = 0; slot < known.length; slot++) {
            known[slot] = told(slot) || partOfNothing(slot);
            if (!known[slot] && frame.periodOf(slot) != Frame.ALL_TIME) {
                unknownMonths[slot % unknownMonths.length]++;
            }
        }
        concludeWholes();
    }

    private void concludeWholes() {
        boolean more;
        do {
            more = false;
            for (int[] line : lines) {
                if (!known[line[0]] && IntStream.range(1, line.length).allMatch(i -> isKnownZero(line[i]))) {
                    know(line[0]);
                    more = true;
                }
            }
        } while (more);
    }

    /** Whether the intruder knows that the count is zero. */
    boolean isKnownZero(int slot) {
        return known[slot] && value(slot) == 0;
    }

    private void know(int slot) {
        known[slot] = true;
        if (frame.periodOf(slot) != Frame.ALL_TIME) {
            unknownMonths[slot % unknownMonths.length]--;
        }
    }

    private boolean told(int slot) {
        return states[slot] == State.SHOWN || earlier[slot] != NEVER;
    }

    private boolean partOfNothing(int slot) {
        int cell = frame.cellOf(slot);
        int period = frame.periodOf(slot);
        int[] wholes = {
            cell,
            frame.cell(frame.row(cell), frame.columns - 1),
            frame.cell(frame.rows - 1, frame.column(cell)),
            frame.cells - 1
        };
        for (int whole : wholes) {
            for (int measure = 0; measure <= frame.measureOf(slot); measure++) {
                if (isNothing(slot, frame.slot(period, whole, measure))
                        || isNothing(slot, frame.slot(Frame.ALL_TIME, whole, measure))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNothing(int slot, int whole) {
        return whole != slot && told(whole) && number(whole) == 0;
    }

    /** Whether the intruder knows the count. */
    boolean known(int slot) {
        return known[slot];
    }

    /** What the intruder knows the count to be, else the true count. */
    long value(int slot) {
        return known[slot] && !told(slot) ? 0 : number(slot);
    }

    private long number(int slot) {
        return states[slot] != State.SHOWN && earlier[slot] != NEVER ? earlier[slot] : truth[slot];
    }

    /** Whether hiding the count would take a number from the intruder: what was published before cannot be taken back. */
    boolean hideable(int slot) {
        return news(slot) && !publishedBefore(slot) && !partOfNothing(slot);
    }

    /** Whether the release says something new of the count. */
    boolean news(int slot) {
        return states[slot] == State.SHOWN;
    }

    /** Whether the release prints a number for the count, new or old. */
    boolean printed(int slot) {
        return states[slot] != State.SUPPRESSED;
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

    /** Hides a count because nothing new is said of its period. */
    void withdraw(int slot) {
        hideForItself(slot);
        withdrawn[slot] = true;
    }

    /** Shows counts again, and returns all that the intruder knows from then on and did not know before. */
    List<Integer> show(List<Integer> slots) {
        var before = known.clone();
        slots.forEach(slot -> become(slot, State.SHOWN));
        return IntStream.range(0, known.length)
                .filter(slot -> known[slot] && !before[slot])
                .boxed()
                .toList();
    }

    private void become(int slot, State state) {
        boolean nothing = number(slot) == 0;
        states[slot] = state;
        boolean now = told(slot) || partOfNothing(slot);
        if (nothing || number(slot) == 0) {
            conclude();
        } else if (known[slot] != now) {
            known[slot] = now;
            if (frame.periodOf(slot) != Frame.ALL_TIME) {
                unknownMonths[slot % unknownMonths.length] += now ? -1 : 1;
            }
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
                        case SUPPRESSED -> isKnownZero(slot) && truth[slot] == 0 ? new Shown(0) : new Suppressed();
                    });
        }
        return new PublishedRelease(number, rule, published);
    }

    /** Why the counts are hidden that the release hides. */
    Reasons reasons(PublishedRelease published) {
        long own = 0;
        long others = 0;
        long withdrawals = 0;
        for (int slot = 0; slot < states.length; slot++) {
            if (published.at(frame.id(slot)) instanceof Suppressed) {
                if (withdrawn[slot]) {
                    withdrawals++;
                } else if (ownRight[slot]) {
                    own++;
                } else {
                    others++;
                }
            }
        }
        return new Reasons(own, others, withdrawals);
    }
}
