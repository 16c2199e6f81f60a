package io.dermavigil.cli.monitor;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.util.List;
import java.util.Locale;

/** Sessions and what became of them, all time, in cells whose number does not grow with the chain. */
final class OutcomeSeries {

    /** Places of 4 and 5 in the ratings by score. */
    private static final int FOUR = 3;

    private static final int FIVE = 4;

    private OutcomeSeries() {}

    static void add(ChainState state, Families families) {
        state.sideEffects().forEach(row -> sideEffects(row, families));
        state.satisfaction().forEach(row -> satisfaction(row, families));
    }

    private static void sideEffects(SideEffectSummary row, Families families) {
        String[] cell = cell(row.getGrouping(), row.getSetting(), row.getCondition(), row.getSkinType());
        families.addCount(MonitorMetric.SESSIONS, row.getSessions(), cell);
        families.addCount(MonitorMetric.PATIENTS, row.getPatients(), cell);
        families.addCount(MonitorMetric.AFFECTED_SESSIONS, row.getAny().getSessions(), cell);
        families.addCount(MonitorMetric.ADVERSE_SESSIONS, row.getAdverse().getSessions(), cell);
        if (row.getGrouping() == Grouping.CHAIN) {
            String setting = row.getSetting().name();
            row.getReactions().forEach((type, counts) -> {
                families.addCount(MonitorMetric.REACTION_SESSIONS, counts.getSessions(), setting, type);
                families.addCount(MonitorMetric.ADVERSE_REACTION_SESSIONS, counts.getAdverseSessions(), setting, type);
            });
        }
    }

    private static void satisfaction(SatisfactionSummary row, Families families) {
        String[] cell = cell(row.getGrouping(), row.getSetting(), row.getCondition(), row.getSkinType());
        List<Long> byScore = row.getOverall().getByScore();
        families.addCount(MonitorMetric.RATED_SESSIONS, row.getRatedSessions(), cell);
        families.addCount(MonitorMetric.SATISFIED_SESSIONS, byScore.get(FOUR) + byScore.get(FIVE), cell);
    }

    private static String[] cell(Grouping grouping, Setting setting, Condition condition, SkinType skinType) {
        return new String[] {
            grouping.name().toLowerCase(Locale.ROOT),
            setting.name(),
            condition == null ? null : condition.name(),
            skinType == null ? null : skinType.name()
        };
    }
}
