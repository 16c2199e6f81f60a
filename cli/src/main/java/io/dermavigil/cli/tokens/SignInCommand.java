package io.dermavigil.cli.tokens;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.cli.stack.StackFile;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Secret;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sign-in}. */
@Command(
        name = "sign-in",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints a link that signs a browser in to the dashboard, once, within ten minutes.",
        footer = {"", "Example:", "  dermavigil sign-in --data data"})
public final class SignInCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the dashboard (default: that of the local stack).")
    private URI url;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What the session may read: ${COMPLETION-CANDIDATES} (default: safety).")
    private Role role = Role.SAFETY;

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (url == null) {
            url = ofStack();
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "--url: an address such as http://127.0.0.1:8080");
        }
        Secret code = target.access(access -> access.signIn(codes -> codes.newCode(role)));
        spec.commandLine().getOut().println(url.resolve("/sign-in?code=" + code.text()));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private URI ofStack() {
        if (!target.isLocal()) {
            throw new ParameterException(spec.commandLine(), "--url is needed with --store");
        }
        String dashboard = StackFile.ofRunning(target.dataFolder()).dashboard();
        if (dashboard == null) {
            throw new CommandFailure(ExitCode.FAILED, "the stack on " + target.dataFolder() + " has no dashboard");
        }
        return URI.create(dashboard);
    }
}
