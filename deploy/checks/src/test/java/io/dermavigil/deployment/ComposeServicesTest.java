package io.dermavigil.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.Dermavigil;
import io.dermavigil.serving.release.ReleaseCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.ParseResult;

/** Who sees what in the compose file, as far as no engine is needed to tell. */
class ComposeServicesTest {

    private static final Path COMPOSE = Path.of(System.getProperty("deploy.folder"), "../docker-compose.yml");

    /** They look after the secrets of others. */
    private static final Set<String> TRUSTED = Set.of("secrets", "provision");

    /** The store asks for a password of its own. */
    private static final String STORE_OWNER = "secrets-store:/run/secrets/store:ro";

    private Map<String, Map<?, ?>> services;

    @BeforeEach
    void read() throws IOException {
        Map<?, ?> compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(COMPOSE));
        services = new TreeMap<>();
        ((Map<?, ?>) compose.get("services"))
                .forEach((name, service) -> services.put(name.toString(), (Map<?, ?>) service));
        assertThat(services).hasSizeGreaterThan(10);
    }

    @Test
    void theKeyOfTheAuthorityIsSeenByNobodyElse() {
        assertThat(thatMount("secrets-authority")).containsExactly("secrets");
    }

    @Test
    void everyOtherServiceSeesTheSecretsOfOnePrincipalAtMost() {
        services.forEach((name, service) -> {
            if (!TRUSTED.contains(name)) {
                assertThat(volumes(service))
                        .as(name)
                        .filteredOn(volume -> volume.startsWith("secrets") && !volume.equals(STORE_OWNER))
                        .hasSizeLessThanOrEqualTo(1)
                        .allMatch(volume -> volume.startsWith("secrets-") && volume.endsWith(":ro"));
            }
        });
    }

    @Test
    void theStoresOwnerIsKnownToServingAndToWhoLetsPeopleIn() {
        assertThat(thatMount("secrets-store")).containsExactlyInAnyOrder("secrets", "serving", "operator");
    }

    /** The server's own superuser is for nobody. */
    @Test
    void theServersSuperuserIsKnownToTheServerOnly() {
        assertThat(thatMount("secrets-postgres")).containsExactlyInAnyOrder("secrets", "postgres");
    }

    /** Behind a published port an address alone keeps no page away that reaches this host by a name of its own. */
    @Test
    void servingAnswersForNamedHostsOnly() {
        ParseResult serve = Dermavigil.commandLine()
                .parseArgs(commandLine(services.get("serving")))
                .subcommand();
        assertThat(serve.commandSpec().name()).isEqualTo("serve");
        List<String> names = serve.matchedOptionValue("--host-name", List.of());
        assertThat(names).containsExactlyInAnyOrder("127.0.0.1", "localhost", "serving");
        assertThat(services.get("serving").get("ports").toString()).contains("127.0.0.1:");
    }

    @Test
    void variablesChooseTheReleases() {
        ParseResult serve = Dermavigil.commandLine()
                .parseArgs(services.get("serving")
                        .get("command")
                        .toString()
                        .replaceAll("\\$\\{REGISTRY_URL:\\+.*?}}", "")
                        .replaceAll("\\$\\{[A-Z_]+:\\+(.*?)}}", "$1}")
                        .replace("${RELEASE_CALENDAR:-}", "quarterly")
                        .replace("${SUPPRESS_BELOW:-}", "20")
                        .strip()
                        .split("\\s+"))
                .subcommand();
        assertThat(serve.<ReleaseCalendar>matchedOptionValue("--release-calendar", null))
                .isEqualTo(ReleaseCalendar.QUARTERLY);
        assertThat(serve.<Integer>matchedOptionValue("--suppress-below", null)).isEqualTo(20);
    }

    /** Without the options that depend on a variable. */
    private static String[] commandLine(Map<?, ?> service) {
        return service.get("command")
                .toString()
                .replaceAll("\\$\\{.*}", "")
                .strip()
                .split("\\s+");
    }

    /** Its root is read-only: without these it could find no patient by a clinic's id, and write no receipt. */
    @Test
    void theOperatorHasWhatAnErasureTakes() {
        assertThat(volumes(services.get("operator"))).contains("keys:/keys:ro", "receipts:/receipts");
    }

    @Test
    void noPageInABrowserMayReadWhatFlinkAnswers() {
        for (String service : List.of("jobmanager", "taskmanager")) {
            Map<?, ?> environment = (Map<?, ?>) services.get(service).get("environment");
            assertThat(environment.get("FLINK_PROPERTIES").toString().lines())
                    .contains("web.access-control-allow-origin: http://nobody.invalid")
                    // Flink's image takes every line for an option
                    .noneMatch(line -> line.startsWith("#"));
        }
    }

    private Set<String> thatMount(String volume) {
        return services.entrySet().stream()
                .filter(service ->
                        volumes(service.getValue()).stream().anyMatch(mount -> mount.startsWith(volume + ":")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> volumes(Map<?, ?> service) {
        List<?> volumes = (List<?>) service.get("volumes");
        return volumes == null
                ? List.of()
                : volumes.stream().map(Object::toString).toList();
    }
}
