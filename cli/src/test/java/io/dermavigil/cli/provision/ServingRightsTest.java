package io.dermavigil.cli.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.access.Principal;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.LaneStatus;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.store.EmbeddedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights of {@code serving} are all that the serving process needs at a broker that forbids everything else. */
class ServingRightsTest {

    @TempDir
    private Path folder;

    @Test
    void theStoreIsFilledFromTheTopics() throws Exception {
        try (SecuredStack stack = SecuredStack.start(folder, "a")) {
            assertThat(stack.provision().code()).isZero();
            publish(stack, Principal.clinic("a"));
            try (EmbeddedStore store = EmbeddedStore.start(folder.resolve("store"));
                    ServingProcess serving = ServingProcess.start(ServingConfig.of(store.config(), topics(stack)))) {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    assertThat(serving.status().lanes())
                            .hasSize(2)
                            .allSatisfy(lane -> assertThat(lane.state())
                                    .as("%s: %s", lane.name(), lane.problem())
                                    .isEqualTo(LaneStatus.State.FOLLOWING));
                    assertThat(sessions(serving)).isEqualTo(1);
                });
                assertThat(serving.status().summariesAreComplete()).isTrue();
            }
        }
    }

    private static MaterializerConfig topics(SecuredStack stack) {
        Connection connection = stack.as(Principal.named("serving").orElseThrow());
        Map<String, String> kafka = new HashMap<>(connection.client());
        kafka.put("bootstrap.servers", connection.bootstrap());
        return MaterializerConfig.of(kafka, () -> SchemasById.NONE);
    }

    private static int sessions(ServingProcess serving) {
        return serving.store()
                .safety()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM serving.sessions")
                        .mapTo(Integer.class)
                        .one());
    }

    private void publish(SecuredStack stack, Principal clinic) throws Exception {
        Path file = Files.writeString(folder.resolve("sessions.ndjson"), """
                {"clinicId":"a","patientId":"p-1","sessionId":"s-1","treatedOn":"2024-03-01","condition":"ACNE_SCAR",\
                "skinType":"IV","skinTypeMethod":"CLINICIAN","setting":"CLINIC","bodySite":"FACE","topicalInChannel":"NONE"}
                """);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            CommandRun run = CommandRun.of(
                    "publish",
                    "sessions",
                    file.toString(),
                    "--key",
                    folder.resolve("pseudonym.key").toString(),
                    "--as-clinic",
                    "a",
                    "--bootstrap",
                    stack.clientAddress(),
                    "--client-config",
                    stack.clientConfig(clinic).toString());
            assertThat(run.code()).as(run.err()).isZero();
        });
    }
}
