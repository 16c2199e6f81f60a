package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.rejects.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the next erasure must know when this one does not come to its end. Lies beside the receipt-to-be. */
final class UnfinishedErasure {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Note NOTHING = new Note(Map.of(), List.of(), Map.of());

    private final Path file;

    /** The note of the erasure that is to give a receipt. */
    UnfinishedErasure(Path receipt) {
        this.file = receipt.resolveSibling(receipt.getFileName() + ".unfinished");
    }

    /**
     * What the file holds.
     *
     * @param settings settings by topic, before they were changed; empty when none are to be given back
     * @param patients SHA-256 of the pseudonyms
     * @param erased records found so far, by topic
     */
    record Note(Map<String, Map<String, String>> settings, List<String> patients, Map<String, Long> erased) {}

    /** Where it is noted. */
    Path path() {
        return file;
    }

    /** Settings by topic, before they were changed; empty when none are to be given back. */
    Map<String, Map<String, String>> settings() {
        return new TreeMap<>(read().settings());
    }

    /** Notes settings to be given back; none when they were. */
    void note(Map<String, Map<String, String>> settings) {
        Note before = read();
        write(new Note(settings, before.patients(), before.erased()));
    }

    /**
     * Notes what was found, so that the receipt says it even if another erasure comes to the end.
     *
     * @return the most that this erasure or one before it found of the same patients, by topic
     */
    Map<String, Long> found(List<String> patients, Map<String, Long> records) {
        Note before = read();
        Map<String, Long> most = new TreeMap<>(records);
        if (before.patients().equals(patients)) {
            before.erased().forEach((topic, count) -> most.merge(topic, count, Math::max));
        }
        write(new Note(before.settings(), patients, most));
        return most;
    }

    /** Forgets everything: there is a receipt. */
    void finish() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable("removed", e);
        }
    }

    private Note read() {
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), Note.class) : NOTHING;
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    private void write(Note note) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            OwnerOnlyFile.write(next, JSON.writeValueAsBytes(note));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable("written", e);
        }
    }

    private CommandFailure unusable(String what, IOException e) {
        return new CommandFailure(
                ExitCode.FAILED,
                file + " cannot be " + what + " (" + e.getClass().getSimpleName() + ")",
                e);
    }
}
