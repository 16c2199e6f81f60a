package io.dermavigil.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * The REST interface of a Flink job manager. A job manager that does not answer is a {@link CommandFailure} with
 * {@link ExitCode#STACK_UNREACHABLE}, one that refuses is one with {@link ExitCode#FAILED} and its reason.
 */
public final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    /** Building the job graph happens while the answer is awaited. */
    private static final Duration SUBMITTED_WITHIN = Duration.ofMinutes(2);

    private static final Duration ELECTION_POLL = Duration.ofMillis(200);

    private static final int NOT_FOUND = 404;
    private static final int ELECTING = 503;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI root;

    /**
     * Does not connect yet.
     *
     * @param root address of the job manager, such as {@code http://jobmanager:8081}
     * @throws CommandFailure with {@link ExitCode#USAGE} when it is no http or https address
     */
    public FlinkRest(URI root) {
        if (root.getHost() == null
                || root.getScheme() == null
                || !root.getScheme().matches("https?")) {
            throw new CommandFailure(ExitCode.USAGE, "--flink: " + root + " is no address like http://jobmanager:8081");
        }
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
    }

    /** The address. */
    public URI root() {
        return root;
    }

    /**
     * Asks.
     *
     * @param path from the root, beginning with a slash
     */
    public JsonNode get(String path) {
        return send(request(path).timeout(ANSWER_WITHIN).GET().build());
    }

    /** Sends a JSON object, and returns the answer. */
    JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .timeout(SUBMITTED_WITHIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Deletes what a path names; that it is gone already is no failure. */
    void delete(String path) {
        HttpResponse<String> answer =
                exchange(request(path).timeout(ANSWER_WITHIN).DELETE().build());
        if (answer.statusCode() >= 400 && answer.statusCode() != NOT_FOUND) {
            throw refused(path, answer);
        }
    }

    /**
     * Uploads a jar.
     *
     * @return the cluster's id of it
     * @throws CommandFailure when the file cannot be read
     */
    String upload(Path jar) {
        String boundary = "dermavigil-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        BodyPublisher content;
        try {
            content = BodyPublishers.ofFile(jar);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--jar: there is no readable file " + jar, e);
        }
        JsonNode answer = send(request("/jars/upload")
                .timeout(SUBMITTED_WITHIN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        content,
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                .build());
        String file = answer.path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path));
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<String> answer = exchange(request);
        if (answer.statusCode() >= 400) {
            throw refused(request.uri().getPath(), answer);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, root + " does not answer as a Flink job manager does", e);
        }
    }

    /** Asks again while the job manager is electing its leader: it says 503 and has done nothing. */
    private HttpResponse<String> exchange(HttpRequest request) {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            while (answer.statusCode() == ELECTING && System.nanoTime() < deadline) {
                Thread.sleep(ELECTION_POLL.toMillis());
                answer = http.send(request, BodyHandlers.ofString());
            }
            return answer;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STACK_UNREACHABLE,
                    "no Flink job manager answers at " + root + " ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while asking " + root, e);
        }
    }

    private CommandFailure refused(String path, HttpResponse<String> answer) {
        return new CommandFailure(
                answer.statusCode() == NOT_FOUND ? ExitCode.STACK_UNREACHABLE : ExitCode.FAILED,
                "the job manager " + root + " answers " + answer.statusCode() + " to " + path + ": "
                        + RefusalText.of(answer.body()));
    }
}
