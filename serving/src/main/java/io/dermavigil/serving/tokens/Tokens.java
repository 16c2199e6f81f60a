package io.dermavigil.serving.tokens;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The API tokens in the store. Times are the store's. */
public final class Tokens {

    private static final int ID_BYTES = 6;

    private final Jdbi writer;
    private final SecureRandom random = new SecureRandom();

    /** With connections of the role {@code dermavigil_writer}. */
    public Tokens(Jdbi writer) {
        this.writer = writer;
    }

    /**
     * Makes a token.
     *
     * @param role what it may read
     * @param label what it is for, at most 100 characters
     * @param lifetime how long it is good, more than nothing
     */
    public IssuedToken create(Role role, String label, Duration lifetime) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var issued = new IssuedToken(HexFormat.of().formatHex(id), Secret.random(Secret.Kind.TOKEN));
        writer.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO access.tokens (token_id, token_hash, role, label, expires_at)
                        VALUES (:id, :hash, :role, :label, now() + :seconds * interval '1 second')""")
                .bind("id", issued.tokenId())
                .bind("hash", issued.secret().hash())
                .bind("role", role.name())
                .bind("label", label)
                .bind("seconds", lifetime.toSeconds())
                .execute());
        return issued;
    }

    /** All tokens, the newest first, those that are no longer good included. */
    public List<TokenEntry> list() {
        return writer.withHandle(handle ->
                handle.createQuery("""
                        SELECT token_id, role, label, created_at, expires_at, last_used_at, revoked_at
                        FROM access.tokens ORDER BY created_at DESC, token_id""").map((row, context) -> entry(row)).list());
    }

    /** Revokes a token, from now on and for ever; false when there is none of that name. */
    public boolean revoke(String tokenId) {
        return writer.withHandle(
                        handle -> handle.createUpdate("""
                        UPDATE access.tokens SET revoked_at = coalesce(revoked_at, now()) WHERE token_id = :id""").bind("id", tokenId).execute())
                == 1;
    }

    /** The role of a token that is good now; empty when it is unknown, expired or revoked. Notes the hour of its use. */
    public Optional<Role> roleOf(Secret token) {
        return writer.withHandle(handle -> handle.createQuery("""
                        WITH good AS (
                          SELECT token_id, role, last_used_at FROM access.tokens
                          WHERE token_hash = :hash AND expires_at > now() AND revoked_at IS NULL),
                        noted AS (
                          UPDATE access.tokens t SET last_used_at = date_trunc('hour', now()) FROM good
                          WHERE t.token_id = good.token_id
                            AND good.last_used_at IS DISTINCT FROM date_trunc('hour', now()))
                        SELECT role FROM good""")
                .bind("hash", token.hash())
                .mapTo(String.class)
                .findOne()
                .map(Role::valueOf));
    }

    private static TokenEntry entry(ResultSet row) throws SQLException {
        return new TokenEntry(
                row.getString("token_id"),
                Role.valueOf(row.getString("role")),
                row.getString("label"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static Optional<Instant> instant(Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
