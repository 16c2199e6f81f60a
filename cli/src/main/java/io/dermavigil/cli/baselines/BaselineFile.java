package io.dermavigil.cli.baselines;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.safety.Baseline;
import io.dermavigil.schemas.safety.BaselineCell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of baselines as CSV, read as a whole: one bad row refuses the file, because half a table would be another one.
 *
 * @param baselines what its good rows say, in their order
 * @param problems {@code line N, column: rule}, in the order of the lines
 */
record BaselineFile(List<Baseline> baselines, List<String> problems) {

    private static final int DIGEST_BYTES = 4;

    /**
     * Reads a file in UTF-8.
     *
     * @throws CommandFailure that names every line, column and rule when anything in it is wrong
     */
    static BaselineTable read(Path path) {
        String text = text(path);
        String name = path.getFileName() + "-" + digest(text);
        BaselineFile file = parse(text, name);
        if (!file.problems.isEmpty()) {
            String lines = String.join(
                    "\n",
                    file.problems.stream().map(p -> "  " + path + ", " + p).toList());
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "nothing was published, the table has " + file.problems.size() + " problems:\n" + lines);
        }
        Map<BaselineCell, Baseline> byCell = new LinkedHashMap<>();
        file.baselines.forEach(baseline -> byCell.put(BaselineCell.of(baseline), baseline));
        return new BaselineTable(name, byCell);
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path + " cannot be read as text in UTF-8 (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /** Two tables of one name would not be told apart in the evidence; the digest tells them. */
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param text CSV with a header
     * @param table name of the table
     */
    static BaselineFile parse(String text, String table) {
        List<Baseline> baselines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<BaselineCell, Long> lines = new HashMap<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            BaselineRow.Header header = null;
            for (CsvRecord row : rows) {
                long line = row.getStartingLineNumber();
                if (header == null) {
                    header = BaselineRow.Header.of(row.getFields(), problems);
                    if (header == null) {
                        return new BaselineFile(List.of(), problems);
                    }
                    continue;
                }
                Baseline baseline = BaselineRow.read(
                        header,
                        row.getFields(),
                        table,
                        (column, rule) -> problems.add("line " + line + ", " + column + ": " + rule));
                if (baseline != null) {
                    Long before = lines.putIfAbsent(BaselineCell.of(baseline), line);
                    if (before != null) {
                        problems.add("line " + line + ", reactionType: must not repeat the cell of line " + before);
                    }
                    baselines.add(baseline);
                }
            }
            if (header == null) {
                problems.add("line 1, header: must be " + String.join(",", BaselineTable.COLUMNS));
            }
        } catch (CsvParseException | IOException e) {
            problems.add("line " + (baselines.size() + 2) + " or later, row: must have its quotes around whole cells");
        }
        return new BaselineFile(baselines, problems);
    }
}
