package io.dermavigil.cli.releases;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code release}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Makes and lists the releases that analysts read, which disclose no one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MakeReleaseCommand.class, ListReleasesCommand.class, CommandLine.HelpCommand.class},
        footer = {"", "Example:", "  dermavigil release now"})
public final class ReleaseCommand {}
