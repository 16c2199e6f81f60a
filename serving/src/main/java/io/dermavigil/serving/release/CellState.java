package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.PublishedCount;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a count stands in a release, as {@code release.cells} says it. */
enum CellState {
    SHOWN {
        @Override
        PublishedCount read(ResultSet row) throws SQLException {
            return new PublishedCount.Shown(row.getLong("patients"));
        }
    },
    CARRIED {
        @Override
        PublishedCount read(ResultSet row) throws SQLException {
            return new PublishedCount.Carried(row.getLong("patients"), row.getInt("carried_from"));
        }
    },
    SUPPRESSED {
        @Override
        PublishedCount read(ResultSet row) {
            return new PublishedCount.Suppressed();
        }
    };

    /** The count of a row in this state. */
    abstract PublishedCount read(ResultSet row) throws SQLException;

    static CellState of(PublishedCount count) {
        if (count instanceof PublishedCount.Shown) {
            return SHOWN;
        }
        return count instanceof PublishedCount.Carried ? CARRIED : SUPPRESSED;
    }
}
