package io.dermavigil.cli.stack;

import java.nio.file.Path;

/** Sends what the stack's process logs to a file, before the first logger exists. */
final class StackLog {

    private StackLog() {}

    static void to(Path file) {
        System.setProperty("dermavigil.log", file.toAbsolutePath().toString());
        System.setProperty("log4j2.configurationFile", "log4j2-stack.properties");
    }
}
