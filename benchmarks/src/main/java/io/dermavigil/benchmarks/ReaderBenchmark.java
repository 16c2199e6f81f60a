package io.dermavigil.benchmarks;

import io.dermavigil.benchmarks.DashboardReader.Answered;
import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.events.ReactionType;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.rest.RestConfig;
import io.dermavigil.serving.rest.RestServer;
import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Tokens;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how fast {@code /side-effects} is answered to many dashboards while the summaries move: real HTTP on loopback, with
 * a token, compressed as for a browser, and accounts that come through a broker and the materializer.
 */
@Command(
        name = "readers",
        mixinStandardHelpOptions = true,
        description = "Asks as dashboards do while accounts are written, and measures how fast the answers are.")
public final class ReaderBenchmark implements Callable<Integer> {

    private static final int FILLED_A_SECOND = 2_000;
    private static final int MONTHS = 24;
    private static final Duration FILLED_WITHIN = Duration.ofMinutes(5);

    @Option(names = "--readers", defaultValue = "200", description = "Readers (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--views",
            defaultValue = "8",
            description = "Different filters among the readers, 1 to 16 (default: ${DEFAULT-VALUE}).")
    private int views;

    @Option(
            names = "--think-from",
            defaultValue = "1000",
            description = "Shortest pause between two looks at the page, ms (default: ${DEFAULT-VALUE}).")
    private int thinkFrom;

    @Option(names = "--think-to", defaultValue = "2000", description = "Longest, ms (default: ${DEFAULT-VALUE}).")
    private int thinkTo;

    @Option(names = "--no-etag", description = "Readers do not say which answer they have.")
    private boolean withoutEtag;

    @Option(names = "--rate", defaultValue = "1000", description = "Accounts a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--accounts", defaultValue = "20000", description = "Accounts (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds not measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "30", description = "Seconds measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--data", required = true, description = "New folder for broker and store.")
    private Path data;

    @Spec
    private CommandSpec spec;

    private final AtomicLong commits = new AtomicLong();

    private ReaderBenchmark() {}

    /** Runs the benchmark and ends the process. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ReaderBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        List<YearMonth> months = IntStream.range(0, MONTHS)
                .mapToObj(YearMonth.of(2024, 10)::plusMonths)
                .toList();
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data.resolve("broker")));
                EmbeddedStore server = EmbeddedStore.start(data.resolve("store"))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
                Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            }
            ServingConfig config = ServingConfig.of(server.config(), MaterializerConfig.of(broker.bootstrapServers()));
            try (ServingProcess serving = ServingProcess.start(config);
                    RestServer rest = RestServer.start(RestConfig.loopback(0), serving, "benchmark");
                    AccountFeed feed = new AccountFeed(
                            broker.bootstrapServers(),
                            ChainAccounts.ofChain(accounts, months),
                            ReactionType.values().length)) {
                serving.onChange(keys -> commits.incrementAndGet());
                feed.run(FILLED_A_SECOND, Math.max(1, accounts / FILLED_A_SECOND), (account, mark, nanos) -> {});
                awaitRows(serving, feed.rows());
                measure(serving, new OverviewQuestions(rest.url(), months), feed);
            }
        }
        return 0;
    }

    private void measure(ServingProcess serving, OverviewQuestions pages, AccountFeed feed) throws Exception {
        String token = new Tokens(serving.store().writer())
                .create(Role.SAFETY, "benchmark", Duration.ofDays(1))
                .secret()
                .text();
        var habits = new DashboardReader.Habits(token, thinkFrom, thinkTo, !withoutEtag);
        AtomicBoolean stop = new AtomicBoolean();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<DashboardReader> looking = IntStream.range(0, readers)
                .mapToObj(i -> new DashboardReader(client, pages.of(i % views), habits, stop))
                .toList();
        List<Thread> threads = looking.stream()
                .map(reader -> new Thread(reader, "dashboard-reader"))
                .toList();
        threads.forEach(Thread::start);
        feed.run(rate, warmUp, (account, mark, nanos) -> {});
        long before = feed.rows();
        long commitsBefore = commits.get();
        long start = System.nanoTime();
        feed.run(rate, seconds, (account, mark, nanos) -> {});
        long end = System.nanoTime();
        long behind = feed.rows() - visible(serving);
        long committed = commits.get() - commitsBefore;
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        awaitRows(serving, feed.rows());
        double caughtUp = (System.nanoTime() - end) / 1e9;
        report(
                looking.stream()
                        .flatMap(reader -> reader.answered().stream())
                        .filter(answer -> answer.atNanos() >= start && answer.atNanos() < end)
                        .toList(),
                (end - start) / 1e9,
                String.format(
                        Locale.ROOT,
                        "fed %.0f accounts/s, %d behind at the end, caught up after %.1f s, %.1f commits/s",
                        (feed.rows() - before) / ((end - start) / 1e9),
                        behind,
                        caughtUp,
                        committed / ((end - start) / 1e9)));
    }

    private void report(List<Answered> answers, double measured, String fed) {
        PrintWriter table = spec.commandLine().getOut();
        table.println("question    requests/s   304 %  errors   KiB/s  p50 ms  p95 ms  p99 ms  max ms");
        for (int question = 0; question < 7; question++) {
            int each = question;
            line(table, Integer.toString(each), answers.stream().filter(answer -> answer.question() == each), measured);
        }
        line(table, "all", answers.stream(), measured);
        table.println(fed);
        table.flush();
    }

    private static void line(PrintWriter table, String name, Stream<Answered> which, double measured) {
        List<Answered> answers = new ArrayList<>(which.toList());
        double[] millis =
                answers.stream().mapToDouble(Answered::millis).sorted().toArray();
        if (millis.length == 0) {
            return;
        }
        long unchanged =
                answers.stream().filter(answer -> answer.status() == 304).count();
        long errors = answers.stream()
                .filter(answer -> answer.status() != 304 && answer.status() != 200)
                .count();
        table.println(String.format(
                Locale.ROOT,
                "%-10s %11.1f %7.1f %7d %7.0f %7.1f %7.1f %7.1f %7.1f",
                name,
                millis.length / measured,
                100.0 * unchanged / millis.length,
                errors,
                answers.stream().mapToLong(Answered::bytes).sum() / 1024.0 / measured,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]));
    }

    /** The count of each row is its place among all rows that were written, so the highest tells how far the store is. */
    private static long visible(ServingProcess serving) {
        return serving.store()
                .safety()
                .withHandle(handle -> handle.createQuery("SELECT coalesce(max(sessions), 0) FROM serving.side_effects")
                        .mapTo(Long.class)
                        .one());
    }

    private static void awaitRows(ServingProcess serving, long rows) {
        long deadline = System.nanoTime() + FILLED_WITHIN.toNanos();
        while (visible(serving) < rows) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the store holds " + visible(serving) + " of " + rows + " rows");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
