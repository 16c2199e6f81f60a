package io.dermavigil.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this process with one job on it. */
final class JobCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobCluster.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final MiniCluster cluster;
    private final JobID job;

    private JobCluster(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /**
     * Starts the cluster and submits the job.
     *
     * @param settings of the cluster and the job
     * @param restore where the job takes its state from, and what it may delete once it has newer; null to begin anew
     */
    static JobCluster start(Configuration settings, StackJob definition, String bootstrap, Path restore)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        definition.define(env, bootstrap);
        JobGraph graph = env.getStreamGraph().getJobGraph();
        if (restore != null) {
            graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(restore.toUri().toString(), false, RecoveryClaimMode.CLAIM));
        }
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(JobSettings.PARALLELISM)
                .withRandomPorts()
                .build());
        try {
            cluster.start();
            await(cluster.submitJob(graph));
        } catch (Exception e) {
            end(cluster);
            throw e;
        }
        return new JobCluster(cluster, graph.getJobID());
    }

    /** State of the job now. */
    JobStatus status() throws Exception {
        return await(cluster.getJobStatus(job));
    }

    /** Completes when the job ends for whatever reason. */
    CompletableFuture<JobResult> result() {
        return cluster.requestJobResult(job);
    }

    /**
     * Stops the job in order, with everything committed up to its savepoint.
     *
     * @return folder of the savepoint
     */
    String stop(Path savepoints, Duration timeout) throws Exception {
        return cluster.stopWithSavepoint(job, savepoints.toUri().toString(), false, SavepointFormatType.NATIVE)
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the job where it is; its checkpoints stay. */
    void cancel() throws Exception {
        await(cluster.cancelJob(job));
        await(result());
    }

    private static <T> T await(CompletableFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the cluster; checkpoints stay. */
    @Override
    public void close() {
        end(cluster);
    }

    private static void end(MiniCluster cluster) {
        try {
            await(cluster.closeAsync());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not end in order; its checkpoints are unharmed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
