package io.dermavigil.cli.reading;

import io.dermavigil.schemas.topics.Generation;
import picocli.CommandLine.Option;

/** The option of commands that read summaries: which generation of them. */
public final class GenerationOption {

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "Generation of the summaries (default: the one in use).")
    private Integer number;

    /** The generation asked for, or else the one in use. */
    public Generation of(Broker broker, LogReader log) {
        return number == null ? ActiveGenerations.read(broker, log) : new Generation(number);
    }
}
