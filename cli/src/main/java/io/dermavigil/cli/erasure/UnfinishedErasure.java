package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** What the next erasure must know when this one dies: what topics had before. Lies beside the receipt-to-be. */
final class UnfinishedErasure {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** The note of the erasure that is to give a receipt. */
    UnfinishedErasure(Path receipt) {
        this.file = receipt.resolveSibling(receipt.getFileName() + ".unfinished");
    }

    /** Where it is noted. */
    Path path() {
        return file;
    }

    /** Settings by topic, before they were changed; empty when nothing is noted. */
    Map<String, Map<String, String>> settings() {
        try {
            return Files.exists(file)
                    ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Map<String, String>>>() {})
                    : new TreeMap<>();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Notes settings in one step; none removes the note. */
    void note(Map<String, Map<String, String>> settings) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            if (settings.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.write(next, JSON.writeValueAsBytes(settings));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
