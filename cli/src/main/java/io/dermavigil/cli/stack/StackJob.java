package io.dermavigil.cli.stack;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Defines a job on an environment. */
@FunctionalInterface
interface StackJob {

    /**
     * Wires the job.
     *
     * @param env environment, with everything set that belongs to the stack
     * @param bootstrap address of the stack's broker
     */
    void define(StreamExecutionEnvironment env, String bootstrap);
}
