package io.dermavigil.cli.jobs;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.tables.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code job list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The jobs that the cluster knows, ended ones too.",
        footer = {"", "Example:", "  dermavigil job list --flink http://jobmanager:8081"})
final class ListJobsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FlinkTarget target;

    @Override
    public Integer call() {
        TextTable table = new TextTable().left("job").left("name").left("state");
        target.cluster().jobs().forEach(job -> table.row(List.of(job.id(), job.name(), job.state())));
        table.print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
