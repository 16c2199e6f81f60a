package io.dermavigil.cli.publish;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.ingest.pseudonyms.KeyFile;
import io.dermavigil.ingest.pseudonyms.KeyFileException;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the pseudonym key to safety and back. The key itself is never shown. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Export or import the key under which patient ids become pseudonyms.",
            "Without it no later row finds its patient; whoever has it can test guesses of an id."
        },
        footer = {"", "Example:", "  dermavigil key export /media/safe/chain.key"})
public final class KeyCommand {

    @Spec
    private CommandSpec command;

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Copy the key to a new file that only you can read.",
            footer = {"", "Example:", "  dermavigil key export /media/safe/chain.key"})
    int export(
            @Parameters(paramLabel = "FILE", description = "New file.") Path file,
            @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "Data folder (data).")
                    Path data,
            @Option(names = "--key", paramLabel = "FILE", description = "Key file, when it is not in the data folder.")
                    Path key) {
        KeyFile from = new KeyLocation(key, data).keyFile();
        try {
            PseudonymKey found = from.read()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FAILED, from.path() + ": does not exist; a key is made when it is first used"));
            write(found, new KeyFile(file));
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        return tell("the key of " + from.path() + " is copied to " + file);
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Take over a key that was exported. A key that is there already is never replaced.",
            footer = {"", "Example:", "  dermavigil key import /media/safe/chain.key"})
    int importKey(
            @Parameters(paramLabel = "FILE", description = "File made by export.") Path file,
            @Option(names = "--data", paramLabel = "DIR", defaultValue = "data", description = "Data folder (data).")
                    Path data,
            @Option(names = "--key", paramLabel = "FILE", description = "Key file, when it is not in the data folder.")
                    Path key) {
        KeyLocation location = new KeyLocation(key, data);
        try {
            PseudonymKey imported = new KeyFile(file)
                    .read()
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, file + ": does not exist"));
            var present = location.keyFile().read();
            if (present.isPresent() && present.get().equals(imported)) {
                return tell(location.keyFile().path() + " holds this key already");
            }
            if (present.isEmpty()) {
                location.prepare();
            }
            write(imported, location.keyFile());
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        return tell("the key of " + file + " is now in " + location.keyFile().path());
    }

    private static void write(PseudonymKey key, KeyFile file) throws KeyFileException {
        try {
            file.create(key);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file.path() + ": exists already and is not replaced; move it away first", e);
        }
    }

    private int tell(String message) {
        command.commandLine().getErr().println(message);
        return ExitCode.OK;
    }
}
