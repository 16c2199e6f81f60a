package io.dermavigil.benchmarks;

import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** What the dashboard's page Overview asks {@code /side-effects} each time the summaries move, by the filters of its reader. */
final class OverviewQuestions {

    private static final int MONTHS_OF_FOLLOW_UP = 4;

    private final String server;
    private final List<YearMonth> months;

    /**
     * Questions to a server.
     *
     * @param server such as {@code http://127.0.0.1:8080}
     * @param months months that have sessions, the oldest first
     */
    OverviewQuestions(String server, List<YearMonth> months) {
        this.server = server;
        this.months = months;
    }

    /**
     * The questions of one view of the page. The first shows adverse reactions in clinics in all months; others differ in
     * setting, month and reaction type.
     */
    List<URI> of(int view) {
        String setting = view % 2 == 0 ? "CLINIC" : "HOME";
        int back = view / 2 % 4;
        String period = back == 0 ? "ALL" : months.get(months.size() - back).toString();
        String reactions = view / 8 % 2 == 0 ? "" : "&reactions=true";
        String newest = months.get(months.size() - 1).toString();
        String young = months.get(months.size() - MONTHS_OF_FOLLOW_UP).toString();
        List<URI> questions = new ArrayList<>();
        for (String grouping : List.of("STRATUM", "CONDITION", "SKIN_TYPE")) {
            questions.add(ask(
                    "grouping=" + grouping + "&period=" + period + "&setting=" + setting + reactions + "&limit=1000"));
        }
        questions.add(ask("grouping=CHAIN&period=" + period + "&setting=" + setting + "&reactions=true"));
        questions.add(ask("grouping=CHAIN&period=MONTH&setting=" + setting + "&order=period&limit=1000"));
        questions.add(ask(
                "grouping=STRATUM&period=MONTH&from=" + young + "&setting=" + setting + "&histograms=true&limit=1000"));
        questions.add(ask("grouping=STRATUM&period=" + newest + "&setting=" + setting + "&histograms=true&limit=1000"));
        return questions;
    }

    private URI ask(String query) {
        return URI.create(server + "/api/v1/side-effects?" + query);
    }
}
