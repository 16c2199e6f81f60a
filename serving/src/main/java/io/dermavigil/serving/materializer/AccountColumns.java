package io.dermavigil.serving.materializer;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The columns that every summary by account has, before those of its own. */
final class AccountColumns {

    private static final String[] SHARED = {
        "text", "text", "text", "text", "text", "text", "text", "text", "text", "text", "text", "uuid", "integer",
        "bigint"
    };

    private AccountColumns() {}

    static Columns with(String... own) {
        String[] types = Arrays.copyOf(SHARED, SHARED.length + own.length);
        System.arraycopy(own, 0, types, SHARED.length, own.length);
        return new Columns(types);
    }

    static Object[] row(
            String key,
            Grouping grouping,
            Period period,
            Setting setting,
            Condition condition,
            SkinType skinType,
            String clinicId,
            String deviceModel,
            String cartridgeLot,
            Instant updatedAt,
            Origin origin,
            Object... own) {
        Object[] row = new Object[SHARED.length + own.length];
        Object[] shared = {
            key,
            grouping.name(),
            period.getKind().name(),
            period.getStart(),
            setting.name(),
            condition == null ? null : condition.name(),
            skinType == null ? null : skinType.name(),
            clinicId,
            deviceModel,
            cartridgeLot,
            updatedAt,
            origin.topicId(),
            origin.partition(),
            origin.offset()
        };
        System.arraycopy(shared, 0, row, 0, shared.length);
        System.arraycopy(own, 0, row, shared.length, own.length);
        return row;
    }

    /** Runs an upsert that returns the keys it wrote. */
    static Set<String> upsert(Connection connection, String sql, Columns columns) throws SQLException {
        Set<String> written = new HashSet<>();
        try (PreparedStatement statement = columns.prepare(connection, sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                written.add(rows.getString(1));
            }
        }
        return written;
    }
}
