package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST interface of serving. */
final class RestInterface {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    RestInterface(URI root) {
        this.root = root;
    }

    /** What somebody without a token gets. */
    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** What the chain's accounts in clinics count. */
    List<Counts> chainInClinics(String token) throws JsonProcessingException {
        HttpResponse<String> answer =
                send(request("/api/v1/side-effects?grouping=CHAIN&period=ALL&setting=CLINIC&format=json")
                        .header("Authorization", "Bearer " + token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Counts> chain = new ArrayList<>();
        JSON.readTree(answer.body()).required("rows").forEach(account -> chain.add(Counts.of(account)));
        return chain;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
