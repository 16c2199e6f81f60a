package io.dermavigil.cli.jobs;

import java.util.Set;

/**
 * A job that a cluster knows.
 *
 * @param id its id, 32 hexadecimal digits
 * @param name its name
 * @param state Flink's job status, such as {@code RUNNING}
 */
public record FlinkJob(String id, String name, String state) {

    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");

    /** Whether it has ended, in whatever way. */
    public boolean ended() {
        return ENDED.contains(state);
    }
}
