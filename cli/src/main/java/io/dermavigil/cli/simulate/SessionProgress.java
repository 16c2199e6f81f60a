package io.dermavigil.cli.simulate;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar over sessions on standard error, when that is a terminal; otherwise nothing. */
final class SessionProgress implements AutoCloseable {

    /** The bar's own lock is not worth taking for every event. */
    private static final long STEP = 256;

    private final ProgressBar bar;
    private final long sessions;
    private long shown;

    private SessionProgress(ProgressBar bar, long sessions) {
        this.bar = bar;
        this.sessions = sessions;
    }

    /** From JDK 22 on there is always a console; the bar then shows as plain lines, which does no harm on standard error. */
    @SuppressWarnings("SystemConsoleNull")
    static SessionProgress upTo(long sessions) {
        boolean terminal = System.console() != null;
        ProgressBar bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("simulate")
                        .setInitialMax(sessions)
                        .setUnit(" sessions", 1)
                        .build()
                : null;
        return new SessionProgress(bar, sessions);
    }

    void reached(long count) {
        if (bar != null && count >= shown + STEP) {
            shown = count;
            bar.stepTo(Math.min(count, sessions));
        }
    }

    void complete() {
        if (bar != null) {
            bar.stepTo(sessions);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
