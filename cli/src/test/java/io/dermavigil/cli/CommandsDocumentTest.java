package io.dermavigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/commands.md} names every command, option and exit code that there is. */
class CommandsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/commands.md");
    private static final Set<String> EXPLAINED_ONCE = Set.of(
            "--help",
            "--version",
            "--data",
            "--bootstrap",
            "--client-config",
            "--registry",
            "--registry-config",
            "--framing");

    @Test
    void everyCommandHasItsSectionWithItsOptions() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> missing = new ArrayList<>();
        topCommands().forEach((name, command) -> {
            String section = section(document, name);
            options(command).stream()
                    .filter(option -> !Pattern.compile(Pattern.quote(option) + "(?![a-z-])")
                            .matcher(section)
                            .find())
                    .forEach(option -> missing.add(name + " " + option));
        });

        assertThat(topCommands()).hasSizeGreaterThan(8);
        assertThat(missing).as("in no section of docs/commands.md").isEmpty();
    }

    @Test
    void whatIsExplainedOnceIsExplained() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(EXPLAINED_ONCE.stream()
                        .filter(option -> !option.equals("--help") && !option.equals("--version"))
                        .filter(option -> !document.contains("| `" + option + " ")))
                .isEmpty();
    }

    @Test
    void everySectionIsThatOfACommand() throws IOException {
        Matcher headings = Pattern.compile("(?m)^## (`.*)$").matcher(Files.readString(DOCUMENT));
        List<String> named = new ArrayList<>();
        while (headings.find()) {
            Pattern.compile("`([a-z-]+)`")
                    .matcher(headings.group(1))
                    .results()
                    .forEach(name -> named.add(name.group(1)));
        }

        assertThat(named).containsExactlyInAnyOrderElementsOf(topCommands().keySet());
    }

    @Test
    void everyExitCodeIsListed() throws IOException, IllegalAccessException {
        String document = Files.readString(DOCUMENT);
        for (Field code : ExitCode.class.getFields()) {
            assertThat(document).as(code.getName()).containsPattern("\\| " + code.getInt(null) + " \\| \\w+");
        }
    }

    private static Map<String, CommandLine> topCommands() {
        Map<String, CommandLine> commands =
                new TreeMap<>(Dermavigil.commandLine().getSubcommands());
        commands.remove("help");
        return commands;
    }

    private static List<String> options(CommandLine command) {
        List<String> options = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && !EXPLAINED_ONCE.contains(option.longestName())) {
                options.add(option.longestName());
            }
        }
        command.getSubcommands().values().forEach(nested -> options.addAll(options(nested)));
        return options;
    }

    private static String section(String document, String command) {
        Matcher section = Pattern.compile("(?ms)^## [^\\n]*`" + command + "`.*?(?=^## |\\z)")
                .matcher(document);
        return section.find() ? section.group() : "";
    }
}
