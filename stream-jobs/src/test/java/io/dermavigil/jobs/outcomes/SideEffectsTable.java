package io.dermavigil.jobs.outcomes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** {@code summary.side-effects} as a table of Flink SQL, by the very statements of {@code docs/wire.md}. */
final class SideEffectsTable {

    private static final Path DOCUMENT = Path.of("../docs/wire.md");
    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\n(.*?)```");

    private SideEffectsTable() {}

    /** Sessions, patients and sessions with an adverse reaction, by account. */
    static Map<String, List<Long>> counts(String bootstrap, String registry) throws Exception {
        String[] statements = statements();
        Configuration settings = new Configuration();
        settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(settings)
                .build());
        tables.executeSql(statements[0]
                .replace("broker:9092", bootstrap)
                .replace("http://registry:8080/apis/ccompat/v7", registry));
        Map<String, List<Long>> counts = new TreeMap<>();
        try (CloseableIterator<Row> rows = tables.executeSql(statements[1]).collect()) {
            rows.forEachRemaining(row -> fold(row, counts));
        }
        return counts;
    }

    private static void fold(Row row, Map<String, List<Long>> counts) {
        String account = row.<String>getFieldAs(0);
        if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
            counts.put(account, List.of(row.<Long>getFieldAs(1), row.<Long>getFieldAs(2), row.<Long>getFieldAs(3)));
        } else {
            counts.remove(account);
        }
    }

    /** The definition of the table, then the query. */
    private static String[] statements() {
        try {
            Matcher block = STATEMENTS.matcher(Files.readString(DOCUMENT));
            if (!block.find()) {
                throw new IllegalStateException(DOCUMENT + " has no SQL");
            }
            return block.group(1).strip().split(";\\s*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
