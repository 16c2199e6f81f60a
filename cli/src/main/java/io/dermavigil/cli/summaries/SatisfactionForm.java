package io.dermavigil.cli.summaries;

import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.summaries.RatingBand;
import io.dermavigil.summaries.SatisfactionSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Satisfaction. */
final class SatisfactionForm implements SummaryForm<SatisfactionSummary> {

    private static final List<String> WEEKS = List.of("0-1", "2-4", "5-8", "9-12", "13+");
    private static final List<String> SESSION_NUMBERS = List.of("1", "2", "3", "4+");
    private static final List<String> MEASURES = List.of(
            "sessions",
            "ratedSessions",
            "band",
            "score1",
            "score2",
            "score3",
            "score4",
            "score5",
            "mean",
            "topBoxRate",
            "topBoxLow",
            "topBoxHigh",
            "improvement1",
            "improvement2",
            "improvement3",
            "improvement4",
            "improvement5");

    @Override
    public String topic() {
        return TopicCatalogue.SATISFACTION;
    }

    @Override
    public Schema schema() {
        return SatisfactionSummary.getClassSchema();
    }

    @Override
    public long sessions(SatisfactionSummary summary) {
        return summary.getSessions();
    }

    @Override
    public AccountKey account(SatisfactionSummary summary) {
        return SummaryKey.of(summary);
    }

    @Override
    public SatisfactionSummary empty(AccountKey account) {
        List<Long> none = List.of(0L, 0L, 0L, 0L, 0L);
        return SatisfactionSummary.newBuilder()
                .setGrouping(account.grouping())
                .setPeriod(SideEffectForm.period(account))
                .setSetting(account.setting())
                .setCondition(account.condition())
                .setSkinType(account.skinType())
                .setClinicId(account.clinicId())
                .setDeviceModel(account.model())
                .setCartridgeLot(account.lot())
                .setSessions(0)
                .setRatedSessions(0)
                .setOverall(new RatingBand(none, null, null, null, null, none))
                .setByWeeks(Map.of())
                .setBySessionNumber(Map.of())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    @Override
    public void table(Selection selection, List<SatisfactionSummary> summaries, PrintWriter out) {
        out.println("Satisfaction " + selection.title());
        TextTable table = Cells.table(selection)
                .right("sessions")
                .right("rated")
                .right("mean")
                .right("4 or 5, % (95 %)")
                .right("1/2/3/4/5");
        WEEKS.forEach(weeks -> table.right((weeks.equals(WEEKS.get(0)) ? "wk " : "") + weeks));
        for (SatisfactionSummary summary : summaries) {
            RatingBand overall = summary.getOverall();
            List<String> cells = new ArrayList<>(Cells.account(selection, account(summary)));
            cells.add(Cells.count(summary.getSessions()));
            cells.add(Cells.count(summary.getRatedSessions()));
            cells.add(Cells.mean(overall.getMean()));
            cells.add(Cells.percent(overall.getTopBoxRate(), overall.getTopBoxLow(), overall.getTopBoxHigh()));
            cells.add(overall.getByScore().stream().map(String::valueOf).collect(Collectors.joining("/")));
            for (String weeks : WEEKS) {
                RatingBand band = summary.getByWeeks().get(weeks);
                cells.add(Cells.mean(band == null ? null : band.getMean()));
            }
            table.row(cells);
        }
        table.print(out);
        out.println("Latest rating of each session, 1 very dissatisfied .. 5 very satisfied; 95 % Wilson intervals,"
                + " clustering within patients ignored.");
        out.println("wk: mean of the latest rating in those weeks after the treatment.");
    }

    @Override
    public List<String> csvHeader() {
        List<String> header = new ArrayList<>(Cells.ACCOUNT_CSV_HEADER);
        header.addAll(MEASURES);
        return header;
    }

    /** One row for all ratings and one for each band that has any. */
    @Override
    public List<List<String>> csvRows(SatisfactionSummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(summary, "overall", summary.getOverall()));
        bands(summary, WEEKS, "weeks ", summary.getByWeeks(), rows);
        bands(summary, SESSION_NUMBERS, "session ", summary.getBySessionNumber(), rows);
        return rows;
    }

    private void bands(
            SatisfactionSummary summary,
            List<String> names,
            String prefix,
            Map<String, RatingBand> bands,
            List<List<String>> rows) {
        for (String name : names) {
            if (bands.containsKey(name)) {
                rows.add(row(summary, prefix + name, bands.get(name)));
            }
        }
    }

    private List<String> row(SatisfactionSummary summary, String name, RatingBand band) {
        List<Object> measures = new ArrayList<>(List.of(summary.getSessions(), summary.getRatedSessions(), name));
        measures.addAll(band.getByScore());
        measures.add(band.getMean());
        measures.add(band.getTopBoxRate());
        measures.add(band.getTopBoxLow());
        measures.add(band.getTopBoxHigh());
        measures.addAll(band.getImprovementByGrade());
        List<String> row = new ArrayList<>(Cells.csv(account(summary)));
        measures.forEach(measure -> row.add(Cells.text(measure)));
        return row;
    }
}
