package io.dermavigil.serving.rest.guard;

import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers for a moment which secrets were good, so that a page full of questions asks the store once. A revocation is noticed
 * when the moment is over.
 */
final class RecentRoles {

    private static final int SECRETS = 1_000;

    private final long lifetimeNanos;
    private final LongSupplier nanos;
    private final Map<ByteBuffer, Entry> byHash = new LinkedHashMap<>();

    RecentRoles(Duration lifetime, LongSupplier nanos) {
        this.lifetimeNanos = lifetime.toNanos();
        this.nanos = nanos;
    }

    synchronized Optional<Role> roleOf(Secret secret) {
        Entry entry = byHash.get(ByteBuffer.wrap(secret.hash()));
        return entry == null || nanos.getAsLong() - entry.since >= lifetimeNanos
                ? Optional.empty()
                : Optional.of(entry.role);
    }

    synchronized void remember(Secret secret, Role role) {
        ByteBuffer hash = ByteBuffer.wrap(secret.hash());
        byHash.remove(hash);
        if (byHash.size() >= SECRETS) {
            byHash.remove(byHash.keySet().iterator().next());
        }
        byHash.put(hash, new Entry(role, nanos.getAsLong()));
    }

    synchronized void forget(Secret secret) {
        byHash.remove(ByteBuffer.wrap(secret.hash()));
    }

    private record Entry(Role role, long since) {}
}
