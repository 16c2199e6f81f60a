package io.dermavigil.cli.stack;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Flink's configuration in a local stack. */
final class JobSettings {

    /** Slots, and parallelism of the job. */
    static final int PARALLELISM = 2;
    /** Interval of checkpoints, and so of emission. */
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);
    /** As long as the stack's broker allows: a laptop may be closed in the middle. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofDays(7);

    /** A damaged newest one can be passed over. */
    private static final int RETAINED_CHECKPOINTS = 2;

    private JobSettings() {}

    static Configuration of(DataFolder data, StateBackend state) {
        Configuration settings = new Configuration();
        cluster(settings, data);
        checkpoints(settings, data, state);
        restarts(settings);
        return settings;
    }

    private static void cluster(Configuration settings, DataFolder data) {
        settings.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        settings.set(CoreOptions.TMP_DIRS, data.scratch().toAbsolutePath().toString());
        settings.set(RestOptions.ADDRESS, "localhost");
        settings.set(RestOptions.BIND_ADDRESS, "localhost");
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(JobManagerOptions.BIND_HOST, "localhost");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    }

    private static void checkpoints(Configuration settings, DataFolder data, StateBackend state) {
        settings.set(StateBackendOptions.STATE_BACKEND, state.flinkName());
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                data.checkpoints().toUri().toString());
        settings.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                data.savepoints().toUri().toString());
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
        // A checkpoint must be whole in its own folder, because folders of earlier runs are removed.
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, false);
    }

    private static void restarts(Configuration settings) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 8);
    }
}
