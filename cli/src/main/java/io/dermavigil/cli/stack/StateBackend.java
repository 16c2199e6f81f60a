package io.dermavigil.cli.stack;

/** Where the job keeps its state while it runs. */
public enum StateBackend {
    /** In memory: fastest, bounded by the heap. */
    HEAP("hashmap"),
    /** On disk: slower, bounded by the disk. */
    ROCKSDB("rocksdb");

    private final String flinkName;

    StateBackend(String flinkName) {
        this.flinkName = flinkName;
    }

    String flinkName() {
        return flinkName;
    }
}
