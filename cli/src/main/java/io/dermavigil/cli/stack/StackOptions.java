package io.dermavigil.cli.stack;

/**
 * How a local stack is to be run.
 *
 * @param data where it keeps everything
 * @param port port of the broker; null for 9092, or any free one when that is taken
 * @param state where the job keeps its state while it runs
 * @param replay whether to begin the next generation of summaries, without state, from the start of the clinic topics
 * @param store where the store for people is
 */
record StackOptions(DataFolder data, Integer port, StateBackend state, boolean replay, StoreChoice store) {}
