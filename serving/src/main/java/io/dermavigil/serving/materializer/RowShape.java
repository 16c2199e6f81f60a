package io.dermavigil.serving.materializer;

import io.dermavigil.events.ReactionType;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the schemas cannot say of our own rows, and the tables take for granted. */
final class RowShape {

    private static final Set<String> TYPES =
            Arrays.stream(ReactionType.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> WEEKS = Set.of("0-1", "2-4", "5-8", "9-12", "13+");
    private static final Set<String> SESSION_NUMBERS = Set.of("1", "2", "3", "4+");
    private static final Pattern DAY = Pattern.compile("[0-9]{1,2}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z_]{1,64}");
    private static final int LEVELS = 5;

    private RowShape() {}

    static SideEffectSummary checked(SideEffectSummary summary, ConsumerRecord<byte[], byte[]> record)
            throws PoisonRowException {
        require(TYPES.containsAll(summary.getReactions().keySet()), "reactions: a type that is not known", record);
        for (ReactionCounts counts : summary.getReactions().values()) {
            require(counts.getByGrade().size() == LEVELS, "byGrade: must have five counts", record);
            require(
                    allMatch(DAY, counts.getOnsetDays()) && allMatch(DAY, counts.getResolutionDays()),
                    "onsetDays and resolutionDays: must count by day",
                    record);
        }
        require(allMatch(DATE, summary.getSessionsByDay()), "sessionsByDay: must count by date", record);
        return summary;
    }

    static SatisfactionSummary checked(SatisfactionSummary summary, ConsumerRecord<byte[], byte[]> record)
            throws PoisonRowException {
        require(WEEKS.containsAll(summary.getByWeeks().keySet()), "byWeeks: a band that is not known", record);
        require(
                SESSION_NUMBERS.containsAll(summary.getBySessionNumber().keySet()),
                "bySessionNumber: a band that is not known",
                record);
        boolean five = Stream.of(
                        Stream.of(summary.getOverall()),
                        summary.getByWeeks().values().stream(),
                        summary.getBySessionNumber().values().stream())
                .flatMap(bands -> bands)
                .allMatch(RowShape::hasFiveLevels);
        require(five, "byScore and improvementByGrade: must have five counts", record);
        return summary;
    }

    private static boolean hasFiveLevels(RatingBand band) {
        return band.getByScore().size() == LEVELS
                && band.getImprovementByGrade().size() == LEVELS;
    }

    static ClinicStatus checked(ClinicStatus status, ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        require(allMatch(SYMBOL, status.getRejected()), "rejected: must count by reason", record);
        return status;
    }

    private static boolean allMatch(Pattern pattern, Map<String, Long> counts) {
        return counts.keySet().stream().allMatch(name -> pattern.matcher(name).matches());
    }

    private static void require(boolean holds, String rule, ConsumerRecord<byte[], byte[]> record)
            throws PoisonRowException {
        if (!holds) {
            throw new PoisonRowException(record, rule);
        }
    }
}
