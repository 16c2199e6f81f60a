package io.dermavigil.jobs.outcomes;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point of the outcomes job: clinic events in, side effects, satisfaction, clinic status and rejects out. */
public final class OutcomesJob {

    private OutcomesJob() {}

    /** Runs the job where {@code flink run} sends it; arguments are {@code name=value}, see {@link OutcomesConfig}. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, OutcomesConfig.of(options(args)));
        env.execute("dermavigil-outcomes");
    }

    /**
     * Wires Kafka, the topology and its settings into an environment; the caller executes it.
     *
     * @param env environment whose checkpoint interval and guarantees are set here; storage and state backend are not
     * @param config configuration of the job
     */
    public static void define(StreamExecutionEnvironment env, OutcomesConfig config) {
        env.enableCheckpointing(config.checkpointInterval().toMillis());
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
