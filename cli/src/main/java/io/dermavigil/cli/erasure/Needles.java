package io.dermavigil.cli.erasure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for many byte strings at once, so that the time does not depend on how many there are. */
final class Needles {

    /** Bytes by which a needle is recognised before it is compared as a whole. */
    private static final int PREFIX = 4;

    private static final int BUCKET_BITS = 16;

    /** Whether a place where a needle stands counts. */
    @FunctionalInterface
    interface Condition {
        boolean holds(byte[] bytes, int start, int end);
    }

    private final boolean[] buckets = new boolean[1 << BUCKET_BITS];
    private final Map<Integer, List<byte[]>> byPrefix = new HashMap<>();
    private final int longest;

    /**
     * Needles.
     *
     * @param needles each of at least 4 bytes
     */
    Needles(Collection<byte[]> needles) {
        int most = 0;
        for (byte[] needle : needles) {
            int prefix = prefix(needle, 0);
            buckets[bucket(prefix)] = true;
            byPrefix.computeIfAbsent(prefix, any -> new ArrayList<>()).add(needle);
            most = Math.max(most, needle.length);
        }
        longest = most;
    }

    /** Length of the longest needle; 0 when there is none. */
    int longest() {
        return longest;
    }

    /** Whether any needle stands in the first {@code length} bytes where the condition holds. */
    boolean anyIn(byte[] bytes, int length, Condition condition) {
        if (longest == 0) {
            return false;
        }
        for (int start = 0; start <= length - PREFIX; start++) {
            int prefix = prefix(bytes, start);
            if (buckets[bucket(prefix)] && anyAt(bytes, start, length, prefix, condition)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAt(byte[] bytes, int start, int length, int prefix, Condition condition) {
        for (byte[] needle : byPrefix.getOrDefault(prefix, List.of())) {
            int end = start + needle.length;
            if (end <= length && matches(bytes, start, needle) && condition.holds(bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int start, byte[] needle) {
        return Arrays.equals(bytes, start, start + needle.length, needle, 0, needle.length);
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    private static int bucket(int prefix) {
        return (prefix * 0x9E3779B1) >>> (Integer.SIZE - BUCKET_BITS);
    }
}
