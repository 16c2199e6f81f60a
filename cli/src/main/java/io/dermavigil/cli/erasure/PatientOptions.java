package io.dermavigil.cli.erasure;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.publish.KeyLocation;
import io.dermavigil.ingest.pseudonyms.KeyFile;
import io.dermavigil.ingest.pseudonyms.KeyFileException;
import io.dermavigil.ingest.pseudonyms.PseudonymKey;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The options that say which patients: by pseudonym, or by the clinic's own id, which is read from a file only. */
final class PatientOptions {

    private static final Path STDIN = Path.of("-");

    @Option(names = "--patient", paramLabel = "KEY", description = "Pseudonym of a patient; may be repeated.")
    private List<String> patients = new ArrayList<>();

    @Option(
            names = "--patients-from",
            paramLabel = "FILE",
            description = "File with a pseudonym a line; - for standard input.")
    private Path patientsFrom;

    @Option(
            names = "--ids-from",
            paramLabel = "FILE",
            description = "File with a patient id of the clinic a line; - for standard input.")
    private Path idsFrom;

    @Option(
            names = "--id-domain",
            paramLabel = "NAME",
            description =
                    "Within what the ids are unique, as they were published: the clinic, unless another was given.")
    private String idDomain;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "File of the pseudonym key (pseudonym.key in the data folder).")
    private Path key;

    /** What is wrong with the options; null when nothing is. */
    String problem() {
        if (patients.isEmpty() && patientsFrom == null && idsFrom == null) {
            return "name patients with --patient, --patients-from or --ids-from";
        }
        if ((idsFrom == null) != (idDomain == null)) {
            return "--ids-from and --id-domain belong together";
        }
        return null;
    }

    /** Whether standard input is read, so that nobody can be asked there. */
    boolean readsStandardInput() {
        return STDIN.equals(patientsFrom) || STDIN.equals(idsFrom);
    }

    /**
     * The patients.
     *
     * @param data data folder of the stack, where the key may be
     * @throws CommandFailure when a file cannot be read, or a line is no pseudonym; the line is not quoted
     */
    Set<Pseudonym> read(Path data) {
        Set<Pseudonym> found = new LinkedHashSet<>();
        add(found, "--patient", patients, UnaryOperator.identity());
        if (patientsFrom != null) {
            add(found, patientsFrom.toString(), lines(patientsFrom), UnaryOperator.identity());
        }
        if (idsFrom != null) {
            Pseudonyms pseudonyms = new Pseudonyms(() -> key(data));
            add(found, idsFrom.toString(), lines(idsFrom), id -> pseudonyms.of(Pseudonyms.PATIENT, idDomain, id));
        }
        if (found.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no patient is named: the file is empty");
        }
        return found;
    }

    private static void add(
            Set<Pseudonym> patients, String source, List<String> lines, UnaryOperator<String> pseudonym) {
        for (int line = 1; line <= lines.size(); line++) {
            String text = lines.get(line - 1).strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                patients.add(new Pseudonym(pseudonym.apply(text)));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.FAILED, source + ":" + line + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return file.equals(STDIN)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private PseudonymKey key(Path data) {
        KeyFile file = new KeyLocation(key, data).keyFile();
        try {
            return file.read()
                    .orElseThrow(
                            () -> new CommandFailure(
                                    ExitCode.FAILED,
                                    file.path()
                                            + ": does not exist; the ids were published under another key: name it with --key"));
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
