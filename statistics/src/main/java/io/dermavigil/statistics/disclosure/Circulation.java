package io.dermavigil.statistics.disclosure;

import java.util.Arrays;

/**
 * Changes of a table that leave every row and column sum (margins counted negative) as it is. Such a change is a
 * circulation between rows and columns, so the largest change of a cell is a maximal flow (Ford and Fulkerson) and,
 * with whole rooms, a whole number: no rounding is ever needed.
 */
final class Circulation {

    private final int rows;
    private final int columns;
    private final long[] up;
    private final long[] down;
    private final long[] change;
    private final int[] via;
    private final int[] queue;

    /**
     * @param up by how much each signed cell may rise; taken over, and used up
     * @param down by how much each may fall; likewise
     */
    Circulation(int rows, int columns, long[] up, long[] down) {
        this.rows = rows;
        this.columns = columns;
        this.up = up;
        this.down = down;
        this.change = new long[rows * columns];
        this.via = new int[rows + columns];
        this.queue = new int[rows + columns];
    }

    /** Takes a signed cell out of the game: it is moved by other means. */
    void fix(int cell) {
        up[cell] = 0;
        down[cell] = 0;
    }

    /**
     * Makes up for what others have changed: a row that is {@code from} rises and one that is {@code to} falls, a column
     * the other way round; all other sums stay.
     *
     * @param from a node: a row's number, or the number of rows and a column's
     * @param to another
     * @param most at most by so much
     * @return by how much it could be done
     */
    long balance(int from, int to, long most) {
        long moved = 0;
        while (moved < most && reach(from, to)) {
            moved += push(from, to, most - moved);
        }
        return moved;
    }

    /** What all moves have changed, by signed cell. */
    long[] change() {
        return change.clone();
    }

    /**
     * Whether, after a move that fell short, more room in this cell would have helped: up or down.
     *
     * @return 1 when it would have to rise, -1 when it would have to fall, 0 when it would not help
     */
    int wouldHelp(int cell) {
        boolean rowReached = via[cell / columns] != Integer.MIN_VALUE;
        boolean columnReached = via[rows + cell % columns] != Integer.MIN_VALUE;
        return rowReached == columnReached ? 0 : rowReached ? 1 : -1;
    }

    private boolean reach(int from, int to) {
        Arrays.fill(via, Integer.MIN_VALUE);
        via[from] = -1;
        int head = 0;
        int tail = 0;
        queue[tail++] = from;
        while (head < tail) {
            int node = queue[head++];
            if (node == to) {
                return true;
            }
            boolean isRow = node < rows;
            int first = isRow ? rows : 0;
            int last = isRow ? rows + columns : rows;
            for (int next = first; next < last; next++) {
                int cell = isRow ? node * columns + next - rows : next * columns + node - rows;
                if (via[next] == Integer.MIN_VALUE && (isRow ? up[cell] : down[cell]) > 0) {
                    via[next] = cell;
                    queue[tail++] = next;
                }
            }
        }
        return false;
    }

    private long push(int from, int to, long most) {
        long room = most;
        for (int node = to; node != from; node = before(node)) {
            room = Math.min(room, node < rows ? down[via[node]] : up[via[node]]);
        }
        for (int node = to; node != from; node = before(node)) {
            int cell = via[node];
            long signed = node < rows ? -room : room;
            up[cell] -= signed;
            down[cell] += signed;
            change[cell] += signed;
        }
        return room;
    }

    private int before(int node) {
        int cell = via[node];
        return node < rows ? rows + cell % columns : cell / columns;
    }
}
