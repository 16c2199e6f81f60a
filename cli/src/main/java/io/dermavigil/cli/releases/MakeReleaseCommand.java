package io.dermavigil.cli.releases;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.serving.release.Release;
import io.dermavigil.serving.release.ReleaseException;
import io.dermavigil.statistics.disclosure.ReleaseRule;
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
        footer = {"", "Example:", "  dermavigil release now --threshold 11"})
final class MakeReleaseCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    @Option(
            names = "--threshold",
            paramLabel = "PATIENTS",
            description =
                    "Smallest number of patients above zero that may be shown, and the smallest change of a number"
                            + " (default: 11).")
    private int threshold = ReleaseRule.DEFAULT.threshold();

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (threshold < 2 || threshold > MOST) {
            throw new ParameterException(spec.commandLine(), "--threshold: 2 to " + MOST);
        }
        try {
            Release made = target.releases(releases -> releases.make(new ReleaseRule(threshold)));
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
