package io.dermavigil.cli.tokens;

import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.serving.tokens.TokenEntry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code token list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists tokens: name, role, state, when last used (to the hour). The tokens themselves are nowhere.",
        footer = {"", "Example:", "  dermavigil token list"})
final class ListTokensCommand implements Callable<Integer> {

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<TokenEntry> tokens = target.access(access -> access.tokens(each -> each.list()));
        var table = new StringBuilder();
        table.append(String.format(
                "%-12s  %-7s  %-7s  %-20s  %-20s  %s%n", "TOKEN", "ROLE", "STATE", "EXPIRES", "LAST USED", "LABEL"));
        tokens.forEach(token -> table.append(String.format(
                "%-12s  %-7s  %-7s  %-20.20s  %-20.20s  %s%n",
                token.tokenId(),
                token.role(),
                state(token),
                token.expiresAt(),
                token.lastUsedAt().map(Instant::toString).orElse("never"),
                token.label())));
        spec.commandLine().getOut().print(table);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String state(TokenEntry token) {
        if (token.revokedAt().isPresent()) {
            return "revoked";
        }
        return token.expiresAt().isAfter(Instant.now()) ? "good" : "expired";
    }
}
