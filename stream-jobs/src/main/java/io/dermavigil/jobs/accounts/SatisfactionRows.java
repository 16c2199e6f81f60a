package io.dermavigil.jobs.accounts;

import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.statistics.Interval;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.SatisfactionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Turns the counts of an account into its row of satisfaction. */
public final class SatisfactionRows {

    private static final int TOP_BOX = 4;

    private SatisfactionRows() {}

    /** The row of satisfaction of an account. */
    public static SatisfactionSummary satisfaction(AccountKey key, Counts counts, Instant updatedAt) {
        return SatisfactionSummary.newBuilder()
                .setGrouping(key.grouping())
                .setPeriod(SummaryRows.period(key))
                .setSetting(key.setting())
                .setCondition(key.condition())
                .setSkinType(key.skinType())
                .setClinicId(key.clinicId())
                .setDeviceModel(key.model())
                .setCartridgeLot(key.lot())
                .setSessions(counts.get(Counters.SESSIONS))
                .setRatedSessions(counts.get(Counters.RATED_SESSIONS))
                .setOverall(band(counts, RatingBands.OVERALL))
                .setByWeeks(bands(counts, RatingBands.WEEKS, RatingBands::weeks))
                .setBySessionNumber(bands(counts, RatingBands.SESSION_NUMBERS, RatingBands::sessionNumber))
                .setUpdatedAt(updatedAt)
                .build();
    }

    private static Map<String, RatingBand> bands(Counts counts, List<String> names, IntUnaryOperator bandOfPlace) {
        Map<String, RatingBand> bands = new HashMap<>();
        for (int place = 0; place < names.size(); place++) {
            RatingBand band = band(counts, bandOfPlace.applyAsInt(place));
            if (band.getMean() != null) {
                bands.put(names.get(place), band);
            }
        }
        return bands;
    }

    private static RatingBand band(Counts counts, int band) {
        List<Long> byScore = new ArrayList<>(Counters.SCORES);
        List<Long> byImprovement = new ArrayList<>(Counters.SCORES);
        long rated = 0;
        long total = 0;
        long top = 0;
        for (int score = 1; score <= Counters.SCORES; score++) {
            long sessions = counts.get(Counters.satisfaction(band, score));
            byScore.add(sessions);
            byImprovement.add(counts.get(Counters.improvement(band, score)));
            rated += sessions;
            total += score * sessions;
            top += score >= TOP_BOX ? sessions : 0;
        }
        Interval interval = SummaryRows.interval(top, rated);
        return RatingBand.newBuilder()
                .setByScore(byScore)
                .setMean(rated == 0 ? null : (double) total / rated)
                .setTopBoxRate(rated == 0 ? null : (double) top / rated)
                .setTopBoxLow(interval == null ? null : interval.low())
                .setTopBoxHigh(interval == null ? null : interval.high())
                .setImprovementByGrade(byImprovement)
                .build();
    }
}
