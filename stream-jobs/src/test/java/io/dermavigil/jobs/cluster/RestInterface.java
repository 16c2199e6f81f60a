package io.dermavigil.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** What the job manager says over its REST interface. */
final class RestInterface {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI root;

    RestInterface(int port) {
        root = URI.create("http://127.0.0.1:" + port);
    }

    /** Names of the registered task managers; none while nobody listens. */
    Set<String> taskManagers() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        get("/taskmanagers")
                .path("taskmanagers")
                .forEach(tm -> names.add(tm.path("id").asText()));
        return names;
    }

    /** Names of the task managers on which all tasks of a job run; empty while one of them does not run. */
    Set<String> runningOn(String job) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            JsonNode tasks = get("/jobs/" + job + "/vertices/"
                            + vertex.path("id").asText())
                    .path("subtasks");
            for (JsonNode task : tasks) {
                if (!task.path("status").asText().equals("RUNNING")) {
                    return Set.of();
                }
                names.add(task.path("taskmanager-id").asText());
            }
        }
        return names;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        } catch (ConnectException e) {
            return JSON.createObjectNode();
        }
    }
}
