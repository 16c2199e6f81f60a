package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import io.dermavigil.serving.tokens.SignIn;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCodeOpensOneSessionThatEndsWithSignOut() {
        Secret code = new SignIn(server.store.writer()).newCode(Role.SAFETY);

        assertThat(get("HEAD", "/sign-in?code=" + code.text(), null).headers().firstValue("Set-Cookie"))
                .isEmpty();
        HttpResponse<byte[]> opened = get("GET", "/sign-in?code=" + code.text(), null);
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).hasValue("/");
        String setCookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(setCookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain(code.text());
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));

        assertThat(get("GET", "/sign-in?code=" + code.text(), null).statusCode())
                .isEqualTo(401);
        assertThat(new String(get("GET", "/api/v1/session", cookie).body())).isEqualTo("{\"role\":\"SAFETY\"}");

        assertThat(signOut(cookie).statusCode()).as("without the header").isEqualTo(403);
        assertThat(signOut(cookie, "X-Dermavigil-Request", "1", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("GET", "/api/v1/session", cookie).statusCode()).isEqualTo(200);
        assertThat(signOut(cookie, "X-Dermavigil-Request", "1", "Origin", server.rest.url())
                        .statusCode())
                .isEqualTo(204);
        assertThat(get("GET", "/api/v1/session", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void anOldCodeOpensNothing() {
        Secret code = new SignIn(server.store.writer()).newCode(Role.SAFETY);
        server.store.writer().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO access.sign_in_codes SELECT decode(repeat('00', 32), 'hex'), role, now() - interval '1 s'"
                            + " FROM access.sign_in_codes");
            assertThat(handle.createQuery("SELECT encode(code_hash, 'hex') FROM access.sign_in_codes")
                            .mapTo(String.class)
                            .list())
                    .noneMatch(hash -> hash.contains(code.text()));
        });

        assertThat(get("GET", "/sign-in?code=" + Secret.random(Secret.Kind.CODE).text(), null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("GET", "/sign-in", null).statusCode()).isEqualTo(400);
    }

    @Test
    void whoeverTriesTooManyBadTokensHasToWaitAndNoOneElse() {
        assertThat(server.get(Role.SAFETY, "/session").statusCode()).isEqualTo(200);

        int status = 401;
        for (int i = 0; i < 30 && status == 401; i++) {
            status = bearer(Secret.random(Secret.Kind.TOKEN)).statusCode();
        }

        HttpResponse<byte[]> limited = bearer(Secret.random(Secret.Kind.TOKEN));
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        Contract.holds(limited);
        assertThat(server.get(Role.SAFETY, "/session").statusCode())
                .as("known a moment ago")
                .isEqualTo(200);
    }

    @Test
    void noSecretComesIntoALog() {
        var heard = new Heard();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Level before = context.getConfiguration().getRootLogger().getLevel();
        context.getConfiguration().getRootLogger().addAppender(heard, Level.ALL, null);
        context.getConfiguration().getRootLogger().setLevel(Level.ALL);
        context.updateLoggers();
        try {
            Secret code = new SignIn(server.store.writer()).newCode(Role.SAFETY);
            HttpResponse<byte[]> opened = get("GET", "/sign-in?code=" + code.text(), null);
            String cookie =
                    opened.headers().firstValue("Set-Cookie").orElseThrow().split("[=;]", 3)[1];
            get("GET", "/api/v1/session", "dermavigil_session=" + cookie);
            server.get(Role.ADMIN, "/status");
            server.get(Role.ADMIN, "/side-effects?cursor=wrong");

            List<String> ours = heard.messages.stream()
                    .filter(message -> !message.startsWith("jdk.") && !message.startsWith("org.eclipse.jetty"))
                    .toList();
            assertThat(ours).anyMatch(message -> message.contains("GET /sign-in 303"));
            for (String secret : List.of(
                    code.text(), cookie, server.tokens.get(Role.ADMIN).secret().text())) {
                assertThat(ours).noneMatch(message -> message.contains(secret));
            }
        } finally {
            context.getConfiguration().getRootLogger().removeAppender(heard.getName());
            context.getConfiguration().getRootLogger().setLevel(before);
            context.updateLoggers();
        }
    }

    private HttpResponse<byte[]> bearer(Secret token) {
        return server.send(HttpRequest.newBuilder(server.uri("/api/v1/session"))
                .header("Authorization", "Bearer " + token.text())
                .build());
    }

    private HttpResponse<byte[]> get(String method, String path, String cookie) {
        var request = HttpRequest.newBuilder(server.uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return server.send(request.build());
    }

    private HttpResponse<byte[]> signOut(String cookie, String... headers) {
        var request = HttpRequest.newBuilder(server.uri("/api/v1/sign-out"))
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.build());
    }

    private static final class Heard extends AbstractAppender {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        private Heard() {
            super("heard", null, null, true, Property.EMPTY_ARRAY);
            start();
        }

        @Override
        public void append(LogEvent event) {
            messages.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
