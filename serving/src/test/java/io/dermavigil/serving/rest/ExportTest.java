package io.dermavigil.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.serving.exports.Export;
import io.dermavigil.serving.exports.ExportException;
import io.dermavigil.serving.exports.ExportFormat;
import io.dermavigil.serving.exports.ExportedFile;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

    private static Store store;

    @BeforeAll
    static void open() {
        store = Store.open(TestDatabases.create());
        SampleRows.write(store);
        SampleRows.release(store);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void writesAFileAPeriodAndAManifestThatTellsThem(@TempDir Path parent)
            throws IOException, NoSuchAlgorithmException {
        Path folder = parent.resolve("export");
        List<ExportedFile> files = new Export(ExportFormat.CSV, folder, false).live(store.safety(), false);

        assertThat(files)
                .extracting(ExportedFile::path)
                .contains(
                        "side_effects/period=ALL/side_effects.csv",
                        "side_effects/period=2026-02/side_effects.csv",
                        "side_effects/period=2026-03/side_effects.csv",
                        "clinics/clinics.csv");
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        assertThat(manifest.at("/asOf").asText()).isEqualTo("2026-04-02T09:12:44Z");
        assertThat(manifest.at("/rulesVersion").asText()).isEqualTo("rules-1");
        for (JsonNode file : manifest.at("/files")) {
            Path path = folder.resolve(file.at("/path").asText());
            byte[] bytes = Files.readAllBytes(path);
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(file.at("/sha256").asText());
            assertThat(new String(bytes).lines().count())
                    .isEqualTo(file.at("/rows").asLong() + 1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var left = Files.list(parent)) {
            assertThat(left).containsExactly(folder);
        }
    }

    @Test
    void writesAReleaseWithAnAnalystsRightsAndNothingElse(@TempDir Path parent) throws SQLException {
        Path folder = parent.resolve("export");
        new Export(ExportFormat.PARQUET, folder, false).release(store.analyst(), Optional.empty());

        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckDb.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*), count(adverse_patients) FROM '" + folder + "/side_effects/*/*.parquet'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
            assertThat(rows.getInt(2)).as("one is hidden").isEqualTo(1);
        }
        Path refused = parent.resolve("refused");
        assertThatThrownBy(() -> new Export(ExportFormat.CSV, refused, false).live(store.analyst(), false))
                .isInstanceOf(JdbiException.class);
        assertThat(refused).doesNotExist();
        assertThatThrownBy(() -> new Export(ExportFormat.CSV, refused, false).release(store.analyst(), Optional.of(9)))
                .isInstanceOf(ExportException.class);
    }

    @Test
    void writesCasesOnlyWhenAskedToAndForWhoMaySeeThem(@TempDir Path parent) throws SQLException, IOException {
        store.writer().useHandle(handle -> {
            handle.execute("UPDATE raw.session_facts SET contraindications = '{}' WHERE session_id = 's-1'");
            handle.execute("UPDATE raw.session_facts SET contraindications = '{ACTIVE_ACNE,ECZEMA}',"
                    + " cartridge_expires_on = 'infinity', treated_on = '2026-04-01' WHERE session_id = 's-2'");
        });
        Path folder = parent.resolve("parquet");
        List<ExportedFile> files = new Export(ExportFormat.PARQUET, folder, false).live(store.safety(), true);
        assertThat(files)
                .extracting(ExportedFile::path)
                .contains(
                        "side_effects/period=ALL/side_effects.parquet",
                        "sessions/period=2026-03/sessions.parquet",
                        "sessions/period=2026-04/sessions.parquet",
                        "reaction_reports/period=2026-03/reaction_reports.parquet");
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckDb.createStatement();
                var rows = statement.executeQuery("SELECT session_id, contraindications[2], len(contraindications),"
                        + " cartridge_expires_on::VARCHAR FROM '" + folder + "/sessions/*/*.parquet' ORDER BY 1")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                        + rows.getString(4));
            }
            assertThat(found)
                    .containsExactly(
                            "s-1 null 0 null", "s-2 ECZEMA 2 9999-12-31", "s-3 null null null", "s-4 null null null");
        }

        Path csv = parent.resolve("csv");
        new Export(ExportFormat.CSV, csv, false).live(store.safety(), true);
        assertThat(Files.readString(csv.resolve("sessions/period=2026-04/sessions.csv")))
                .contains("patient-2,berlin-1,s-2")
                .contains("\"[ACTIVE_ACNE, ECZEMA]\"");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(csv.resolve("sessions/period=2026-04/sessions.csv"))))
                .isEqualTo("rw-------");

        Path refused = parent.resolve("refused");
        assertThatThrownBy(() -> new Export(ExportFormat.CSV, refused, false).live(store.analyst(), true))
                .isInstanceOf(JdbiException.class);
        Path without = parent.resolve("without");
        new Export(ExportFormat.CSV, without, false).live(store.safety(), false);
        assertThat(without.resolve("sessions")).doesNotExist();
    }

    @Test
    void replacesAFolderOnlyWhenAskedTo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> new Export(ExportFormat.CSV, folder, false).live(store.safety(), false))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("--overwrite");
        assertThat(folder.resolve("mine.txt")).exists();

        new Export(ExportFormat.CSV, folder, true).live(store.safety(), false);
        assertThat(folder.resolve("mine.txt")).doesNotExist();
        assertThat(folder.resolve("manifest.json")).exists();
    }
}
