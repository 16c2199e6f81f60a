package io.dermavigil.cli.tokens;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code token revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Revokes a token for ever. Servers notice within five seconds.",
        footer = {"", "Example:", "  dermavigil token revoke 0f3a9c21b7de"})
final class RevokeTokenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOKEN", description = "Name of the token, as token list shows it.")
    private String tokenId;

    @Mixin
    private StoreTarget target;

    @Override
    public Integer call() {
        if (!target.access(access -> access.tokens(tokens -> tokens.revoke(tokenId)))) {
            throw new CommandFailure(ExitCode.FAILED, "there is no token of that name; see: dermavigil token list");
        }
        return ExitCode.OK;
    }
}
