package io.dermavigil.cli.tokens;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.serving.tokens.IssuedToken;
import io.dermavigil.serving.tokens.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a token and prints it, or writes it to a file that only its owner reads.",
            "It is shown once: the store keeps its hash."
        },
        footer = {
            "",
            "Examples:",
            "  dermavigil token create --role analyst --label notebook --output analyst.token",
            "  dermavigil token create --role safety --expires P30D"
        })
final class CreateTokenCommand implements Callable<Integer> {

    private static final int LONGEST_LABEL = 100;
    private static final int MOST_DAYS = 3_660;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "What the token may read: ${COMPLETION-CANDIDATES}.")
    private Role role;

    @Option(names = "--label", paramLabel = "TEXT", description = "What it is for, up to 100 characters.")
    private String label = "";

    @Option(
            names = "--expires",
            paramLabel = "PERIOD",
            description = "How long it is good, whole days such as P90D, up to ten years (default: P90D).")
    private String expires = "P90D";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes the token to this new file, readable by its owner only, instead of standard output.")
    private Path output;

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(
                    spec.commandLine(), "--label: up to 100 characters without control characters");
        }
        Duration lifetime = lifetime();
        if (output != null && Files.exists(output)) {
            throw new CommandFailure(ExitCode.FAILED, output + " is there already; nothing was made");
        }
        IssuedToken issued = target.access(access -> access.tokens(tokens -> tokens.create(role, label, lifetime)));
        if (output == null) {
            spec.commandLine().getOut().println(issued.secret().text());
            spec.commandLine().getOut().flush();
        } else {
            write(issued);
        }
        spec.commandLine()
                .getErr()
                .println("token " + issued.tokenId() + " of role " + role + ", good for " + lifetime.toDays()
                        + " days. Revoke it with: dermavigil token revoke " + issued.tokenId());
        return ExitCode.OK;
    }

    private Duration lifetime() {
        try {
            Period period = Period.parse(expires);
            if (period.toTotalMonths() == 0 && period.getDays() > 0 && period.getDays() <= MOST_DAYS) {
                return Duration.ofDays(period.getDays());
            }
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--expires: whole days such as P90D", e);
        }
        throw new ParameterException(spec.commandLine(), "--expires: whole days from P1D to P" + MOST_DAYS + "D");
    }

    private void write(IssuedToken issued) {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                output, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap((issued.secret().text() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            target.access(access -> access.tokens(tokens -> tokens.revoke(issued.tokenId())));
            throw new CommandFailure(
                    ExitCode.FAILED,
                    output + " cannot be written (" + e.getClass().getSimpleName() + "); the token was revoked",
                    e);
        }
    }
}
