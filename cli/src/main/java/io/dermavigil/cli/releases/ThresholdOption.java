package io.dermavigil.cli.releases;

import io.dermavigil.serving.release.ThresholdChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The threshold of releases. */
final class ThresholdOption {

    private static final String NAME = "--suppress-below";

    @Option(
            names = NAME,
            paramLabel = "PATIENTS",
            description = "Smallest number of patients above zero that a release may show, and the smallest change of a"
                    + " number (default: that of the newest release, 11 for the first).")
    private Integer patients;

    /** The choice; refuses a threshold that there cannot be. */
    ThresholdChoice choice(CommandSpec spec) {
        try {
            return patients == null ? ThresholdChoice.AS_BEFORE : ThresholdChoice.of(patients);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), NAME + ": " + e.getMessage(), e);
        }
    }

    boolean isGiven() {
        return patients != null;
    }
}
