package io.dermavigil.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {

    @TempDir
    private Path folder;

    @Test
    void aStrayQuoteCostsItsOwnRowOnly() throws Exception {
        List<SourceRow> rows = rows("a,b\n1,2\n3,\"4\n5,6\n7,\"8\"\n9,10\n");
        assertThat(rows).extracting(SourceRow::line).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(malformed(rows)).containsExactly("3: must close the quote it opens");
        assertThat(((SourceRow.Cells) rows.get(3)).cells()).containsExactly("7", "8");
    }

    @Test
    void aStrayQuoteInTheLastRowIsFoundToo() throws Exception {
        assertThat(malformed(rows("a,b\n1,2\n3,\"4"))).containsExactly("3: must close the quote it opens");
    }

    @Test
    void anUnclosedQuoteLooksAheadOnlySoFar() throws Exception {
        String plain = "1,2\n".repeat(3 * CsvRows.MAX_LINES_PER_ROW);
        List<SourceRow> rows = rows("a,b\n3,\"4\n" + plain);
        assertThat(malformed(rows)).containsExactly("2: must close the quote it opens");
        assertThat(rows).hasSize(1 + 3 * CsvRows.MAX_LINES_PER_ROW);
    }

    @Test
    void aQuotedCellMayRunOverLinesAndHoldQuotes() throws Exception {
        List<SourceRow> rows = rows("a,b\r\n1,\"x\r\n\r\n\"\"y\"\"\"\r\n2,z\r\n");
        assertThat(((SourceRow.Cells) rows.get(0)).cells()).containsExactly("1", "x\n\n\"y\"");
        assertThat(rows.get(1).line()).isEqualTo(5);
    }

    @Test
    void rowsWithTooFewOrTooManyCellsAreMalformed() throws Exception {
        assertThat(malformed(rows("a,b\n1\n1,2\n1,2,3\n\n")))
                .containsExactly(
                        "2: must have 2 cells like the header, has 1", "4: must have 2 cells like the header, has 3");
    }

    @Test
    void textAfterAClosingQuoteIsMalformed() throws Exception {
        assertThat(malformed(rows("a,b\n1,\"2\"3\n4,5\n")))
                .containsExactly("2: must have its quotes around whole cells");
    }

    @Test
    void anOverlongLineIsMalformedAndNotHeldInMemory() throws Exception {
        List<SourceRow> rows = rows("a,b\n1," + "x".repeat(3 * LineReader.MAX_LINE_CHARS) + "\n3,4\n");
        assertThat(malformed(rows)).containsExactly("2: must have at most 1048576 characters");
        assertThat(rows.get(0).raw())
                .hasSizeLessThan(LineReader.MAX_LINE_CHARS / 8)
                .startsWith("1,xxx");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumnAndWinsOverTheCharacterSet() throws Exception {
        for (Charset marked : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path file = folder.resolve("bom.csv");
            Files.write(file, "\uFEFFname,alter\nmüller,3\n".getBytes(marked));
            try (CsvRows rows = new CsvRows(file, new CsvFormat(',', '"', StandardCharsets.ISO_8859_1))) {
                assertThat(rows.header()).containsExactly("name", "alter");
                assertThat(((SourceRow.Cells) rows.next()).cells()).containsExactly("müller", "3");
            }
        }
    }

    @Test
    void bytesOfAnotherCharacterSetDamageTheirCellOnly() throws Exception {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "a,b\nmüller,2\n3,4\n".getBytes(StandardCharsets.ISO_8859_1));
        try (CsvRows rows = new CsvRows(file, CsvFormat.STANDARD)) {
            SourceRow.Cells first = (SourceRow.Cells) rows.next();
            assertThat(first.isDamaged(0)).isTrue();
            assertThat(first.isDamaged(1)).isFalse();
            assertThat(((SourceRow.Cells) rows.next()).isDamaged(0)).isFalse();
        }
    }

    @Test
    void aHeaderThatNamesNothingOrOneThingTwiceIsRefused() {
        assertThatThrownBy(() -> rows("a,,c\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("line 1: column 2 must have a name of its own");
        assertThatThrownBy(() -> rows("a,b, a\n")).hasMessageContaining("column 3 must have a name of its own");
        assertThatThrownBy(() -> rows("\n  \n")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> rows("\"a,b\n")).hasMessageContaining("must be a header");
    }

    @Property(tries = 200)
    void whateverAWriterWritesIsReadBack(@ForAll("tables") List<List<String>> table) throws Exception {
        StringWriter text = new StringWriter();
        CsvWriter writer = CsvWriter.builder().bufferSize(0).build(text);
        writer.writeRecord("a", "b", "c");
        table.forEach(writer::writeRecord);
        Path file = Files.createTempFile("rows", ".csv");
        try {
            Files.writeString(file, text.toString());
            List<List<String>> read = new ArrayList<>();
            try (CsvRows rows = new CsvRows(file, CsvFormat.STANDARD)) {
                for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                    read.add(((SourceRow.Cells) row).cells());
                }
            }
            assertThat(read).isEqualTo(table);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings()
                .withChars('a', 'ü', '"', ',', ';', ' ', '\n')
                .ofMaxLength(6);
        Arbitrary<String> first = cell.map(text -> "x" + text);
        return first.flatMap(a -> cell.flatMap(b -> cell.map(c -> List.of(a, b, c))))
                .list()
                .ofMaxSize(8);
    }

    private static List<String> malformed(List<SourceRow> rows) {
        return rows.stream()
                .filter(SourceRow.Malformed.class::isInstance)
                .map(row -> row.line() + ": " + ((SourceRow.Malformed) row).rule())
                .toList();
    }

    private List<SourceRow> rows(String text) throws Exception {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, text);
        List<SourceRow> result = new ArrayList<>();
        try (CsvRows rows = new CsvRows(file, CsvFormat.STANDARD)) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                result.add(row);
            }
        }
        return result;
    }
}
