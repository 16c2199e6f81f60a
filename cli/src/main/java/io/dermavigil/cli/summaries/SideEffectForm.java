package io.dermavigil.cli.summaries;

import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.events.ReactionType;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.Occurrence;
import io.dermavigil.summaries.Period;
import io.dermavigil.summaries.PeriodKind;
import io.dermavigil.summaries.ReactionCounts;
import io.dermavigil.summaries.SideEffectSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Side effects. */
final class SideEffectForm implements SummaryForm<SideEffectSummary> {

    private static final int TOP_TYPES_WIDTH = 24;
    private static final List<String> MEASURES = List.of(
            "sessions",
            "patients",
            "reaction",
            "reactionSessions",
            "reactionPatients",
            "rate",
            "rateLow",
            "rateHigh",
            "reports",
            "adverseReports",
            "adverseSessions",
            "adversePatients",
            "grade1",
            "grade2",
            "grade3",
            "grade4",
            "grade5",
            "serious",
            "unresolved",
            "resolutionUnknown");

    @Override
    public String topic() {
        return TopicCatalogue.SIDE_EFFECTS;
    }

    @Override
    public Schema schema() {
        return SideEffectSummary.getClassSchema();
    }

    @Override
    public long sessions(SideEffectSummary summary) {
        return summary.getSessions();
    }

    @Override
    public AccountKey account(SideEffectSummary summary) {
        return SummaryKey.of(summary);
    }

    @Override
    public SideEffectSummary empty(AccountKey account) {
        return SideEffectSummary.newBuilder()
                .setGrouping(account.grouping())
                .setPeriod(period(account))
                .setSetting(account.setting())
                .setCondition(account.condition())
                .setSkinType(account.skinType())
                .setClinicId(account.clinicId())
                .setDeviceModel(account.model())
                .setCartridgeLot(account.lot())
                .setSessions(0)
                .setPatients(0)
                .setAny(new Occurrence(0L, 0L, null, null, null))
                .setAdverse(new Occurrence(0L, 0L, null, null, null))
                .setReactions(Map.of())
                .setSessionsByDay(Map.of())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    static Period period(AccountKey account) {
        return account.month() == null
                ? new Period(PeriodKind.ALL, null)
                : new Period(PeriodKind.MONTH, account.month().atDay(1));
    }

    @Override
    public void table(Selection selection, List<SideEffectSummary> summaries, PrintWriter out) {
        out.println("Side effects " + selection.title());
        TextTable table = Cells.table(selection)
                .right("sessions")
                .right("patients")
                .right("any, % (95 %)")
                .right("adverse")
                .right("adverse, % (95 %)")
                .right("unknown")
                .left("top adverse types");
        for (SideEffectSummary summary : summaries) {
            List<String> cells = new ArrayList<>(Cells.account(selection, account(summary)));
            cells.add(Cells.count(summary.getSessions()));
            cells.add(Cells.count(summary.getPatients()));
            cells.add(percent(summary.getAny()));
            cells.add(Cells.count(summary.getAdverse().getSessions()));
            cells.add(percent(summary.getAdverse()));
            cells.add(Cells.count(summary.getReactions().values().stream()
                    .mapToLong(ReactionCounts::getResolutionUnknown)
                    .sum()));
            cells.add(topAdverseTypes(summary));
            table.row(cells);
        }
        table.print(out);
        out.println("any, adverse: sessions with such a reaction; 95 % Wilson intervals, clustering within patients"
                + " ignored.");
        out.println(
                "unknown: reports of an expected type that nobody saw resolve or persist; never counted as adverse.");
    }

    private static String percent(Occurrence occurrence) {
        return Cells.percent(occurrence.getRate(), occurrence.getRateLow(), occurrence.getRateHigh());
    }

    /** Types with the most adverse sessions, as many as fit, at least one, and how many more there are. */
    static String topAdverseTypes(SideEffectSummary summary) {
        List<String> types = summary.getReactions().entrySet().stream()
                .filter(type -> type.getValue().getAdverseSessions() > 0)
                .sorted(Comparator.<Map.Entry<String, ReactionCounts>>comparingLong(
                                type -> -type.getValue().getAdverseSessions())
                        .thenComparing(Map.Entry::getKey))
                .map(type -> type.getKey() + " " + Cells.count(type.getValue().getAdverseSessions()))
                .toList();
        StringBuilder shown = new StringBuilder();
        int next = 0;
        while (next < types.size()
                && (next == 0 || shown.length() + types.get(next).length() + 2 <= TOP_TYPES_WIDTH)) {
            shown.append(next == 0 ? "" : ", ").append(types.get(next));
            next++;
        }
        return next == types.size() ? shown.toString() : shown + " +" + (types.size() - next);
    }

    @Override
    public List<String> csvHeader() {
        List<String> header = new ArrayList<>(Cells.ACCOUNT_CSV_HEADER);
        header.addAll(MEASURES);
        return header;
    }

    /** One row for any reaction, one for any adverse reaction, one for each type that was reported. */
    @Override
    public List<List<String>> csvRows(SideEffectSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(occurrence(summary, "ANY", summary.getAny()));
        rows.add(occurrence(summary, "ADVERSE", summary.getAdverse()));
        for (ReactionType type : ReactionType.values()) {
            ReactionCounts counts = summary.getReactions().get(type.name());
            if (counts != null) {
                rows.add(counts(summary, type, counts));
            }
        }
        return rows;
    }

    private List<String> occurrence(SideEffectSummary summary, String name, Occurrence o) {
        List<String> row = start(summary, name);
        addAll(row, o.getSessions(), o.getPatients(), o.getRate(), o.getRateLow(), o.getRateHigh());
        while (row.size() < csvHeader().size()) {
            row.add("");
        }
        return row;
    }

    private List<String> counts(SideEffectSummary summary, ReactionType type, ReactionCounts c) {
        List<String> row = start(summary, type.name());
        addAll(row, c.getSessions(), c.getPatients(), c.getRate(), c.getRateLow(), c.getRateHigh());
        addAll(row, c.getReports(), c.getAdverseReports(), c.getAdverseSessions(), c.getAdversePatients());
        addAll(row, c.getByGrade().toArray());
        addAll(row, c.getSerious(), c.getUnresolved(), c.getResolutionUnknown());
        return row;
    }

    private List<String> start(SideEffectSummary summary, String reaction) {
        List<String> row = new ArrayList<>(Cells.csv(account(summary)));
        addAll(row, summary.getSessions(), summary.getPatients(), reaction);
        return row;
    }

    private static void addAll(List<String> row, Object... values) {
        for (Object value : values) {
            row.add(Cells.text(value));
        }
    }
}
