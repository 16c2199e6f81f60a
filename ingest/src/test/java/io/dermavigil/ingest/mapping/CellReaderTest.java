package io.dermavigil.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.events.EventKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CellReaderTest {

    private static final Notation GERMAN = new Notation(
            List.of(DatePattern.of("dd.MM.yyyy"), DatePattern.of("d.M.yy")),
            List.of(DatePattern.of("MM.yyyy")),
            List.of(DatePattern.of("dd.MM.yyyy HH:mm")),
            ZoneId.of("Europe/Berlin"),
            true,
            true);

    private static final Schema DATE = schema("treatedOn");
    private static final Schema INSTANT = schema("recordedAt");
    private static final Schema DEPTH = schema("device.maxDepthMm");
    private static final Schema AGE = schema("ageYears");
    private static final Schema TRAINED = schema("operatorTrained");

    @Test
    void readsDatesStrictly() {
        assertThat(read(Notation.STANDARD, "2026-03-02", DATE)).isEqualTo("2026-03-02");
        assertThat(read(Notation.STANDARD, "2026-02-29", DATE)).isEqualTo("! must be a date: yyyy-MM-dd");
        assertThat(read(Notation.STANDARD, "2026-03", DATE))
                .isEqualTo("! must be a full date, not a month (partialDates: reject)");
        assertThat(read(Notation.STANDARD, "2026", DATE)).isEqualTo("! must be a full date, not a year");
        assertThat(read(GERMAN, "02.03.2026", DATE)).isEqualTo("2026-03-02");
        assertThat(read(GERMAN, "2.3.26", DATE)).isEqualTo("2026-03-02");
        assertThat(read(GERMAN, "31.02.2026", DATE)).isEqualTo("! must be a date: dd.MM.yyyy or d.M.yy");
        assertThat(read(GERMAN, "02.03.2026 x", DATE)).startsWith("!");
        assertThat(read(GERMAN, "2026-03-02", DATE)).startsWith("!");
    }

    @Test
    void aMonthBecomesItsFirstDayOnRequestButAYearNeverDoes() {
        assertThat(read(GERMAN, "03.2026", DATE)).isEqualTo("2026-03-01");
        assertThat(read(GERMAN, "2026", DATE)).isEqualTo("! must be a full date, not a year");
    }

    @Test
    void readsInstantsInTheZoneOfTheFile() {
        assertThat(read(GERMAN, "02.07.2026 10:15", INSTANT)).isEqualTo("2026-07-02T08:15:00Z");
        assertThat(read(GERMAN, "02.07.2026", INSTANT)).isEqualTo("2026-07-01T22:00:00Z");
        assertThat(read(GERMAN, "2026-07-02T10:15:00+02:00", INSTANT)).isEqualTo("2026-07-02T08:15:00Z");
        assertThat(read(Notation.STANDARD, "2026-07-02", INSTANT)).isEqualTo("2026-07-02T00:00:00Z");
        assertThat(read(Notation.STANDARD, "2026-07-02T10:15", INSTANT)).isEqualTo("2026-07-02T10:15:00Z");
        assertThat(read(Notation.STANDARD, "yesterday", INSTANT)).startsWith("! must be an instant");
    }

    @Test
    void readsNumbersInOneNotationOnly() {
        assertThat(read(GERMAN, "1,5", DEPTH)).isEqualTo("1.5");
        assertThat(read(GERMAN, "1.5", DEPTH)).startsWith("! must be a number with a decimal comma");
        assertThat(read(Notation.STANDARD, "1.5", DEPTH)).isEqualTo("1.5");
        assertThat(read(Notation.STANDARD, "1,5", DEPTH)).startsWith("! must be a number with a decimal point");
        assertThat(read(Notation.STANDARD, "1e3", DEPTH)).startsWith("!");
        assertThat(read(Notation.STANDARD, "NaN", DEPTH)).startsWith("!");
        assertThat(read(Notation.STANDARD, "34", AGE)).isEqualTo("34");
        assertThat(read(Notation.STANDARD, "34.0", AGE)).isEqualTo("! must be a whole number");
        assertThat(read(Notation.STANDARD, "99999999999", AGE)).isEqualTo("! must be a whole number");
        assertThat(read(Notation.STANDARD, "TRUE", TRAINED)).isEqualTo("true");
        assertThat(read(Notation.STANDARD, "1", TRAINED)).isEqualTo("! must be true or false");
    }

    @Property
    void anyDateIsReadBackInAnyPattern(@ForAll @LongRange(min = -25_567, max = 80_000) long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        for (String pattern : List.of("dd.MM.yyyy", "MM/dd/yyyy", "yyyyMMdd", "d MMM yyyy")) {
            Notation notation =
                    new Notation(List.of(DatePattern.of(pattern)), List.of(), List.of(), ZoneOffset.UTC, false, false);
            String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(date);
            assertThat(read(notation, text, DATE)).isEqualTo(date.toString());
        }
    }

    private static Schema schema(String path) {
        return FieldTarget.of(EventKind.SESSION).get(path).schema();
    }

    private static String read(Notation notation, String text, Schema schema) {
        Converted converted = new CellReader(notation).read(text, schema);
        return converted.rule() == null ? converted.value().asText() : "! " + converted.rule();
    }
}
