package io.dermavigil.ingest.rejects;

import static io.dermavigil.ingest.rows.SampleRows.session;
import static io.dermavigil.ingest.rows.SampleRows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.ingest.files.EventSink;
import io.dermavigil.ingest.files.FilePublication;
import io.dermavigil.ingest.files.FileReport;
import io.dermavigil.ingest.files.RowListener;
import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.mapping.MappingReader;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.RowOutcome;
import io.dermavigil.ingest.rows.RowSettings;
import io.dermavigil.ingest.rows.SampleRows;
import io.dermavigil.schemas.events.EventKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RejectFileTest {

    private static final RowListener DEAF = new RowListener() {
        @Override
        public void read(long bytesRead) {}

        @Override
        public void rejected(RowOutcome.Rejected row) {}
    };

    @TempDir
    private Path folder;

    @Test
    void keepsTheRowWithLineColumnsAndReasonsForItsOwnerOnly() throws Exception {
        Path rejects = folder.resolve("rejects.ndjson");
        Path file = ndjson(session("4711", "s 1").put("skinType", "7").toString(), "{\"a\":");
        FileReport report = publish(file, settings(EventKind.SESSION, null), rejects);
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)))
                .isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(rejects);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.at("/reject/line").intValue()).isEqualTo(1);
        assertThat(first.at("/reject/problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("skinType", "sessionId");
        assertThat(first.at("/row")).isEqualTo(session("4711", "s 1").put("skinType", "7"));
        assertThat(new ObjectMapper().readTree(lines.get(1)).at("/row").textValue())
                .isEqualTo("{\"a\":");
    }

    @Test
    void theRowIsKeptAsItWasDownToItsGroups() throws Exception {
        ObjectNode row = session("4711", "s-1");
        row.putObject("device").put("technique", "LASER").put("maxDepthMm", 99.0);
        Path rejects = folder.resolve("rejects.ndjson");
        publish(ndjson(row.toString()), settings(EventKind.SESSION, null), rejects);
        JsonNode reject = new ObjectMapper().readTree(Files.readString(rejects));
        assertThat(reject.at("/row")).isEqualTo(row);
        assertThat(reject.at("/reject/problems").findValuesAsText("field"))
                .containsExactly("device.technique", "device.maxDepthMm");
    }

    @Test
    void aRepairedNdjsonRejectIsPublishedAsItIs() throws Exception {
        Path rejects = folder.resolve("rejects.ndjson");
        publish(
                ndjson(session("4711", "s-1").put("skinType", "7").toString()),
                settings(EventKind.SESSION, null),
                rejects);
        Files.writeString(rejects, Files.readString(rejects).replace("\"skinType\":\"7\"", "\"skinType\":\"V\""));
        List<RowOutcome> repaired = SampleRows.read(rejects, settings(EventKind.SESSION, null));
        RowOutcome wanted =
                SampleRows.read(folder, session("4711", "s-1").put("skinType", "V"), settings(EventKind.SESSION, null));
        assertThat(SampleRows.events(repaired)).isEqualTo(SampleRows.events(List.of(wanted)));
    }

    @Test
    void aRepairedCsvRejectIsPublishedWithTheMappingOfItsFile() throws Exception {
        Path mapping = folder.resolve("mapping.yaml");
        Files.writeString(mapping, """
                kind: ratings
                delimiter: ";"
                characterSet: windows-1252
                fields:
                  clinicId: {constant: clinic-1}
                  patientKey: {column: Käufer, pseudonym: true}
                  sessionId: {column: Sitzung}
                  ratingId: {column: Sitzung}
                  ratedOn: {column: Tag}
                  satisfaction: {column: Note, values: {sehr gut: 5}}
                  reporter: {constant: PATIENT}
                """);
        Path file = folder.resolve("noten.csv");
        Files.write(
                file,
                "Käufer;Sitzung;Tag;Note;Rest\nMüller;s-1;2026-03-02;gut;\"a;b\"\nMeyer;s-2\n"
                        .getBytes(Charset.forName("windows-1252")));
        RowSettings settings = settings(EventKind.RATING, MappingReader.read(mapping));
        Path rejects = folder.resolve("rejects.csv");
        assertThat(publish(file, settings, rejects).rejected()).isEqualTo(2);
        assertThat(Files.readAllLines(rejects, StandardCharsets.UTF_8))
                .containsExactly(
                        "\uFEFFKäufer;Sitzung;Tag;Note;Rest;reject.file;reject.line;reject.problems;reject.row",
                        "Müller;s-1;2026-03-02;gut;\"a;b\";" + file
                                + ";2;\"column Note (satisfaction): must be in the mapping's values, which have no otherwise\";"
                                        .replace("\"", ""),
                        ";;;;;" + file + ";3;the row must have 5 cells like the header, has 2;\"Meyer;s-2\"");
        Files.writeString(rejects, Files.readString(rejects).replace(";gut;", ";sehr gut;"));
        List<RowOutcome> repaired = SampleRows.read(rejects, settings);
        assertThat(SampleRows.events(repaired)).hasSize(1);
        assertThat(SampleRows.problems(repaired)).isNotEmpty().allMatch(problem -> problem.startsWith("3: "));
    }

    @Test
    void isNeverOverwrittenAndRemovedWhenUnused() throws Exception {
        Path present = Files.writeString(folder.resolve("repair.csv"), "half repaired");
        assertThatThrownBy(() -> RejectFile.create(present)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(present).hasContent("half repaired");
        Path unused = folder.resolve("unused.ndjson");
        publish(ndjson(session("4711", "s-1").toString()), settings(EventKind.SESSION, null), unused);
        assertThat(unused).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskStopsThePublicationAndSaysAfterWhichRow() throws Exception {
        Path file = ndjson(
                session("1", "s-1").toString(), "broken", session("2", "s-2").toString());
        FileReport report = publish(file, settings(EventKind.SESSION, null), Path.of("/dev/full"));
        assertThat(report.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.part()).isEqualTo(FileReport.Part.REJECTS);
            assertThat(failure.message()).contains("No space left");
        });
        assertThat(report.published()).isEqualTo(1);
        assertThat(report.read()).isEqualTo(1);
        assertThat(report.rejected()).isZero();
        assertThat(report.lastLineRead()).isEqualTo(1);
    }

    @Test
    void filesWithOtherColumnsDoNotShareACsvRejectsFile() throws Exception {
        Path one = Files.writeString(folder.resolve("one.csv"), "clinicId,sessionId\n,\n");
        Path two = Files.writeString(folder.resolve("two.csv"), "clinicId,condition\n,\n");
        RowSettings settings = settings(EventKind.SESSION, (ColumnMapping) null);
        try (RejectSink rejects = RejectFile.create(folder.resolve("rejects.csv"))) {
            assertThat(publish(one, settings, rejects).failure()).isEmpty();
            assertThat(publish(two, settings, rejects).failure())
                    .hasValueSatisfying(failure -> assertThat(failure.message()).contains("same columns"));
        }
    }

    private Path ndjson(String... lines) throws Exception {
        return Files.write(folder.resolve("rows.ndjson"), List.of(lines));
    }

    private static FileReport publish(Path file, RowSettings settings, Path rejects) throws Exception {
        try (RejectSink sink = RejectFile.create(rejects)) {
            return publish(file, settings, sink);
        }
    }

    private static FileReport publish(Path file, RowSettings settings, RejectSink rejects) throws Exception {
        try (EventRows rows = EventRows.open(file, settings)) {
            return new FilePublication(file, EventSink.dryRun(), rejects, DEAF).run(rows);
        }
    }
}
