package io.dermavigil.schemas.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ids of which the registry said that no schema of ours has them, for a few seconds: a schema may be registered at any
 * time. Remembered by topic, so that who guesses tomorrow's ids in one topic makes nobody else's records rejects. Bounded;
 * the oldest go first.
 */
final class UnknownIds {

    static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final int MOST = 10_000;

    private final LongSupplier nanoClock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > MOST;
        }
    };

    private record Key(int id, String topic) {}

    private record Entry(String rule, long since) {}

    UnknownIds(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    void add(int id, String topic, String rule) {
        Key key = new Key(id, topic);
        entries.remove(key);
        entries.put(key, new Entry(rule, nanoClock.getAsLong()));
    }

    /** The rule that a message with this id broke; empty when it must be asked for. */
    Optional<String> rule(int id, String topic) {
        Entry entry = entries.get(new Key(id, topic));
        return entry != null && nanoClock.getAsLong() - entry.since() < REMEMBERED_NANOS
                ? Optional.of(entry.rule())
                : Optional.empty();
    }

    int size() {
        return entries.size();
    }
}
