package io.dermavigil.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.deployment.manifests.Manifest;
import io.dermavigil.deployment.manifests.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command takes the client properties that its pod mounts, with the mode that the pod gives them. */
class ClientConfigTest {

    private static final String OPTION = "--client-config=";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{directory:([^:]+):([^}]+)}");
    /** What Kubernetes gives a volume that says nothing. */
    private static final int DEFAULT_MODE = 0644;
    /** From the highest bit of a mode down. */
    private static final List<PosixFilePermission> BITS = List.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    @TempDir
    private Path folder;

    @Test
    void theMountedFileIsTaken() throws IOException {
        int tried = 0;
        for (Rendering rendering : Rendering.all()) {
            for (Manifest manifest : rendering.manifests()) {
                JsonNode pod = manifest.at("/spec/template/spec");
                for (JsonNode argument : pod.at("/containers/0/args")) {
                    if (argument.asText().startsWith(OPTION)) {
                        Path mounted = Path.of(argument.asText().substring(OPTION.length()));
                        Connection taken = Connection.of(null, written(pod, mounted));
                        assertThat(taken.bootstrap())
                                .as("%s of %s", manifest, rendering)
                                .matches("dermavigil-kafka-bootstrap:909[35]");
                        everyReferenceIsMounted(taken, pod);
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThanOrEqualTo(2);
    }

    private static void everyReferenceIsMounted(Connection connection, JsonNode pod) {
        List<MatchResult> references = connection.client().values().stream()
                .flatMap(value -> REFERENCE.matcher(value).results())
                .toList();
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            String volume = named(pod.at("/containers/0/volumeMounts"), "mountPath", reference.group(1))
                    .path("name")
                    .asText();
            JsonNode items = named(pod.path("volumes"), "name", volume).at("/secret/items");
            assertThat(named(items, "path", reference.group(2))).isNotEmpty();
        });
    }

    private Path written(JsonNode pod, Path mounted) throws IOException {
        String volume = named(pod.at("/containers/0/volumeMounts"), "mountPath", mounted.getParent() + "")
                .path("name")
                .asText();
        JsonNode source = named(pod.path("volumes"), "name", volume).path("configMap");
        Path file = Files.writeString(
                Files.createTempDirectory(folder, "pod").resolve("client.properties"),
                configMap(source.path("name").asText())
                        .path(mounted.getFileName().toString())
                        .asText());
        int mode = source.path("defaultMode").asInt(DEFAULT_MODE);
        assertThat(mode).as("mode of the volume %s", volume).isEqualTo(0440);
        Files.setPosixFilePermissions(file, permissions(mode));
        return file;
    }

    /** One that is deployed already, too: {@code replay} adds to what an overlay made. */
    private static JsonNode configMap(String name) {
        return Rendering.all().stream()
                .flatMap(rendering -> rendering.ofKind("ConfigMap").stream())
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/data");
    }

    private static JsonNode named(JsonNode list, String field, String value) {
        for (JsonNode element : list) {
            if (element.path(field).asText().equals(value)) {
                return element;
            }
        }
        throw new AssertionError("nothing has " + field + " " + value);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.size(); bit++) {
            if ((mode >> (BITS.size() - 1 - bit) & 1) == 1) {
                permissions.add(BITS.get(bit));
            }
        }
        return permissions;
    }
}
