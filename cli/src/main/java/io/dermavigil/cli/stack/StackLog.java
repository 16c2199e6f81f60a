package io.dermavigil.cli.stack;

import io.dermavigil.cli.LogForm;
import java.net.URI;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/** Sends what the stack's process logs to a file. */
final class StackLog {

    private StackLog() {}

    /** Must run before the stack starts; loggers that exist already are turned round. */
    static void to(Path file) {
        String configuration = LogForm.ofProcess().ofStack();
        System.setProperty("dermavigil.log", file.toAbsolutePath().toString());
        // Flink's RPC lives in a class loader of its own and configures itself.
        System.setProperty("log4j2.configurationFile", configuration);
        Configurator.reconfigure(URI.create("classpath:" + configuration));
    }
}
