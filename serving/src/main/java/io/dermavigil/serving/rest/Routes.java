package io.dermavigil.serving.rest;

import io.dermavigil.serving.rest.answers.SharedAnswers;
import io.dermavigil.serving.rest.formats.Json;
import io.dermavigil.serving.rest.guard.Access;
import io.dermavigil.serving.rest.guard.Caller;
import io.dermavigil.serving.rest.guard.Gate;
import io.dermavigil.serving.rest.guard.SessionCookie;
import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.outcomes.ClinicsEndpoint;
import io.dermavigil.serving.rest.outcomes.SatisfactionEndpoint;
import io.dermavigil.serving.rest.outcomes.SideEffectsEndpoint;
import io.dermavigil.serving.rest.outcomes.StratumEndpoint;
import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.dermavigil.serving.rest.quality.DataQualityEndpoint;
import io.dermavigil.serving.rest.quality.FollowUpsEndpoint;
import io.dermavigil.serving.rest.quality.RejectsEndpoint;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Parameters;
import io.dermavigil.serving.rest.questions.Question;
import io.dermavigil.serving.rest.releases.ReleaseEndpoint;
import io.dermavigil.serving.rest.releases.ReleasesEndpoint;
import io.dermavigil.serving.rest.service.ServiceState;
import io.dermavigil.serving.rest.service.StatusEndpoint;
import io.dermavigil.serving.rest.stream.AccountChanges;
import io.dermavigil.serving.rest.stream.StreamEndpoint;
import io.dermavigil.serving.tokens.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/** Which path answers what, and to whom. */
final class Routes {

    private static final String PREFIX = "/api/v1";

    private final Readers readers;
    private final Gate gate;
    private final ServiceState state;
    private final AccountChanges changes;
    private final Clock clock;

    Routes(Readers readers, Gate gate, ServiceState state, AccountChanges changes, Clock clock) {
        this.readers = readers;
        this.gate = gate;
        this.state = state;
        this.changes = changes;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        var live = new SharedAnswers(readers::live, Snapshot::live);
        var released = new SharedAnswers(readers::released, Snapshot::newestRelease);
        get(routes, "/side-effects", Access.EVERY_ROLE, new SideEffectsEndpoint(live, released));
        get(routes, "/satisfaction", Access.LIVE, new SatisfactionEndpoint(live));
        get(routes, "/strata/{condition}/{skinType}", Access.LIVE, new StratumEndpoint(live));
        get(routes, "/clinics", Access.LIVE, new ClinicsEndpoint(live));
        get(routes, "/rejects/summary", Access.LIVE, new RejectsEndpoint(live));
        get(routes, "/data-quality", Access.LIVE, new DataQualityEndpoint(live));
        get(routes, "/follow-ups", Access.LIVE, new FollowUpsEndpoint(live, clock));
        get(routes, "/stream", Access.LIVE, new StreamEndpoint(changes));
        get(routes, "/releases", Access.EVERY_ROLE, new ReleasesEndpoint(released));
        get(routes, "/releases/{release}", Access.EVERY_ROLE, new ReleaseEndpoint(readers));
        get(routes, "/status", Access.EVERY_ROLE, new StatusEndpoint(readers, state));
        get(routes, "/session", ctx -> {
            Role role = enter(ctx, Access.EVERY_ROLE).role();
            Parameters.of(ctx.queryParamMap(), Set.of());
            json(ctx, Map.of("role", role));
        });
        routes.post(PREFIX + "/sign-out", ctx -> {
            Parameters.of(ctx.queryParamMap(), Set.of());
            enter(ctx, Access.EVERY_ROLE);
            gate.signOut(ctx);
            SessionCookie.clear(ctx);
            ctx.status(204);
        });
        get(routes, "/health", this::health);
        get(routes, "/openapi.yaml", ctx -> {
            Parameters.of(ctx.queryParamMap(), Set.of());
            ctx.result(Routes.class.getResourceAsStream("/openapi.yaml").readAllBytes());
            ctx.contentType("application/yaml");
        });
        routes.get("/sign-in", this::signIn);
        // A link that is only looked at must not be used up.
        routes.head("/sign-in", ctx -> ctx.status(204));
    }

    private void get(RoutesConfig routes, String path, Access access, Endpoint endpoint) {
        get(routes, path, ctx -> {
            Caller caller = enter(ctx, access);
            endpoint.answer(new Question(ctx, caller, Parameters.of(ctx.queryParamMap(), endpoint.parameters())));
        });
    }

    /** HEAD asks the same as GET; the server leaves the body out. By itself it would answer without asking anyone. */
    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(PREFIX + path, handler);
        routes.head(PREFIX + path, handler);
    }

    private Caller enter(Context ctx, Access access) {
        Caller caller = gate.enter(ctx);
        if (access == Access.LIVE && !caller.role().readsLiveRows()) {
            throw new ProblemException(
                    new Problem(ProblemKind.FORBIDDEN, "Role " + caller.role() + " reads releases only."));
        }
        return caller;
    }

    private void signIn(Context ctx) {
        String code = Parameters.of(ctx.queryParamMap(), Set.of("code"))
                .text("code")
                .orElseThrow(() -> ProblemException.parameter("code", "the code of a sign-in link"));
        SessionCookie.set(ctx, gate.signIn(ctx, code));
        ctx.status(303);
        ctx.header("Location", "/");
    }

    private void health(Context ctx) {
        Parameters.of(ctx.queryParamMap(), Set.of());
        boolean up = isStoreReachable();
        ctx.status(up ? 200 : 503);
        json(ctx, Map.of("status", up ? "UP" : "DOWN"));
    }

    private boolean isStoreReachable() {
        try {
            return readers.released(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    == 1;
        } catch (JdbiException e) {
            return false;
        }
    }

    private static void json(Context ctx, Map<String, Object> document) {
        ctx.result(Json.bytes(document));
        ctx.contentType("application/json");
    }
}
