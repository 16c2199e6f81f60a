package io.dermavigil.serving.store;

import io.dermavigil.events.ReactionType;
import io.dermavigil.schemas.rules.ExpectedWindows;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes the program's table of reaction types and expected windows into the store. */
final class ReactionTypeTable {

    private ReactionTypeTable() {}

    static void write(Jdbi writer, ExpectedWindows windows) {
        writer.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO raw.reaction_types AS t (reaction_type, expected_window_days) VALUES (:type, :days)
                    ON CONFLICT (reaction_type) DO UPDATE SET expected_window_days = excluded.expected_window_days
                    WHERE t.expected_window_days IS DISTINCT FROM excluded.expected_window_days
                    """);
            for (ReactionType type : ReactionType.values()) {
                var days = windows.days(type);
                batch.bind("type", type.name())
                        .bind("days", days.isPresent() ? days.getAsInt() : null)
                        .add();
            }
            batch.execute();
        });
    }
}
