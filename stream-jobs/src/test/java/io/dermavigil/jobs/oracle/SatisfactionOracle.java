package io.dermavigil.jobs.oracle;

import static java.time.temporal.ChronoUnit.DAYS;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.jobs.oracle.BatchOracle.Session;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.SatisfactionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Satisfaction of the sessions of one account, counted in loops. */
final class SatisfactionOracle {

    private static final Comparator<OutcomeRated> LATEST =
            Comparator.comparing(OutcomeRated::getRatedOn).thenComparing(OutcomeRated::getRatingId);
    private static final Map<String, int[]> WEEKS = Map.of(
            "0-1", new int[] {0, 1},
            "2-4", new int[] {2, 4},
            "5-8", new int[] {5, 8},
            "9-12", new int[] {9, 12},
            "13+", new int[] {13, 1 << 30});

    private SatisfactionOracle() {}

    static SatisfactionSummary row(AccountKey key, List<Session> sessions) {
        Map<String, RatingBand> byWeeks = new HashMap<>();
        WEEKS.forEach((name, weeks) -> putIfRated(byWeeks, name, latest(sessions, (s, r) -> {
            long days = DAYS.between(s.session().getTreatedOn(), r.getRatedOn());
            return days >= 0 && days / 7 >= weeks[0] && days / 7 <= weeks[1];
        })));
        Map<String, RatingBand> byNumber = new HashMap<>();
        for (String name : List.of("1", "2", "3", "4+")) {
            Predicate<Integer> inBand = n -> n != null && (name.equals("4+") ? n >= 4 : n == Integer.parseInt(name));
            putIfRated(
                    byNumber,
                    name,
                    latest(sessions, (s, r) -> inBand.test(s.session().getSessionNumber())));
        }
        return new SatisfactionSummary(
                key.grouping(),
                SideEffectOracle.period(key),
                key.setting(),
                key.condition(),
                key.skinType(),
                key.clinicId(),
                key.model(),
                key.lot(),
                (long) sessions.size(),
                sessions.stream().filter(s -> !s.ratings().isEmpty()).count(),
                band(latest(sessions, (s, r) -> true)),
                byWeeks,
                byNumber,
                Instant.EPOCH);
    }

    private interface InBand {
        boolean test(Session session, OutcomeRated rating);
    }

    private static List<OutcomeRated> latest(List<Session> sessions, InBand inBand) {
        List<OutcomeRated> latest = new ArrayList<>();
        for (Session s : sessions) {
            Optional<OutcomeRated> newest =
                    s.ratings().stream().filter(r -> inBand.test(s, r)).max(LATEST);
            newest.ifPresent(latest::add);
        }
        return latest;
    }

    private static void putIfRated(Map<String, RatingBand> bands, String name, List<OutcomeRated> ratings) {
        if (!ratings.isEmpty()) {
            bands.put(name, band(ratings));
        }
    }

    private static RatingBand band(List<OutcomeRated> ratings) {
        List<Long> scores = new ArrayList<>();
        List<Long> improvements = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int wanted = i;
            scores.add(
                    ratings.stream().filter(r -> r.getSatisfaction() == wanted).count());
            improvements.add(ratings.stream()
                    .filter(r -> Integer.valueOf(wanted).equals(r.getImprovement()))
                    .count());
        }
        if (ratings.isEmpty()) {
            return new RatingBand(scores, null, null, null, null, improvements);
        }
        double[] top = SideEffectOracle.rate(scores.get(3) + scores.get(4), ratings.size());
        double mean = ratings.stream()
                .mapToInt(OutcomeRated::getSatisfaction)
                .average()
                .orElseThrow();
        return new RatingBand(scores, mean, top[0], top[1], top[2], improvements);
    }
}
