package io.dermavigil.cli.provision;

import io.dermavigil.cli.access.Principal;
import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The outcomes job on a cluster in this process, logged in at the broker as a principal and with its rights only. */
final class JobOfPrincipal implements AutoCloseable {

    private final MiniCluster cluster;
    private final JobID job;

    private JobOfPrincipal(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    static JobOfPrincipal start(SecuredStack stack, Principal principal, Path checkpoints) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        OutcomesJob.define(
                env,
                OutcomesConfig.of(Map.of(
                        "kafka.bootstrap.servers",
                        stack.clientAddress(),
                        OutcomesConfig.CLIENT_CONFIG,
                        stack.clientConfig(principal).toString(),
                        OutcomesConfig.CHECKPOINT_INTERVAL,
                        "PT0.3S",
                        OutcomesConfig.TRANSACTION_TIMEOUT,
                        "PT1M")));
        JobGraph graph = env.getStreamGraph().getJobGraph();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
        cluster.start();
        cluster.submitJob(graph).get();
        return new JobOfPrincipal(cluster, graph.getJobID());
    }

    /** Takes the task manager away in the middle of its work and puts another in its place. */
    void loseTaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    @Override
    public void close() throws Exception {
        cluster.cancelJob(job).get();
        cluster.requestJobResult(job).get();
        cluster.close();
    }
}
