package io.dermavigil.serving.release;

import io.dermavigil.statistics.disclosure.CountId;
import io.dermavigil.statistics.disclosure.Measure;
import io.dermavigil.statistics.disclosure.TrueCounts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The true counts of patients by setting: condition x skin type with all margins, by month and for all months. */
final class CountedPatients {

    private static final String COUNTS = """
            SELECT setting, period_start, condition, skin_type, patients, any_patients, adverse_patients
              FROM raw.side_effects
             WHERE grouping IN ('CHAIN', 'CONDITION', 'SKIN_TYPE', 'STRATUM') AND patients > 0""";

    private CountedPatients() {}

    /**
     * Of the moment of the transaction.
     *
     * @throws ReleaseException when the counts are not of one moment
     */
    static SortedMap<String, TrueCounts> read(Handle handle) {
        Map<String, Map<CountId, Long>> bySetting = new TreeMap<>();
        handle.createQuery(COUNTS)
                .map((row, context) -> {
                    Map<CountId, Long> counts =
                            bySetting.computeIfAbsent(row.getString("setting"), setting -> new HashMap<>());
                    LocalDate month = row.getObject("period_start", LocalDate.class);
                    String condition = row.getString("condition");
                    String skinType = row.getString("skin_type");
                    counts.put(Cells.id(month, condition, skinType, Measure.PATIENTS), row.getLong("patients"));
                    counts.put(Cells.id(month, condition, skinType, Measure.ANY), row.getLong("any_patients"));
                    counts.put(Cells.id(month, condition, skinType, Measure.ADVERSE), row.getLong("adverse_patients"));
                    return true;
                })
                .list();
        SortedMap<String, TrueCounts> counted = new TreeMap<>();
        bySetting.forEach((setting, counts) -> counted.put(setting, checked(setting, counts)));
        return counted;
    }

    private static TrueCounts checked(String setting, Map<CountId, Long> counts) {
        try {
            return TrueCounts.of(counts);
        } catch (IllegalArgumentException e) {
            throw new ReleaseException(
                    "the counts of the setting " + setting + " are not of one moment (" + e.getMessage()
                            + "); the store is behind the summaries. Try again when it has caught up.",
                    e);
        }
    }
}
