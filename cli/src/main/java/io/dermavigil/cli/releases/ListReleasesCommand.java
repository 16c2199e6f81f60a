package io.dermavigil.cli.releases;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.serving.release.Release;
import io.dermavigil.serving.release.Releases;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code release list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the releases that were made.",
        footer = {"", "Example:", "  dermavigil release list"})
final class ListReleasesCommand implements Callable<Integer> {

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Release> made = target.releases(Releases::list);
        TextTable table = new TextTable()
                .right("release")
                .left("made at")
                .left("as of")
                .right("threshold")
                .right("shown")
                .right("carried")
                .right("suppressed");
        for (Release release : made) {
            table.row(List.of(
                    Integer.toString(release.number()),
                    release.releasedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    release.asOf().truncatedTo(ChronoUnit.SECONDS).toString(),
                    Integer.toString(release.threshold()),
                    Long.toString(release.shown()),
                    Long.toString(release.carried()),
                    Long.toString(release.suppressed())));
        }
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
