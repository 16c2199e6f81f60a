package io.dermavigil.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingReaderTest {

    private static final String SOUND = """
            kind: ratings
            fields:
              clinicId: {constant: clinic-1}
              patientKey: {column: Patient, pseudonym: true}
              sessionId: Session
              ratingId: {column: Nr}
              ratedOn: {column: Date}
              satisfaction: {column: Score, values: {"++": 5, "+": 4}}
              reporter: {constant: PATIENT}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsASoundMapping() throws Exception {
        assertThat(read(SOUND).sources()).hasSize(7);
        assertThat(read(SOUND).setsRecordedAt()).isFalse();
        assertThat(read(SOUND + "  recordedAt: {constant: 2026-03-02}\n").setsRecordedAt())
                .isTrue();
    }

    @Test
    void anUnknownKeyIsRefusedWithFileLineAndKey() {
        refuses(
                "delimeter: \";\"\n" + SOUND,
                "mapping.yaml, line 1: key delimeter is not known; known there: characterSet, dateFormats, "
                        + "dateTimeFormats, decimalComma, delimiter, fields, idDomain, kind, monthFormats, partialDates, quote, timeZone");
        refuses(
                SOUND.replace("{column: Nr}", "{colum: Nr}"),
                "mapping.yaml, line 6: key fields.ratingId.colum is not known; known there: capture, column, constant, "
                        + "empty, otherwise, pseudonym, separator, values");
        refuses(
                SOUND.replace("ratedOn:", "ratedAt:"),
                "mapping.yaml, line 7: key fields.ratedAt is no field; known: eventId, clinicId, patientKey, sessionId, "
                        + "revision, voided, recordedAt, ratingId, ratedOn, satisfaction, improvement, downtimeDays, reporter");
    }

    @Test
    void whatCouldOnlyFailRowByRowIsRefusedAtOnce() {
        refuses(
                SOUND.replace("PATIENT", "PATENT"),
                "line 9: key fields.reporter.constant must be one of PATIENT, CLINICIAN, UNKNOWN");
        refuses(
                SOUND.replace("\"+\": 4", "\"+\": four"),
                "line 8: key fields.satisfaction.values.+ must be a whole number");
        refuses(SOUND.replace("ratings", "grades"), "line 1: key kind must be sessions, reactions or ratings");
        refuses(SOUND.replace("  ratedOn: {column: Date}\n", ""), "line 2: key fields lacks ratedOn");
        refuses(
                SOUND.replace("{column: Date}", "{}"),
                "line 7: key fields.ratedOn must have either column or constant");
        refuses(SOUND.replace("{column: Date}", ""), "line 7: key fields.ratedOn must have either column or constant");
        refuses(
                SOUND.replace("{column: Date}", "{column: Date, capture: \"(\"}"),
                "line 7: key fields.ratedOn.capture must be a regular expression");
        refuses(
                SOUND.replace("{column: Date}", "{column: Date, otherwise: 2026-01-01}"),
                "must have values beside otherwise");
        refuses(
                SOUND.replace("{column: Date}", "{column: Date, pseudonym: true}"),
                "must not be a pseudonym: it is no id");
        refuses(SOUND.replace(", pseudonym: true", ""), "line 4: key fields.patientKey must say pseudonym: true");
        refuses("characterSet: utf-9\n" + SOUND, "line 1: key characterSet is no character set known here");
        refuses("delimiter: \"::\"\n" + SOUND, "line 1: key delimiter must be one character");
        refuses("dateFormats: [tt.MM.jjjj]\n" + SOUND, "line 1: key dateFormats must be date patterns");
        refuses("timeZone: Berlin\n" + SOUND, "line 1: key timeZone must be a time zone");
        refuses("partialDates: guess\n" + SOUND, "line 1: key partialDates");
    }

    @Test
    void whatIsNoYamlOrTwiceIsRefusedWithItsLine() {
        refuses(SOUND + "  [", "expected <block end>, but found '[' in 'reader', line 10");
        refuses(SOUND + "  ratedOn: {column: Day}\n", "line 10: ");
        refuses("", "mapping.yaml: is empty");
        refuses("kind: ratings\n", "key fields is missing");
        refuses("fields: {}\n", "key kind is missing");
        refuses("- a\n", "line 1");
    }

    private void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(message);
    }

    private ColumnMapping read(String text) throws Exception {
        Path file = folder.resolve("mapping.yaml");
        Files.writeString(file, text);
        return MappingReader.read(file);
    }
}
