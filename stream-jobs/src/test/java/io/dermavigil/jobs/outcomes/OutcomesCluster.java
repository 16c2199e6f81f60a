package io.dermavigil.jobs.outcomes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job as it is deployed, on a cluster of two task managers in this process. */
final class OutcomesCluster implements AutoCloseable {

    static final int TASK_MANAGERS = 2;
    /** One for a job, one for a replay beside it. */
    private static final int SLOTS = 2;

    private final Path data;
    private final MiniCluster cluster;
    /** Places of the living in the cluster's list, from which the dead never leave. */
    private final List<Integer> alive = new ArrayList<>();

    private int started;

    OutcomesCluster(Path data) throws Exception {
        this(data, new Configuration());
    }

    OutcomesCluster(Path data, Configuration configuration) throws Exception {
        this.data = data;
        this.cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
        cluster.start();
        while (started < TASK_MANAGERS) {
            alive.add(started++);
        }
    }

    JobID submit(String stateBackend, Path restoreFrom, Map<String, String> options) throws Exception {
        return submit(stateBackend, restoreFrom, options, RulesVersion.CURRENT);
    }

    JobID submit(String stateBackend, Path restoreFrom, Map<String, String> options, String rulesVersion)
            throws Exception {
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, data.toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(TASK_MANAGERS);
        OutcomesJob.define(env, OutcomesConfig.of(options), rulesVersion);
        JobGraph graph = env.getStreamGraph().getJobGraph();
        if (restoreFrom != null) {
            graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(restoreFrom.toUri().toString()));
        }
        cluster.submitJob(graph).get();
        return graph.getJobID();
    }

    /** Takes any task manager away in the middle of its work and puts another in its place. */
    void killTaskManager(Random random) throws Exception {
        int victim = alive.remove(random.nextInt(alive.size()));
        cluster.terminateTaskManager(victim).get();
        cluster.startTaskManager();
        alive.add(started++);
    }

    Path stopWithSavepoint(JobID job) throws Exception {
        String path = cluster.stopWithSavepoint(
                        job, data.resolve("savepoints").toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get();
        result(job).get();
        return Path.of(java.net.URI.create(path));
    }

    /** Takes a savepoint of a job that goes on. Flink commits nothing for it. */
    Path savepoint(JobID job) throws Exception {
        String path = cluster.triggerSavepoint(
                        job, data.resolve("savepoints").toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get();
        return Path.of(java.net.URI.create(path));
    }

    /** Takes a checkpoint and returns when it has completed. */
    void checkpoint(JobID job) throws Exception {
        cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
    }

    void cancel(JobID job) throws Exception {
        cluster.cancelJob(job).get();
        result(job).get();
    }

    /** Why the job last failed and started again; null when it never did. */
    String lastFailure(JobID job) throws Exception {
        ErrorInfo failure = cluster.getExecutionGraph(job).get().getFailureInfo();
        return failure == null ? null : failure.getExceptionAsString();
    }

    CompletableFuture<JobResult> result(JobID job) {
        return cluster.requestJobResult(job);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
