package io.dermavigil.serving.store;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/** PostgreSQL refuses to run as root. On Linux root may start it in a user namespace, unless a container denies that. */
final class RootUser {

    private RootUser() {}

    /** Why PostgreSQL cannot be started by this user; empty when nothing is known against it. */
    static Optional<String> hindrance() {
        if (!"root".equals(System.getProperty("user.name")) || mayUnshare()) {
            return Optional.empty();
        }
        return Optional.of("it refuses to run as root, and this system does not let root start it in a user namespace"
                + " (unshare -U). Run as another user, or use a server that runs elsewhere");
    }

    private static boolean mayUnshare() {
        try {
            return new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
