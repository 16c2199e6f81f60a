package io.dermavigil.ingest.rows;

import io.dermavigil.ingest.reading.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What an input file must be before it is opened. */
public final class InputFiles {

    private InputFiles() {}

    /**
     * Checks a file without reading it.
     *
     * @throws UnreadableFileException when it is missing, a folder, not readable or empty
     */
    public static void check(Path file) throws IOException, UnreadableFileException {
        if (!Files.exists(file)) {
            throw new UnreadableFileException(file, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(file, "is a folder, not a file");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableFileException(file, "may not be read by this user");
        }
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            throw new UnreadableFileException(file, "is empty");
        }
    }

    /** Whether the name says CSV. */
    public static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }
}
