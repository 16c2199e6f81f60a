package io.dermavigil.cli.stack;

import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/**
 * Turns the signals that end a process into a request to stop. A shutdown hook would not do: Flink's own hooks would
 * clear away its files while the job still writes its savepoint.
 */
final class StopRequest {

    /** What a shell reports of a process that was interrupted. */
    private static final int INTERRUPTED = 130;

    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    private StopRequest() {}

    /**
     * Listens from now on.
     *
     * @param background whether the process must live on when its terminal goes away
     */
    static StopRequest listen(boolean background) {
        StopRequest request = new StopRequest();
        Signals.register("TERM", request::ask);
        if (background) {
            Signals.register("INT", () -> {});
            Signals.register("HUP", () -> {});
        } else {
            Signals.register("INT", request::ask);
            Signals.register("HUP", request::ask);
        }
        return request;
    }

    /** The second request is impatience; what is on disk is as good as after a crash. */
    private void ask() {
        if (!asked.complete(null)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    CompletableFuture<Void> asked() {
        return asked;
    }
}
