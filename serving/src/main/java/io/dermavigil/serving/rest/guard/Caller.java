package io.dermavigil.serving.rest.guard;

import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import java.util.HexFormat;

/**
 * Whoever was let in.
 *
 * @param role what they may read
 * @param name the same for every request with the same token or session, and says nothing about it
 */
public record Caller(Role role, String name) {

    static Caller of(Role role, Secret secret) {
        return new Caller(role, HexFormat.of().formatHex(secret.hash()));
    }
}
