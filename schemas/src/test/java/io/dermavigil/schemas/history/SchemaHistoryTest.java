package io.dermavigil.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.dermavigil.schemas.events.SampleRecords;
import io.dermavigil.schemas.wire.SchemaHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the schemas of the IDL against their recorded history; a failure stops the build. */
class SchemaHistoryTest {

    private static final Path HISTORY = Path.of("src/main/resources/schema-history");
    private static final Path CANDIDATES = Path.of("target/schema-candidates");

    static Stream<Schema> types() {
        return SampleRecords.all().map(SpecificRecord::getSchema);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSchemaChangesOnlyByRecordedFieldsWithDefaults(Schema current) throws IOException {
        List<Schema> recorded = SchemaHistory.of(current.getFullName());

        List<String> violations = SchemaGate.violations(current, recorded);

        if (!violations.isEmpty()) {
            fail(current.getFullName() + ":\n  " + String.join("\n  ", violations) + "\n"
                    + howToRecord(current, recorded.size() + 1));
        }
    }

    private static String howToRecord(Schema current, int number) throws IOException {
        Path file = Path.of(current.getFullName(), String.format(Locale.ROOT, "%03d.avsc", number));
        Path candidate = CANDIDATES.resolve(file);
        Files.createDirectories(candidate.getParent());
        Files.writeString(candidate, current.toString(true) + "\n");
        return "If the change only adds fields with defaults, record it: copy schemas/" + candidate + " to schemas/"
                + HISTORY.resolve(file) + " and append its line of sha256sum to schemas/"
                + HISTORY.resolve("SHA256SUMS") + ". Recorded files are never edited.";
    }

    @Test
    void everyTypeOfATopicHasAHistoryAndNothingElseHas() throws IOException {
        try (Stream<Path> folders = Files.list(HISTORY).filter(Files::isDirectory)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            types().map(Schema::getFullName).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void versionsAreNumberedWithoutGaps(Schema type) throws IOException {
        try (Stream<Path> files = Files.list(HISTORY.resolve(type.getFullName()))) {
            assertThat(files).hasSize(SchemaHistory.of(type.getFullName()).size());
        }
    }

    @Test
    void recordedFilesAreNeverEdited() throws IOException {
        List<String> listed = Files.readAllLines(HISTORY.resolve("SHA256SUMS"));
        try (Stream<Path> files =
                Files.walk(HISTORY).filter(file -> file.toString().endsWith(".avsc"))) {
            assertThat(files.map(SchemaHistoryTest::sumLine))
                    .as("lines of SHA256SUMS; a recorded schema must not change")
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    private static String sumLine(Path file) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            String name = HISTORY.relativize(file).toString().replace('\\', '/');
            return HexFormat.of().formatHex(sum) + "  " + name;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot hash " + file, e);
        }
    }
}
