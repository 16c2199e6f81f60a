package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.rejects.OwnerOnlyFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a receipt: new, and readable by its owner only. */
final class ReceiptFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    ReceiptFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path path() {
        return file;
    }

    /**
     * Finds out before anything is erased whether the receipt can be written later.
     *
     * @throws CommandFailure when it cannot
     */
    void requireWritable() {
        if (Files.exists(file)) {
            throw new CommandFailure(ExitCode.FAILED, file + " exists already; name a new file for the receipt");
        }
        if (!Files.isWritable(file.getParent())) {
            throw new CommandFailure(ExitCode.FAILED, file.getParent() + " is no folder that can be written to");
        }
    }

    /** Writes the receipt. */
    void write(Receipt receipt) {
        try {
            OwnerOnlyFile.write(file, JSON.writeValueAsBytes(receipt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt is always JSON", e);
        }
    }
}
