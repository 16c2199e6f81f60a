package io.dermavigil.ingest.simulator;

import java.util.Arrays;

/** A binary heap of postings by time, in two arrays of numbers and of bounded size. */
final class PendingPostings {

    private static final int INITIAL = 1024;

    private final int limit;
    private long[] times;
    private long[] postings;
    private int size;

    /** A heap that never holds more than so many postings. */
    PendingPostings(int limit) {
        this.limit = limit;
        times = new long[Math.min(INITIAL, limit)];
        postings = new long[times.length];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean hasRoomFor(int more) {
        return size <= limit - more;
    }

    /** Time of the earliest posting. The heap must not be empty. */
    long earliestTime() {
        return times[0];
    }

    /** The earliest posting. The heap must not be empty. */
    long earliest() {
        return postings[0];
    }

    /**
     * Adds a posting.
     *
     * @throws IllegalStateException when the heap is full
     */
    void add(long time, long posting) {
        if (size == limit) {
            throw new IllegalStateException("more than " + limit + " pending postings");
        }
        if (size == times.length) {
            int larger = Math.min(limit, size * 2);
            times = Arrays.copyOf(times, larger);
            postings = Arrays.copyOf(postings, larger);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(time, posting, parent)) {
                break;
            }
            times[hole] = times[parent];
            postings[hole] = postings[parent];
            hole = parent;
        }
        times[hole] = time;
        postings[hole] = posting;
    }

    /** Removes the earliest posting. The heap must not be empty. */
    void removeEarliest() {
        size--;
        long time = times[size];
        long posting = postings[size];
        int hole = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && before(times[child + 1], postings[child + 1], child)) {
                child++;
            }
            if (before(time, posting, child)) {
                break;
            }
            times[hole] = times[child];
            postings[hole] = postings[child];
            hole = child;
            child = 2 * hole + 1;
        }
        times[hole] = time;
        postings[hole] = posting;
    }

    private boolean before(long time, long posting, int at) {
        return time < times[at] || (time == times[at] && posting < postings[at]);
    }
}
