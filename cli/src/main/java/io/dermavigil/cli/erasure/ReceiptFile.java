package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.ingest.pseudonyms.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

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
        try (WritableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnlyFiles.attributes(file.getParent()))) {
            ByteBuffer bytes = ByteBuffer.wrap(
                    (JSON.writeValueAsString(receipt) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "everything is erased, but the receipt " + file + " cannot be written ("
                            + e.getClass().getSimpleName() + "). Run the erasure again for a receipt.",
                    e);
        }
    }
}
