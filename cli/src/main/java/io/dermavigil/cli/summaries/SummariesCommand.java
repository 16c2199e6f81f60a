package io.dermavigil.cli.summaries;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code summaries}. */
@Command(
        name = "summaries",
        mixinStandardHelpOptions = true,
        description = "Prints side effects or satisfaction from the summary topics.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SideEffectsCommand.class, SatisfactionCommand.class, CommandLine.HelpCommand.class},
        footer = {"", "Example:", "  dermavigil summaries side-effects --by condition --period monthly"})
public final class SummariesCommand {}
