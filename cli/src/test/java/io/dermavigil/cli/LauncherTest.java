package io.dermavigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a checkout of its own with tools that only say their versions. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "dermavigil");

    @TempDir
    private Path temp;

    private Path checkout;
    private Path tools;

    @BeforeEach
    void copy() throws IOException {
        checkout = Files.createDirectory(temp.resolve("checkout with spaces"));
        tools = Files.createDirectory(temp.resolve("tools"));
        Files.copy(SCRIPT, checkout.resolve("dermavigil"));
    }

    @Test
    void wantsJava() throws Exception {
        Run run = launch(Map.of("JAVA_HOME", temp.resolve("nowhere").toString()));
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text).contains("JAVA_HOME is " + temp.resolve("nowhere")).contains("JDK 17 or later");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        tool("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Run run = launch(Map.of());
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text).contains("is version 11. Dermavigil needs JDK 17 or later");
    }

    @Test
    void refusesAnOldMaven() throws Exception {
        tool("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
        tool("javac", "true");
        tool("mvn", "echo 'Apache Maven 3.6.3'");
        Run run = launch(Map.of());
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text).contains("mvn is version 3.6.3. Dermavigil builds with Maven 3.8.6 or later");
    }

    @Test
    void buildsOnceAndHandsTheArgumentsOver() throws Exception {
        tool(
                "java",
                "case \"$*\" in *-version*) echo 'openjdk version \"21\" 2023' >&2;; *) for a; do echo \"[$a]\"; done; pwd;; esac");
        tool("javac", "true");
        tool(
                "mvn",
                "case \"$*\" in --version) echo 'Apache Maven 3.10.1';;"
                        + " *) echo building; mkdir -p cli/target; touch cli/target/dermavigil.jar;; esac");
        Run first = launch(Map.of(), "publish", "a file.csv");
        assertThat(first.text).contains("building").contains("[a file.csv]").contains(temp.toString());
        assertThat(first.code).isZero();
        Run second = launch(Map.of(), "publish", "a file.csv");
        assertThat(second.text).doesNotContain("building").contains("[publish]", "[a file.csv]");

        Path source = checkout.resolve("cli/src/main/java/New.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        assertThat(launch(Map.of()).text).contains("building");
    }

    private record Run(int code, String text) {}

    private Run launch(Map<String, String> environment, String... args) throws Exception {
        String[] command = new String[args.length + 1];
        command[0] = checkout.resolve("dermavigil").toString();
        System.arraycopy(args, 0, command, 1, args.length);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", tools + File.pathSeparator + "/usr/bin" + File.pathSeparator + "/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), text);
    }

    private void tool(String name, String body) throws IOException {
        Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
