package io.dermavigil.cli.stack;

import io.dermavigil.broker.LocalBroker;
import io.dermavigil.cli.baselines.ShippedBaselines;
import io.dermavigil.cli.checkpoints.RestorePoint;
import io.dermavigil.cli.reading.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker, the job and the store for people in this process, on a data folder that survives them. */
final class LocalStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);
    private static final Duration SAVEPOINT_WITHIN = Duration.ofSeconds(60);

    private final DataFolder data;
    private final FolderLock lock;
    private final LocalBroker broker;
    private final JobCluster job;
    private final StackServing serving;
    private final CompletableFuture<String> failure;
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(LocalStack::daemon);
    private final ScheduledFuture<?> looking;
    private volatile StackFile file;

    private LocalStack(
            DataFolder data,
            FolderLock lock,
            LocalBroker broker,
            JobCluster job,
            StackServing serving,
            StackFile file) {
        this.data = data;
        this.lock = lock;
        this.broker = broker;
        this.job = job;
        this.serving = serving;
        this.file = file;
        this.failure = CompletableFuture.anyOf(
                        broker.failure().thenApply(LocalStack::brokerEnd).toCompletableFuture(),
                        job.result().handle(LocalStack::jobEnd))
                .thenApply(String.class::cast);
        this.looking = watch.scheduleWithFixedDelay(this::look, 0, LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the stack; its job takes its state from the newest checkpoint or savepoint of the folder.
     *
     * @param options how to run it
     * @param definition the job
     * @param tell takes lines for people
     * @throws io.dermavigil.cli.CommandFailure when it cannot start for a reason that the user can act on
     */
    static LocalStack start(StackOptions options, StackJob definition, Consumer<String> tell) throws Exception {
        DataFolder data = options.data();
        data.prepare();
        FolderLock lock = FolderLock.take(data.path());
        LocalBroker broker = null;
        JobCluster job = null;
        StackServing serving = StackServing.prepare(options.store(), data);
        try {
            StackFile.remove(data.path());
            if (options.replay()) {
                data.beginNextGeneration();
            }
            RetainedCheckpoints.prune(data);
            Path restore =
                    RetainedCheckpoints.newest(data).map(RestorePoint::folder).orElse(null);
            broker = StackBroker.start(data.broker(), data.generation(), options.port(), tell);
            ShippedBaselines.publishIfNone(Connection.plain(broker.bootstrapServers()), tell);
            job = JobCluster.start(
                    JobSettings.of(data, options.state()), definition, broker.bootstrapServers(), restore);
            serving.start(broker.bootstrapServers());
            return new LocalStack(data, lock, broker, job, serving, describe(broker, data, restore, serving));
        } catch (Exception e) {
            serving.close();
            if (job != null) {
                job.close();
            }
            if (broker != null) {
                broker.close();
            }
            lock.close();
            throw e;
        }
    }

    private static StackFile describe(LocalBroker broker, DataFolder data, Path restore, StackServing serving) {
        return new StackFile(
                ProcessHandle.current().pid(),
                broker.bootstrapServers(),
                Instant.now(),
                JobStatus.INITIALIZING.name(),
                restore == null
                        ? null
                        : data.path()
                                .toAbsolutePath()
                                .relativize(restore.toAbsolutePath())
                                .toString(),
                serving.jdbcUrl(),
                serving.dashboard());
    }

    private static String brokerEnd(Throwable fault) {
        return "the broker gave up, as it does when its disk is full or gone (" + StackFailures.reason(fault) + ")";
    }

    private static String jobEnd(JobResult result, Throwable lost) {
        return "the job ended: "
                + Optional.ofNullable(lost)
                        .or(() -> result.getSerializedThrowable()
                                .map(thrown -> thrown.deserializeError(LocalStack.class.getClassLoader())))
                        .map(StackFailures::rootReason)
                        .orElse("nobody asked it to");
    }

    /** Tells other processes of the job's state, which only this one can ask for. */
    private void look() {
        try {
            JobStatus status = job.status();
            if (!status.name().equals(file.job()) || !running.isDone()) {
                file = file.withJob(status.name());
                file.write(data.path());
            }
            if (status == JobStatus.RUNNING) {
                running.complete(null);
            }
        } catch (Exception e) {
            LOG.warn("the state of the job is not known", e);
        }
    }

    /** What the stack says of itself. */
    StackFile file() {
        return file;
    }

    /** Completes when all of the job runs; not when it fails before. */
    CompletableFuture<Void> running() {
        return running;
    }

    /** Completes with the reason when the stack cannot go on. */
    CompletableFuture<String> failure() {
        return failure;
    }

    /** Stops the job with a savepoint, or where that fails with its last checkpoint, and then everything else. */
    @Override
    public void close() throws IOException {
        stopWatching();
        try (lock;
                broker;
                job) {
            try {
                serving.close();
            } finally {
                stopJob();
            }
        } finally {
            StackFile.remove(data.path());
        }
    }

    /** After this, nobody writes that the stack runs. */
    private void stopWatching() {
        looking.cancel(false);
        watch.shutdown();
        try {
            if (!watch.awaitTermination(SAVEPOINT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the job does not say how it is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopJob() {
        if (failure.isDone()) {
            // without a broker nothing can be committed, and without a job there is nothing to stop
            cancelJob();
            return;
        }
        try {
            if (!job.status().isTerminalState()) {
                LOG.info("the job stopped with {}", job.stop(data.savepoints(), SAVEPOINT_WITHIN));
            }
        } catch (Exception e) {
            LOG.warn("no savepoint could be taken; the next start restores the last checkpoint", e);
            cancelJob();
        }
    }

    private void cancelJob() {
        try {
            if (!job.status().isTerminalState()) {
                job.cancel();
            }
        } catch (Exception e) {
            LOG.warn("the job could not be cancelled; it ends with the process", e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stack-watch");
        thread.setDaemon(true);
        return thread;
    }
}
