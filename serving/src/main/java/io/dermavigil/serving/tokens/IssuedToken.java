package io.dermavigil.serving.tokens;

/**
 * A token that was just made.
 *
 * @param tokenId name of the token, for lists and its revocation
 * @param secret the token itself, which is nowhere else
 */
public record IssuedToken(String tokenId, Secret secret) {}
