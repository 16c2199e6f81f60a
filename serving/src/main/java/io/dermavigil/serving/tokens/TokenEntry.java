package io.dermavigil.serving.tokens;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as lists show it.
 *
 * @param tokenId name of the token
 * @param role what it may read
 * @param label what it was made for, may be empty
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused
 * @param lastUsedAt hour in which it was last used; empty if never
 * @param revokedAt when it was revoked; empty while it is good
 */
public record TokenEntry(
        String tokenId,
        Role role,
        String label,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {}
