package io.dermavigil.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code .env.example} shows every variable of the compose file with the default that it has there. */
class ComposeVariablesTest {

    private static final Path DEPLOY = Path.of(System.getProperty("deploy.folder"));
    private static final Path COMPOSE = DEPLOY.resolve("../docker-compose.yml");
    private static final Path EXAMPLE = DEPLOY.resolve("../.env.example");
    private static final Path IMAGES = DEPLOY.resolve("images/versions.env");

    /** A variable with its default. {@code $$} is a dollar of the container's own. */
    private static final Pattern USE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+):-([^}]*)}");

    private static final Pattern ANY_USE = Pattern.compile("(?<!\\$)\\$\\{?([A-Z_]+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("^([A-Z_]+)=(.*)$", Pattern.MULTILINE);

    @Test
    void everyVariableIsShownWithItsDefault() throws IOException {
        Map<String, String> defaults = defaults();
        assertThat(defaults).hasSizeGreaterThan(20);
        assertThat(assignments(EXAMPLE)).isEqualTo(defaults);
    }

    @Test
    void everyVariableHasADefault() throws IOException {
        Matcher use = ANY_USE.matcher(Files.readString(COMPOSE));
        assertThat(use.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(defaults().keySet()::contains);
    }

    @Test
    void imagesAreThoseThatStandInsAreBuiltFor() throws IOException {
        assertThat(defaults()).containsAllEntriesOf(assignments(IMAGES));
    }

    private static Map<String, String> defaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        Matcher use = USE.matcher(Files.readString(COMPOSE));
        while (use.find()) {
            String earlier = defaults.put(use.group(1), use.group(2));
            assertThat(earlier).as(use.group(1)).isIn(null, use.group(2));
        }
        return defaults;
    }

    private static Map<String, String> assignments(Path file) throws IOException {
        Map<String, String> assignments = new TreeMap<>();
        Matcher assignment = ASSIGNMENT.matcher(Files.readString(file));
        while (assignment.find()) {
            assignments.put(assignment.group(1), assignment.group(2));
        }
        return assignments;
    }
}
