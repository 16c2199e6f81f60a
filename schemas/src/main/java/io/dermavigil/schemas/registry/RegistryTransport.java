package io.dermavigil.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to the registry again and again until it answers or the time is up. Thread-safe. */
final class RegistryTransport {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Our largest schema has 12 KB. */
    private static final int MOST_BYTES = 512 << 10;

    private final RegistryConfig config;
    private final HttpClient client;
    private final String authorization;

    RegistryTransport(RegistryConfig config) {
        this.config = config;
        this.authorization = config.user() == null ? null : basic(config.user(), Path.of(config.passwordFile()));
        // redirects are not followed: the password would go along
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (config.caFile() != null) {
            builder.sslContext(TrustedCertificates.of(Path.of(config.caFile())));
        }
        this.client = builder.build();
    }

    private static String basic(String user, Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            String password = lines.findFirst().orElse("");
            byte[] credentials = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(credentials);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    RegistryConfig.PASSWORD_FILE + ": " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    RegistryAnswer get(String path) {
        return send(request(path).GET().build());
    }

    RegistryAnswer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).build());
    }

    RegistryAnswer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.url() + path))
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private RegistryAnswer send(HttpRequest request) {
        long deadline = System.nanoTime() + config.timeout().toNanos();
        while (true) {
            RegistryUnavailableException failure;
            try {
                RegistryAnswer answer = once(request, deadline - System.nanoTime());
                if (answer.status() < SERVER_ERROR && answer.status() != TOO_MANY_REQUESTS) {
                    return answer;
                }
                failure = unavailable("answered with status " + answer.status(), null);
            } catch (ExecutionException e) {
                failure = unavailable(
                        "cannot be asked (" + e.getCause().getClass().getSimpleName() + ")", e.getCause());
            } catch (TimeoutException e) {
                failure = unavailable("did not answer within " + config.timeout(), e);
            }
            if (deadline - System.nanoTime() <= PAUSE_NANOS) {
                throw failure;
            }
            pause();
        }
    }

    /** The time limit covers the body too, which the limit of a request does not. */
    private RegistryAnswer once(HttpRequest request, long nanos) throws ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<Optional<byte[]>>> response =
                client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<Optional<byte[]>> answer = response.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            return RegistryAnswer.of(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for: interrupted", e);
        } finally {
            response.cancel(true);
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for: interrupted", e);
        }
    }

    RegistryUnavailableException unavailable(String what, Throwable cause) {
        return new RegistryUnavailableException("the schema registry at " + config.url() + " " + what, cause);
    }
}
