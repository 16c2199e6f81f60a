package io.dermavigil.cli;

import java.util.Locale;

/** How a process writes its log, chosen by the environment so that an image can set it once for every command. */
public enum LogForm {
    /** For people. */
    TEXT("log4j2.properties", "log4j2-stack.properties"),
    /** One object a line, for what collects logs. */
    JSON("log4j2-json.properties", "log4j2-stack-json.properties");

    /** The variable: {@code text} or {@code json}. */
    public static final String VARIABLE = "DERMAVIGIL_LOG";

    private static final String CONFIGURATION = "log4j2.configurationFile";

    private final String ofCommands;
    private final String ofStack;

    LogForm(String ofCommands, String ofStack) {
        this.ofCommands = ofCommands;
        this.ofStack = ofStack;
    }

    /**
     * Reads the variable.
     *
     * @param value its value; null or empty for {@link #TEXT}
     * @throws CommandFailure with {@link ExitCode#USAGE} for any other text
     */
    public static LogForm of(String value) {
        if (value == null || value.isEmpty()) {
            return TEXT;
        }
        for (LogForm form : values()) {
            if (form.name().equals(value.toUpperCase(Locale.ROOT))) {
                return form;
            }
        }
        throw new CommandFailure(ExitCode.USAGE, VARIABLE + " must be text or json");
    }

    /** What this process was told. */
    public static LogForm ofProcess() {
        return of(System.getenv(VARIABLE));
    }

    /** Must run before anything logs. A configuration that the user chose stays. */
    void use() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, ofCommands);
        }
    }

    /** Resource with the configuration of commands. */
    public String ofCommands() {
        return ofCommands;
    }

    /** Resource with the configuration of the local stack, which writes to a file. */
    public String ofStack() {
        return ofStack;
    }
}
