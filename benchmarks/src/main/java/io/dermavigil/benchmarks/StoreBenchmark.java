package io.dermavigil.benchmarks;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.broker.LocalBrokerConfig;
import io.dermavigil.broker.Topics;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.store.EmbeddedStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how fast rows of accounts get from the topic into the store while readers are busy: how long after its commit
 * each checkpoint is visible, and how long the store needs at the end to catch up.
 */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Feeds rows of accounts to a store that is read, and measures when they are visible.")
public final class StoreBenchmark implements Callable<Integer> {

    private static final String PAGE = """
            SELECT r.* FROM serving.reactions r
             WHERE r.grouping = 'CLINIC_STRATUM' AND r.account_key >= ? ORDER BY r.account_key, r.reaction_type LIMIT 500
            """;

    @Option(names = "--rate", defaultValue = "2000", description = "Rows a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "For how long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--accounts", defaultValue = "20000", description = "Accounts (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(
            names = "--changed-types",
            defaultValue = "23",
            description = "Of the 23 types of an account, so many change each time (default: ${DEFAULT-VALUE}).")
    private int changedTypes;

    @Option(names = "--readers", defaultValue = "3", description = "Busy readers (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--pages-a-second",
            defaultValue = "20",
            description = "Of each reader, 500 rows a page; 0 for no pause at all (default: ${DEFAULT-VALUE}).")
    private int pagesASecond;

    @Option(names = "--data", required = true, description = "New folder for broker and store.")
    private Path data;

    @Spec
    private CommandSpec spec;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong pages = new AtomicLong();

    private record Sent(String account, long mark, long nanos) {}

    private StoreBenchmark() {}

    /** Runs the benchmark and ends the process. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StoreBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(data);
        try (LocalBroker broker = LocalBroker.start(LocalBrokerConfig.onAnyPort(data.resolve("broker")));
                EmbeddedStore server = EmbeddedStore.start(data.resolve("store"))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
                Topics.create(admin, TopicCatalogue.outcomes(), (short) 1);
            }
            ServingConfig config = ServingConfig.of(server.config(), MaterializerConfig.of(broker.bootstrapServers()));
            try (ServingProcess serving = ServingProcess.start(config);
                    AccountFeed feed = new AccountFeed(
                            broker.bootstrapServers(), ChainAccounts.strataOfClinics(accounts), changedTypes)) {
                measure(serving.store().safety(), feed);
            }
        }
        return 0;
    }

    private void measure(Jdbi store, AccountFeed feed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            threads.add(started(() -> read(store)));
        }
        ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
        List<Double> visible = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean fed = new AtomicBoolean();
        Thread watcher = started(() -> watch(store, sent, visible, fed));
        long start = System.nanoTime();
        feed.run(rate, seconds, (account, mark, nanos) -> sent.add(new Sent(account, mark, nanos)));
        double feeding = (System.nanoTime() - start) / 1e9;
        fed.set(true);
        watcher.join();
        double all = (System.nanoTime() - start) / 1e9;
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        report(feed.rows(), feeding, all, visible);
    }

    private void report(long rows, double feeding, double all, List<Double> visible) {
        List<Double> sorted = new ArrayList<>(visible);
        Collections.sort(sorted);
        PrintWriter table = spec.commandLine().getOut();
        table.println("accounts/s  fed s  caught up after s  visible p50 s  p99 s  max s  pages/s");
        table.println(String.format(
                Locale.ROOT,
                "%-10.0f %6.1f %18.2f %14.3f %6.3f %6.3f %8.1f",
                rows / feeding,
                feeding,
                all - feeding,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1),
                pages.get() / all));
        table.flush();
    }

    /** A reader asks for page after page, as often as was asked for. */
    private void read(Jdbi store) {
        String from = "";
        long next = System.nanoTime();
        while (!done.get()) {
            next += pagesASecond == 0 ? 0 : 1_000_000_000L / pagesASecond;
            String at = from;
            List<String> keys = store.withHandle(handle -> handle.createQuery(PAGE)
                    .bind(0, at)
                    .map((row, context) -> row.getString("account_key"))
                    .list());
            from = keys.isEmpty() ? "" : keys.get(keys.size() - 1) + "~";
            pages.incrementAndGet();
            if (pagesASecond > 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** Waits for the last row of each checkpoint. */
    private static void watch(Jdbi store, ConcurrentLinkedQueue<Sent> sent, List<Double> visible, AtomicBoolean fed) {
        while (!fed.get() || !sent.isEmpty()) {
            Sent next = sent.peek();
            if (next == null || !isVisible(store, next)) {
                LockSupport.parkNanos(5_000_000);
                continue;
            }
            visible.add((System.nanoTime() - next.nanos()) / 1e9);
            sent.remove();
        }
    }

    private static boolean isVisible(Jdbi store, Sent row) {
        return store.withHandle(handle -> handle.createQuery(
                                "SELECT sessions >= ? FROM serving.side_effects WHERE account_key = ?")
                        .bind(0, row.mark())
                        .bind(1, row.account())
                        .mapTo(Boolean.class)
                        .findOne())
                .orElse(false);
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work, "benchmark");
        thread.start();
        return thread;
    }
}
