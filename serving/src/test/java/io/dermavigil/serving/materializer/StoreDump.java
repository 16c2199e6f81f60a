package io.dermavigil.serving.materializer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every row of every table that the materializer writes, as text, without the instants of its own clock. */
final class StoreDump {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("raw.fold", "generation");
        TABLES.put("raw.consumed", "topic, partition, topic_id, next_offset");
        for (String table : List.of(
                "progress",
                "side_effects",
                "reactions",
                "satisfaction",
                "rating_bands",
                "clinics",
                "session_facts",
                "reaction_facts",
                "rating_facts")) {
            TABLES.put("raw." + table, "*");
        }
    }

    private StoreDump() {}

    static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> dump = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            dump.put(table.getKey(), rows(connection, table.getKey(), table.getValue()));
        }
        return dump;
    }

    private static List<String> rows(Connection connection, String table, String columns) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT t::text FROM (SELECT " + columns + " FROM " + table
                        + ") t ORDER BY t::text COLLATE \"C\"")) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
