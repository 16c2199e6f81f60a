package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the containers of the command are started with. */
class CommandArgumentsTest {

    private static final String CLIENT = "/etc/dermavigil/kafka-client/client.properties";

    static List<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void areUnderstoodByTheCommand(Rendering rendering) {
        List<List<String>> commands = commands(rendering);
        assertThat(commands).isNotEmpty().allSatisfy(arguments -> {
            assertThat(Dermavigil.commandLine()
                            .parseArgs(arguments.toArray(String[]::new))
                            .errors())
                    .isEmpty();
            assertThat(arguments).contains("--client-config=" + CLIENT);
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theClientPropertiesAreKafkasOwn(Rendering rendering) throws Exception {
        for (Manifest map : rendering.ofKind("ConfigMap")) {
            Properties properties = new Properties();
            properties.load(new StringReader(
                    map.tree().path("data").path("client.properties").asText()));
            assertThat(properties.getProperty("security.protocol"))
                    .isEqualTo(map.name().equals("kafka-operator") ? "SSL" : "SASL_SSL");
            Map<String, Object> known = new HashMap<>();
            properties.stringPropertyNames().stream()
                    .filter(name -> !name.startsWith("config.providers"))
                    .forEach(name -> known.put(name, properties.getProperty(name)));
            assertThat(AdminClientConfig.configNames()).containsAll(known.keySet());
        }
    }

    private static List<List<String>> commands(Rendering rendering) {
        List<List<String>> commands = new ArrayList<>();
        Stream.of("Deployment", "Job")
                .flatMap(kind -> rendering.ofKind(kind).stream())
                .flatMap(manifest -> manifest.tree().findValues("containers").stream())
                .forEach(containers -> containers.forEach(container -> commands.add(arguments(container))));
        return commands;
    }

    private static List<String> arguments(JsonNode container) {
        List<String> arguments = new ArrayList<>();
        container.path("args").forEach(argument -> arguments.add(argument.asText()));
        return arguments;
    }
}
