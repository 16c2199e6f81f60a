package io.dermavigil.cli.generations;

import picocli.CommandLine.Command;

/** {@code generations}. */
@Command(
        name = "generations",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Replays under other rules: generations of summaries, and which one is in use.",
        subcommands = {ListGenerationsCommand.class, PrepareGenerationCommand.class, SwitchGenerationCommand.class},
        footer = {"", "Example:", "  dermavigil generations switch 2 --bootstrap localhost:9092"})
public final class GenerationsCommand {}
