package io.dermavigil.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.json.AvroJson;
import io.dermavigil.schemas.json.AvroJsonReader;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.topics.TopicSpec;
import io.dermavigil.schemas.validation.EventValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/contract.md} says to those who integrate is what the code does. */
class ContractDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/contract.md");
    private static final Path RENEWED = Path.of("target/contract.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example (\\S+) -->\\n```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("<!-- type (\\S+) -->");

    @Test
    void tablesAreThoseOfTheIdl() throws IOException {
        String document = Files.readString(DOCUMENT);

        String renewed = new ContractTables().renew(document);

        if (!renewed.equals(document)) {
            Files.writeString(RENEWED, renewed);
        }
        assertThat(renewed)
                .as("docs/contract.md differs from the IDL; copy schemas/%s over it", RENEWED)
                .isEqualTo(document);
    }

    @Test
    void everyTypeHasItsTable() throws IOException {
        Stream<String> tables =
                TYPE.matcher(Files.readString(DOCUMENT)).results().map(found -> found.group(1));

        assertThat(tables)
                .containsExactlyInAnyOrderElementsOf(IdlTypes.all().values().stream()
                        .filter(type -> type.getType() != Schema.Type.FIXED)
                        .map(Schema::getFullName)
                        .toList());
    }

    static List<MatchResult> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreWrittenLikeThat(MatchResult example) throws IOException {
        JsonNode json = new ObjectMapper().readTree(example.group(2));

        AvroJsonReader.Result read = AvroJsonReader.read(json, IdlTypes.all().get(example.group(1)));

        assertThat(read.problems()).isEmpty();
        assertThat(AvroJson.write(read.datum()).toString()).isEqualTo(json.toString());
    }

    @Test
    void exampleEventsBreakNoRule() throws IOException {
        List<MatchResult> events = examples().stream()
                .filter(example -> example.group(1).startsWith("io.dermavigil.events."))
                .toList();

        assertThat(events).hasSize(3);
        for (MatchResult example : events) {
            JsonNode json = new ObjectMapper().readTree(example.group(2));
            SpecificRecord event = AvroJsonReader.read(json, IdlTypes.all().get(example.group(1)))
                    .datum();
            EventHeader header = EventHeader.of(event);
            assertThat(EventValidator.problems(event, header, header.recordedAt()))
                    .isEmpty();
        }
    }

    @Test
    void topicsAreThoseOfTheCatalogue() throws IOException {
        String document = Files.readString(DOCUMENT);

        for (TopicSpec topic : TopicCatalogue.outcomes()) {
            assertThat(document)
                    .containsPattern("\\| `" + Pattern.quote(topic.name()) + "` \\|[^\\n]*\\| " + topic.partitions()
                            + " \\| " + topic.config().get("cleanup.policy"));
        }
    }
}
