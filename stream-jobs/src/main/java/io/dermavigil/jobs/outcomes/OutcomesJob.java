package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.topics.Generation;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the outcomes job: clinic events and baselines in, side effects, satisfaction, evidence, clinic status and rejects out. */
public final class OutcomesJob {

    /** Set once and for ever: state is laid out by it. */
    static final int MAX_PARALLELISM = 720;

    private OutcomesJob() {}

    /** Runs the job where {@code flink run} sends it; arguments are {@code name=value}, see {@link OutcomesConfig}. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Map<String, String> options = options(args);
        OutcomesConfig config = OutcomesConfig.of(options);
        define(env, config);
        // shown by the cluster, and read by those who upgrade the job
        env.getConfig().setGlobalJobParameters(Configuration.fromMap(options));
        env.execute(nameOf(config.generation()));
    }

    /** Name of the job on a cluster; jobs of different generations can run beside each other. */
    public static String nameOf(Generation generation) {
        return "dermavigil-" + generation.jobId();
    }

    /**
     * Wires Kafka, the topology and its settings into an environment; the caller executes it.
     *
     * @param env environment whose checkpoint interval and guarantees are set here; storage and state backend are not
     * @param config configuration of the job; Confluent framing makes this ask the registry
     */
    public static void define(StreamExecutionEnvironment env, OutcomesConfig config) {
        define(env, config, RulesVersion.CURRENT);
    }

    static void define(StreamExecutionEnvironment env, OutcomesConfig config, String rulesVersion) {
        configure(env, config);
        DataStream<RawRecord> records = env.fromSource(
                        ClinicTopicsSource.of(config), WatermarkStrategy.noWatermarks(), "clinic topics")
                .uid("clinic-topics");
        DataStream<RawRecord> baselines = env.fromSource(
                        BaselinesSource.of(config), WatermarkStrategy.noWatermarks(), "baselines topic")
                .uid("baselines-topic")
                .setParallelism(1);
        OutcomesTopology outcomes = OutcomesTopology.define(
                records, baselines, config.generation().jobId(), rulesVersion, WireSettings.of(config));
        outcomes.summaries()
                .union(outcomes.evidence(), outcomes.progress())
                .sinkTo(SummaryTopicsSink.of(config))
                .name("summary topics")
                .uid("summary-topics");
        outcomes.rejects().sinkTo(RejectsSink.of(config)).name("rejects topic").uid("rejects-topic");
    }

    /** Settings without which the guarantees do not hold, whatever the cluster's defaults are. */
    static void configure(StreamExecutionEnvironment env, OutcomesConfig config) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        // a replay makes checkpoints grow: half of the time stays for the work itself
        settings.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                config.checkpointInterval().dividedBy(2));
        settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.configure(settings);
    }

    static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 1 || options.put(arg.substring(0, equals), arg.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("options are name=value, each once; not: " + arg);
            }
        }
        return options;
    }
}
