package io.dermavigil.serving.exports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the documented views and their columns mean, as the store itself says, as a page of documentation. */
public final class DataDictionary {

    private static final String HEAD = """
            # Data dictionary

            What the store says of its views and columns (`COMMENT ON`), made by `dermavigil export --dictionary`; a test keeps this page
            current. CSV and Parquet, by REST or by export, have the same columns.
            """;

    private DataDictionary() {}

    /** The page in Markdown, from any connection to the store. */
    public static String page(Handle handle) {
        Map<String, StringBuilder> views = new LinkedHashMap<>();
        for (Meaning meaning : meanings(handle)) {
            views.computeIfAbsent(meaning.view, view -> begin(meaning))
                    .append("| `%s` | %s | %s |%n"
                            .formatted(meaning.column, meaning.type, cell(meaning.columnMeaning)));
        }
        return HEAD + String.join("", views.values());
    }

    private static StringBuilder begin(Meaning meaning) {
        return new StringBuilder("%n## `%s`%n%s%n%n| column | type | meaning |%n|---|---|---|%n"
                .formatted(meaning.view, meaning.viewMeaning));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static List<Meaning> meanings(Handle handle) {
        return handle.createQuery("""
                        SELECT n.nspname || '.' || v.relname AS view, pg_catalog.obj_description(v.oid) AS view_meaning,
                          a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
                          pg_catalog.col_description(v.oid, a.attnum) AS column_meaning
                        FROM pg_catalog.pg_class v JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped
                        WHERE (n.nspname = 'serving' AND v.relkind = 'v') OR (n.nspname = 'release' AND v.relkind IN ('v', 'r'))
                        ORDER BY n.nspname, v.relname, a.attnum""")
                .map((row, context) -> new Meaning(
                        row.getString("view"),
                        String.valueOf(row.getString("view_meaning")),
                        row.getString("attname"),
                        row.getString("type"),
                        String.valueOf(row.getString("column_meaning"))))
                .list();
    }

    private record Meaning(String view, String viewMeaning, String column, String type, String columnMeaning) {}
}
