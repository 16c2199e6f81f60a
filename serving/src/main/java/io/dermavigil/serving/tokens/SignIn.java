package io.dermavigil.serving.tokens;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The way of a browser into a session: a one-time code, exchanged for the secret of a cookie. Times are the store's, and
 * both live there as hashes, so that every process on the store honours them.
 */
public final class SignIn {

    /** How long a code is good. */
    public static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    /** How long a session is good. */
    public static final Duration SESSION_LIFETIME = Duration.ofHours(12);

    private final Jdbi writer;

    /** With connections of the role {@code dermavigil_writer}. */
    public SignIn(Jdbi writer) {
        this.writer = writer;
    }

    /** Makes a code that opens one session of the role. */
    public Secret newCode(Role role) {
        Secret code = Secret.random(Secret.Kind.CODE);
        writer.useTransaction(handle -> {
            handle.execute("DELETE FROM access.sign_in_codes WHERE expires_at <= now()");
            insert(handle, """
                    INSERT INTO access.sign_in_codes (code_hash, role, expires_at)
                    VALUES (:hash, :role, now() + :seconds * interval '1 second')""", code, role, CODE_LIFETIME);
        });
        return code;
    }

    /** Uses a code up and opens its session; empty when the code is unknown, expired or was used. */
    public Optional<Secret> open(Secret code) {
        return writer.inTransaction(handle -> {
            handle.execute("DELETE FROM access.sessions WHERE expires_at <= now()");
            // The row can be deleted once only, however many ask at the same time.
            return handle.createQuery("""
                            WITH used AS (DELETE FROM access.sign_in_codes WHERE code_hash = :hash RETURNING role, expires_at)
                            SELECT role FROM used WHERE expires_at > now()""")
                    .bind("hash", code.hash())
                    .mapTo(String.class)
                    .findOne()
                    .map(role -> session(handle, Role.valueOf(role)));
        });
    }

    /** The role of a session that is good now. */
    public Optional<Role> roleOf(Secret session) {
        return writer.withHandle(handle -> handle.createQuery(
                        "SELECT role FROM access.sessions WHERE session_hash = :hash AND expires_at > now()")
                .bind("hash", session.hash())
                .mapTo(String.class)
                .findOne()
                .map(Role::valueOf));
    }

    /** Ends a session, if there is such a one. */
    public void close(Secret session) {
        writer.useHandle(handle -> handle.createUpdate("DELETE FROM access.sessions WHERE session_hash = :hash")
                .bind("hash", session.hash())
                .execute());
    }

    private static Secret session(Handle handle, Role role) {
        Secret session = Secret.random(Secret.Kind.SESSION);
        insert(handle, """
                INSERT INTO access.sessions (session_hash, role, expires_at)
                VALUES (:hash, :role, now() + :seconds * interval '1 second')""", session, role, SESSION_LIFETIME);
        return session;
    }

    private static void insert(Handle handle, String statement, Secret secret, Role role, Duration lifetime) {
        handle.createUpdate(statement)
                .bind("hash", secret.hash())
                .bind("role", role.name())
                .bind("seconds", lifetime.toSeconds())
                .execute();
    }
}
