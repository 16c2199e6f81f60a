package io.dermavigil.deployment.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a folder of {@code deploy/kubernetes} sends to a cluster. With kustomize on the PATH that is what kustomize renders;
 * without it the files of the base as they are, so that a build never needs the tool but checks less.
 *
 * @param name folder, or {@code base, not rendered}
 * @param rendered whether kustomize made it
 * @param manifests the documents
 */
public record Rendering(String name, boolean rendered, List<Manifest> manifests) {

    private static final Path FOLDER = Path.of(System.getProperty("deploy.folder"), "kubernetes");
    private static final List<String> OVERLAYS = List.of("overlays/small", "overlays/production", "replay");
    private static final List<String> NO_MANIFESTS = List.of("kustomization.yaml", "image-fields.yaml");

    /** Everything that can be deployed; the same trees for everybody, so nobody may change them. */
    public static List<Rendering> all() {
        return Made.ALL;
    }

    private static List<Rendering> make() throws IOException, InterruptedException {
        if (!kustomizeIsThere()) {
            if (Boolean.getBoolean("kustomize.required")) {
                throw new IOException("no kustomize on the PATH");
            }
            return List.of(new Rendering("base, not rendered: no kustomize on the PATH", false, files()));
        }
        List<Rendering> all = new ArrayList<>();
        for (String overlay : OVERLAYS) {
            all.add(new Rendering(overlay, true, kustomize(overlay)));
        }
        return all;
    }

    /** The manifests of a kind. */
    public List<Manifest> ofKind(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean kustomizeIsThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kustomize")));
    }

    private static List<Manifest> kustomize(String overlay) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kustomize", ".txt");
        Process process = new ProcessBuilder(
                        "kustomize", "build", FOLDER.resolve(overlay).toString())
                .redirectError(errors.toFile())
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        String said = Files.readString(errors);
        Files.delete(errors);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("kustomize build " + overlay + ": " + said);
        }
        return manifests(text);
    }

    private static List<Manifest> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("base"))) {
            List<Manifest> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !NO_MANIFESTS.contains(path.getFileName().toString()))
                    .sorted()
                    .toList()) {
                all.addAll(manifests(Files.readString(file)));
            }
            return all;
        }
    }

    private static List<Manifest> manifests(String text) throws IOException {
        return Yaml.documents(text).stream().map(Manifest::new).toList();
    }

    /** Rendering takes a second or two, so it is done once. */
    private static final class Made {
        private static final List<Rendering> ALL = all();

        private static List<Rendering> all() {
            try {
                return make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
