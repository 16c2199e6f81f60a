package io.dermavigil.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclPermissionType;
import org.junit.jupiter.api.Test;

class AccessCatalogueTest {

    private static final Path DOCUMENT = Path.of("../docs/security.md");

    @Test
    void rightsArePinned() {
        assertThat(rights())
                .containsExactly(
                        "jobs | read | topic | clinic.*",
                        "jobs | write | topic | clinic.rejects",
                        "jobs | write | topic | clinic.rejects.g*",
                        "jobs | read, write | topic | summary.*",
                        "jobs | read, write | topic | pipeline.progress",
                        "jobs | read | topic | safety.baselines",
                        "jobs | read, write | topic | safety.evidence*",
                        "jobs | describe, write | transactional id | dermavigil-g*",
                        "jobs | read | group | dermavigil-outcomes*",
                        "serving | read | topic | clinic.*",
                        "serving | read | topic | summary.*",
                        "serving | read | topic | pipeline.*",
                        "serving | read | topic | safety.*",
                        "serving | read, write | topic | people.decisions",
                        "serving | read | group | dermavigil-serving*",
                        "monitor | describe | topic | clinic.*",
                        "monitor | read | topic | summary.*",
                        "monitor | read | topic | pipeline.*",
                        "monitor | read | group | dermavigil-monitor*",
                        "publisher | write | topic | clinic.sessions",
                        "publisher | write | topic | clinic.reactions",
                        "publisher | write | topic | clinic.ratings",
                        "publisher | read | topic | pipeline.progress",
                        "clinic-07 | write | topic | clinic.07.sessions",
                        "clinic-07 | write | topic | clinic.07.reactions",
                        "clinic-07 | write | topic | clinic.07.ratings");
    }

    @Test
    void theDocumentShowsThem() throws IOException {
        List<String> shown = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| ([a-z, ]+) \\| ([a-z ]+) \\| `([^`]+)` \\|$")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> String.join(" | ", row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
        assertThat(shown).isEqualTo(rights());
    }

    @Test
    void everybodyIsAllowedAndNobodyElseIsMeant() {
        Principal clinic = Principal.clinic("07");
        assertThat(AccessCatalogue.bindings(clinic)).hasSize(3).allSatisfy(right -> {
            assertThat(right.entry().principal()).isEqualTo("User:clinic-07");
            assertThat(right.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
        });
    }

    @Test
    void namesAreUnderstood() {
        assertThat(Principal.named("clinic-07")).contains(Principal.clinic("07"));
        assertThat(Principal.named("clinic-../x")).isEmpty();
        assertThat(Principal.named("jobs")).contains(new Principal(Role.JOBS, null));
        assertThat(Principal.named("operator")).isEmpty();
        assertThat(Principal.named("broker")).isEmpty();
    }

    private static List<String> rights() {
        List<String> rights = new ArrayList<>();
        Stream.concat(Principal.ofTheStack().stream(), Stream.of(Principal.clinic("07")))
                .forEach(principal -> AccessCatalogue.grants(principal)
                        .forEach(grant -> rights.add(String.join(
                                " | ",
                                principal.name(),
                                grant.shownOperations(),
                                grant.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                grant.shownName()))));
        return rights;
    }
}
