package io.dermavigil.cli.tokens;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code token}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes tokens of the REST interface.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CreateTokenCommand.class,
            ListTokensCommand.class,
            RevokeTokenCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Example:", "  dermavigil token create --role analyst --output analyst.token"})
public final class TokenCommand {}
