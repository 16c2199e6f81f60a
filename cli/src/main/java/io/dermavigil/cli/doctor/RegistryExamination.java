package io.dermavigil.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a schema registry for its subjects. */
final class RegistryExamination {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;

    private RegistryExamination() {}

    static Verdict of(URI registry) {
        URI subjects = URI.create(registry.toString().replaceAll("/+$", "") + "/subjects");
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(ANSWER_WITHIN)
                    .build()
                    .send(
                            HttpRequest.newBuilder(subjects)
                                    .timeout(ANSWER_WITHIN)
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() == OK
                    && new JsonMapper().readTree(answer.body()).isArray()) {
                return Verdict.ok("registry", registry + " answers");
            }
            return Verdict.fail(
                    "registry",
                    subjects + " answers " + answer.statusCode() + " and no list of subjects",
                    "give the address under which it speaks Confluent's interface, of Apicurio for example"
                            + " http://HOST:8080/apis/ccompat/v7");
        } catch (IOException | IllegalArgumentException e) {
            return Verdict.fail(
                    "registry",
                    registry + " does not answer (" + e.getClass().getSimpleName() + ")",
                    "start it, or correct --registry; without it nothing new can be written or read in registry framing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.fail("registry", "interrupted", "try again");
        }
    }
}
