package io.dermavigil.cli.doctor;

import io.dermavigil.jobs.outcomes.OutcomesConfig;
import io.dermavigil.jobs.outcomes.OutcomesJob;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The outcomes job on a cluster of this process, with the REST interface of a real job manager. */
final class RunningJob implements AutoCloseable {

    private final MiniCluster cluster;
    private final URI rest;

    private RunningJob(MiniCluster cluster, URI rest) {
        this.cluster = cluster;
        this.rest = rest;
    }

    static RunningJob start(String bootstrap, Path state, String transactionTimeout) throws Exception {
        Map<String, String> options = Map.of(
                "kafka.bootstrap.servers",
                bootstrap,
                "checkpoint-interval",
                "PT0.5S",
                "transaction-timeout",
                transactionTimeout);
        OutcomesConfig config = OutcomesConfig.of(options);
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        OutcomesJob.define(env, config);
        env.getConfig().setGlobalJobParameters(Configuration.fromMap(options));
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(OutcomesJob.nameOf(config.generation()));
        JobGraph job = graph.getJobGraph();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
        cluster.start();
        cluster.submitJob(job).get();
        return new RunningJob(cluster, cluster.getRestAddress().get());
    }

    /** Address of the job manager. */
    URI rest() {
        return rest;
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
