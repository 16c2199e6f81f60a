package io.dermavigil.cli.rejects;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rejects}. */
@Command(
        name = "rejects",
        mixinStandardHelpOptions = true,
        description = "Shows what could not be counted, and brings it back after repair.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListRejectsCommand.class,
            ShowRejectCommand.class,
            ReplayRejectsCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Example:", "  dermavigil rejects list --reason INVALID"})
public final class RejectsCommand {}
