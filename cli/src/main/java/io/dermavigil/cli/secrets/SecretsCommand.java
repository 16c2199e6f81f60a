package io.dermavigil.cli.secrets;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code secrets}. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "Makes the keys, certificates and passwords of a secured stack.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CreateSecretsCommand.class, CommandLine.HelpCommand.class},
        footer = {"", "Example:", "  dermavigil secrets create --dir secrets --host kafka --clinic 07"})
public final class SecretsCommand {}
