package io.dermavigil.serving.rest.guard;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import io.dermavigil.serving.tokens.SignIn;
import io.dermavigil.serving.tokens.Tokens;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Lets in whoever has a good token or session, and no one who tried too many bad ones. */
public final class Gate {

    private static final String BEARER = "Bearer ";
    private static final int FAILURES = 20;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private final Tokens tokens;
    private final SignIn signIn;
    private final FailureLimit failures = new FailureLimit(FAILURES, FAILURE_WINDOW, System::nanoTime);
    private final RecentRoles recent = new RecentRoles(MEMORY, System::nanoTime);

    /** On the store's tokens and sessions. */
    public Gate(Tokens tokens, SignIn signIn) {
        this.tokens = tokens;
        this.signIn = signIn;
    }

    /** Whoever sent the request. A token comes before a session. */
    public Caller enter(Context ctx) {
        String header = ctx.header("Authorization");
        if (header != null) {
            String text = header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? header.substring(BEARER.length()).strip()
                    : "";
            return known(ctx, Secret.Kind.TOKEN, text);
        }
        return SessionCookie.of(ctx)
                .map(text -> known(ctx, Secret.Kind.SESSION, text))
                .orElseThrow(() -> refused("Send a token in the header Authorization, or sign in."));
    }

    /** Exchanges a code for a session's secret. */
    public Secret signIn(Context ctx, String code) {
        refuseTheImpatient(ctx);
        return Optional.of(code)
                .filter(text -> Secret.looksLike(Secret.Kind.CODE, text))
                .flatMap(text -> signIn.open(new Secret(text)))
                .orElseThrow(() -> {
                    failures.failed(ctx.ip());
                    return refused(
                            "The sign-in link was used already or is too old. Run dermavigil sign-in for another.");
                });
    }

    /** Ends the session of the request's cookie, if there is one. */
    public void signOut(Context ctx) {
        SessionCookie.of(ctx)
                .filter(text -> Secret.looksLike(Secret.Kind.SESSION, text))
                .map(Secret::new)
                .ifPresent(session -> {
                    signIn.close(session);
                    recent.forget(session);
                });
    }

    private Caller known(Context ctx, Secret.Kind kind, String text) {
        var secret = new Secret(text);
        return Caller.of(roleOf(ctx, kind, secret), secret);
    }

    private Role roleOf(Context ctx, Secret.Kind kind, Secret secret) {
        boolean possible = Secret.looksLike(kind, secret.text());
        Optional<Role> remembered = possible ? recent.roleOf(secret) : Optional.empty();
        if (remembered.isPresent()) {
            return remembered.get();
        }
        refuseTheImpatient(ctx);
        Optional<Role> role =
                possible ? kind == Secret.Kind.TOKEN ? tokens.roleOf(secret) : signIn.roleOf(secret) : Optional.empty();
        role.ifPresentOrElse(good -> recent.remember(secret, good), () -> failures.failed(ctx.ip()));
        return role.orElseThrow(() -> refused("The token or session is unknown, expired or revoked."));
    }

    private void refuseTheImpatient(Context ctx) {
        if (failures.isExceeded(ctx.ip())) {
            throw new ProblemException(
                    new Problem(ProblemKind.TOO_MANY, "Too many failed authentications from this address."),
                    Map.of("Retry-After", Long.toString(FAILURE_WINDOW.toSeconds())));
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                new Problem(ProblemKind.UNAUTHORIZED, detail),
                Map.of("WWW-Authenticate", "Bearer realm=\"dermavigil\""));
    }
}
