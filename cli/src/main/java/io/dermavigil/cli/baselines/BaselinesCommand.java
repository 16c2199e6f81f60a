package io.dermavigil.cli.baselines;

import picocli.CommandLine.Command;

/** {@code baselines}. */
@Command(
        name = "baselines",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The rates of reactions that are expected, and that evidence is taken against.",
        subcommands = {ListBaselinesCommand.class, PublishBaselinesCommand.class},
        footer = {"", "Example:", "  dermavigil baselines list"})
public final class BaselinesCommand {}
