package io.dermavigil.cli.jobs;

import picocli.CommandLine.Command;

/** {@code dermavigil job}. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        description = "The outcomes job on a Flink cluster: submit, upgrade, stop, keep, list.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListJobsCommand.class,
            SubmitJobCommand.class,
            UpgradeJobCommand.class,
            StopJobCommand.class,
            KeepJobCommand.class
        },
        footer = {"", "Example:", "  dermavigil job list --flink http://jobmanager:8081"})
public final class JobCommand {}
