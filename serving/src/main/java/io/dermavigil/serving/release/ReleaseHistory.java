package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.CountId;
import io.dermavigil.statistics.disclosure.Measure;
import io.dermavigil.statistics.disclosure.PublishedCount;
import io.dermavigil.statistics.disclosure.PublishedRelease;
import io.dermavigil.statistics.disclosure.ReleaseRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What earlier releases said, by setting. */
final class ReleaseHistory {

    private final List<Integer> thresholds;
    private final Map<String, Map<Integer, Map<CountId, PublishedCount>>> bySetting;

    private ReleaseHistory(
            List<Integer> thresholds, Map<String, Map<Integer, Map<CountId, PublishedCount>>> bySetting) {
        this.thresholds = thresholds;
        this.bySetting = bySetting;
    }

    static ReleaseHistory read(Handle handle) {
        List<Integer> thresholds = handle.createQuery("SELECT threshold FROM release.releases ORDER BY release_no")
                .mapTo(Integer.class)
                .list();
        Map<String, Map<Integer, Map<CountId, PublishedCount>>> bySetting = new TreeMap<>();
        handle.createQuery("SELECT * FROM release.cells")
                .map((row, context) -> bySetting
                        .computeIfAbsent(row.getString("setting"), setting -> new HashMap<>())
                        .computeIfAbsent(row.getInt("release_no"), number -> new HashMap<>())
                        .put(id(row), CellState.valueOf(row.getString("state")).read(row)))
                .list();
        return new ReleaseHistory(thresholds, bySetting);
    }

    private static CountId id(ResultSet row) throws SQLException {
        return Cells.id(
                row.getObject("period_start", LocalDate.class),
                row.getString("condition"),
                row.getString("skin_type"),
                Measure.valueOf(row.getString("measure")));
    }

    /** Number of the release that comes next. */
    int next() {
        return thresholds.size() + 1;
    }

    /** Rule of the newest release; empty when there is none. */
    Optional<ReleaseRule> newestRule() {
        return thresholds.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReleaseRule(thresholds.get(thresholds.size() - 1)));
    }

    /** Settings that were ever released. */
    Iterable<String> settings() {
        return bySetting.keySet();
    }

    /** The releases of a setting, 1, 2, ... in order; one that said nothing of the setting is there without counts. */
    List<PublishedRelease> of(String setting) {
        Map<Integer, Map<CountId, PublishedCount>> known = bySetting.getOrDefault(setting, Map.of());
        List<PublishedRelease> releases = new ArrayList<>();
        for (int i = 0; i < thresholds.size(); i++) {
            int number = i + 1;
            releases.add(PublishedRelease.of(
                    number, new ReleaseRule(thresholds.get(i)), known.getOrDefault(number, Map.of())));
        }
        return releases;
    }
}
