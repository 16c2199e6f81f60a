package io.dermavigil.cli.generations;

import io.dermavigil.schemas.topics.Generation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns an argument into a generation. */
final class GenerationNumber {

    private GenerationNumber() {}

    static Generation of(int number, CommandSpec spec) {
        try {
            return new Generation(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
