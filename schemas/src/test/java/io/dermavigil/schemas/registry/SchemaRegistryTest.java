package io.dermavigil.schemas.registry;

import static io.dermavigil.schemas.registry.AnsweringRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.registry.AnsweringRegistry.Answers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from an answer, and above all what does not: only the registry's own word makes an id unknown. */
class SchemaRegistryTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String UNKNOWN = "{\"message\":\"no\",\"error_code\":40403}";

    @TempDir
    private Path folder;

    private AnsweringRegistry server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private SchemaRegistry registry(Answers answers) throws IOException {
        server = new AnsweringRegistry(answers);
        return new SchemaRegistry(new RegistryConfig(server.url(), null, null, null, SHORT));
    }

    @Test
    void aSchemaIsFetchedByItsId() throws Exception {
        SchemaRegistry registry = registry(exchange -> text(exchange, 200, "{\"schema\":\"\\\"int\\\"\"}"));

        assertThat(registry.schema(42))
                .isInstanceOfSatisfying(
                        RegisteredSchema.Present.class,
                        present -> assertThat(present.schema()).hasToString("\"int\""));
        assertThat(server.requests()).containsExactly("GET /base/schemas/ids/42");
        assertThat(server.authorizations()).containsExactly("null");
    }

    @Test
    void onlyTheRegistrysOwnWordMakesAnIdUnknown() throws Exception {
        assertThat(registry(exchange -> text(exchange, 404, UNKNOWN)).schema(1))
                .isEqualTo(new RegisteredSchema.Absent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <html>nginx</html> | gave an unexpected answer (status 404); is registry.url the base of its interface?",
                "404 | {\"error_code\":40401} | gave an unexpected answer (status 404); is registry.url the base of its interface?",
                "200 | <html>log in</html> | answered a schema without its text",
                "200 | {\"schema\":7} | answered a schema without its text",
                "302 | moved | gave an unexpected answer (status 302)",
                "401 | who | refuses the user or password (status 401)",
                "403 | no | refuses the user or password (status 403)",
                "500 | oops | answered with status 500",
                "503 | later | answered with status 503",
                "429 | slower | answered with status 429",
            })
    void anyOtherAnswerSaysNothing(int status, String body, String message) throws Exception {
        SchemaRegistry registry = registry(exchange -> text(exchange, status, body));

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> registry.schema(1))
                .withMessage("the schema registry at " + server.url() + " " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schema\":\"{\"} | is no valid Avro schema",
                "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"F\\\",\\\"size\\\":2147483647}\"} | is no valid Avro schema",
                "{\"schema\":\"syntax\",\"schemaType\":\"PROTOBUF\"} | is not of Avro",
                "{\"schema\":\"x\",\"references\":[{\"name\":\"a\"}]} | refers to other schemas",
            })
    void whatAnIdNamesForEverMayBeUnusable(String body, String why) throws Exception {
        assertThat(registry(exchange -> text(exchange, 200, body)).schema(1))
                .isEqualTo(new RegisteredSchema.Unusable(why));
    }

    @ParameterizedTest
    @ValueSource(ints = {600_000, 50_000_000})
    void aHugeAnswerIsCutOff(int length) throws Exception {
        SchemaRegistry registry = registry(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 << 10];
            for (int sent = 0; sent < length; sent += chunk.length) {
                exchange.getResponseBody().write(chunk);
            }
            exchange.close();
        });

        assertThat(registry.schema(1)).isEqualTo(new RegisteredSchema.Unusable("is larger than any that is read"));
    }

    @Test
    void aBodyThatNeverEndsIsNotWaitedForLonger() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        SchemaRegistry registry = registry(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(end);
        });

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> registry.schema(1))
                .withMessageEndingWith(" did not answer within PT1S");
        end.countDown();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aShortOutageIsRiddenOut() throws Exception {
        Deque<Integer> statuses = new ArrayDeque<>(List.of(503, 500, 404));
        SchemaRegistry registry = registry(exchange -> text(exchange, statuses.removeFirst(), UNKNOWN));

        assertThat(registry.schema(9)).isEqualTo(new RegisteredSchema.Absent());
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRegistryThatIsDownSaysNothing() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        SchemaRegistry registry =
                new SchemaRegistry(new RegistryConfig("http://localhost:" + free, null, null, null, SHORT));

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> registry.schema(1))
                .withMessage("the schema registry at http://localhost:" + free + " cannot be asked (ConnectException)");
    }

    @Test
    void theFirstLineOfAFileIsThePassword() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        server = new AnsweringRegistry(exchange -> text(exchange, 404, UNKNOWN));

        new SchemaRegistry(new RegistryConfig(server.url(), "jobs", password.toString(), null, SHORT)).schema(1);

        // base64 of jobs:open sesame
        assertThat(server.authorizations()).containsExactly("Basic am9iczpvcGVuIHNlc2FtZQ==");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaRegistry(new RegistryConfig(
                        server.url(), "jobs", folder.resolve("none").toString(), null, SHORT)))
                .withMessage(
                        "registry.password-file: " + folder.resolve("none") + " cannot be read (NoSuchFileException)");
    }

    @Test
    void aRefusedSchemaIsAClearFailure() throws Exception {
        SchemaRegistry registry = registry(exchange -> text(
                exchange,
                exchange.getRequestMethod().equals("PUT") ? 200 : 409,
                "{\"error_code\":409,\"message\":\"line\\u0007 one\"}"));

        assertThatExceptionOfType(SchemaRefusedException.class)
                .isThrownBy(() -> registry.register("clinic.sessions", SessionRecorded.getClassSchema()))
                .withMessage("the schema registry refuses io.dermavigil.events.SessionRecorded for"
                        + " clinic.sessions-value (status 409): line  one");
        assertThat(server.requests())
                .containsExactly(
                        "PUT /base/config/clinic.sessions-value", "POST /base/subjects/clinic.sessions-value/versions");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405})
    void aRegistryThatKeepsItsCompatibilityRulesIsUsedAsItIs(int status) throws Exception {
        SchemaRegistry registry = registry(
                exchange -> text(exchange, exchange.getRequestMethod().equals("PUT") ? status : 200, "{\"id\":17}"));

        assertThat(registry.register("clinic.sessions", SessionRecorded.getClassSchema()))
                .isEqualTo(17);
    }
}
