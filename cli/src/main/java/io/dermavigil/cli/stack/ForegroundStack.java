package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a stack in this process until it is asked to stop, or fails. */
final class ForegroundStack {

    private final StackOptions options;
    private final StopRequest stop;
    private final Consumer<String> tell;

    ForegroundStack(StackOptions options, StopRequest stop, Consumer<String> tell) {
        this.options = options;
        this.stop = stop;
        this.tell = tell;
    }

    /** What is done on a stack that runs. */
    @FunctionalInterface
    interface Work {
        /** Ends when done; the stack goes down when it completes exceptionally. */
        void on(StackFile stack) throws Exception;
    }

    /**
     * Starts the stack, does the work beside it, and stops when asked to.
     *
     * @param work done once the job runs
     * @param leave whether to stop when the work is done
     * @throws CommandFailure when the stack cannot start or fails, or the work does
     */
    void run(Work work, boolean leave) throws Exception {
        long started = System.nanoTime();
        try (LocalStack stack = LocalStack.start(options, this::outcomes, tell)) {
            CompletableFuture<Void> worked = stack.running().thenRunAsync(() -> perform(work, stack.file(), started));
            CompletableFuture<Void> replayed = stack.running()
                    .thenRunAsync(() -> new ReplayCompletion(options.data().generation(), tell)
                            .await(Connection.plain(stack.file().bootstrap())));
            replayed.whenComplete((done, failure) -> reportReplay(failure));
            CompletableFuture<Void> end = leave ? worked : worked.thenCompose(done -> new CompletableFuture<>());
            awaitFirst(end, stop.asked(), stack.failure());
            if (stack.failure().isDone() && !stop.asked().isDone()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        stack.failure().join() + ". More is in "
                                + options.data().log());
            }
            tell.accept("stopping ...");
        }
    }

    private void reportReplay(Throwable failure) {
        if (failure != null && !stop.asked().isDone()) {
            tell.accept("the replay was not put in use: " + StackFailures.reason(failure)
                    + ". Try it with: dermavigil generations switch");
        }
    }

    private void perform(Work work, StackFile stack, long started) {
        tell.accept(ready(stack, started));
        try {
            work.on(stack);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void awaitFirst(CompletableFuture<?>... ends) throws Exception {
        try {
            CompletableFuture.anyOf(ends).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception known ? known : e;
        }
    }

    private void outcomes(StreamExecutionEnvironment env, String bootstrap) {
        OutcomesJob.define(
                env,
                OutcomesConfig.of(Map.of(
                        OutcomesConfig.KAFKA_PREFIX + "bootstrap.servers",
                        bootstrap,
                        OutcomesConfig.CHECKPOINT_INTERVAL,
                        JobSettings.CHECKPOINT_INTERVAL.toString(),
                        OutcomesConfig.TRANSACTION_TIMEOUT,
                        JobSettings.TRANSACTION_TIMEOUT.toString(),
                        OutcomesConfig.GENERATION,
                        Integer.toString(options.data().generation().number()))));
    }

    private String ready(StackFile stack, long started) {
        return "the stack runs after %.1f s: broker %s, data %s, pid %d%s%s"
                .formatted(
                        (System.nanoTime() - started) / 1e9,
                        stack.bootstrap(),
                        options.data().path(),
                        stack.pid(),
                        stack.store() == null ? "" : ", store " + stack.store(),
                        stack.restoredFrom() == null ? "" : ", restored from " + stack.restoredFrom());
    }
}
