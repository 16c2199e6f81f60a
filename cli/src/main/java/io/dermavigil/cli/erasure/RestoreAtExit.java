package io.dermavigil.cli.erasure;

/** Gives topics their settings back however the erasure ends, also after Ctrl-C. */
final class RestoreAtExit implements AutoCloseable {

    private final CompactionSettings settings;
    private final Thread hook;

    RestoreAtExit(CompactionSettings settings) {
        this.settings = settings;
        this.hook = new Thread(settings::end, "restore-topic-settings");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Gives them back. */
    void now() {
        settings.restore();
    }

    @Override
    public void close() {
        now();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends already, and the hook did or does the same
            return;
        }
    }
}
