package io.dermavigil.cli.releases;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.serving.release.Release;
import io.dermavigil.serving.release.ReleaseException;
import io.dermavigil.serving.release.ThresholdChoice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code release now}. */
@Command(
        name = "now",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the next release from what the store holds now, outside the calendar.",
            "A release is for ever: it cannot be changed or taken back."
        },
        footer = {"", "Example:", "  dermavigil release now --suppress-below 11"})
final class MakeReleaseCommand implements Callable<Integer> {

    @Mixin
    private ThresholdOption threshold;

    @Option(names = "--lower", description = "Make it even if the newest release hid more, which this one will show.")
    private boolean lower;

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (lower && !threshold.isGiven()) {
            throw new ParameterException(spec.commandLine(), "--lower needs --suppress-below");
        }
        ThresholdChoice choice = threshold.choice(spec);
        try {
            Release made = target.releases(releases -> releases.make(lower ? choice.orLower() : choice));
            spec.commandLine()
                    .getOut()
                    .printf(
                            "release %d as of %s: %,d numbers shown, %,d carried, %,d suppressed%n",
                            made.number(), made.asOf(), made.shown(), made.carried(), made.suppressed());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (ReleaseException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
