package io.dermavigil.serving.rest.guard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts failed authentications by address, for a while, in bounded memory. */
final class FailureLimit {

    private static final int ADDRESSES = 10_000;

    private final int most;
    private final long windowNanos;
    private final LongSupplier nanos;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();

    FailureLimit(int most, Duration window, LongSupplier nanos) {
        this.most = most;
        this.windowNanos = window.toNanos();
        this.nanos = nanos;
    }

    /** Whether the address failed too often in its current window. */
    synchronized boolean isExceeded(String address) {
        Failures failures = byAddress.get(address);
        return failures != null && !isOver(failures) && failures.count >= most;
    }

    synchronized void failed(String address) {
        Failures failures = byAddress.get(address);
        if (failures == null || isOver(failures)) {
            byAddress.remove(address);
            if (byAddress.size() >= ADDRESSES) {
                byAddress.remove(byAddress.keySet().iterator().next());
            }
            failures = new Failures(nanos.getAsLong());
            byAddress.put(address, failures);
        }
        failures.count++;
    }

    private boolean isOver(Failures failures) {
        return nanos.getAsLong() - failures.since >= windowNanos;
    }

    private static final class Failures {

        private final long since;
        private int count;

        private Failures(long since) {
            this.since = since;
        }
    }
}
