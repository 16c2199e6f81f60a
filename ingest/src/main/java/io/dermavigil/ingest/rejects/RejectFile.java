package io.dermavigil.ingest.rejects;

import io.dermavigil.ingest.pseudonyms.OwnerOnlyFiles;
import io.dermavigil.ingest.rows.EventRows;
import io.dermavigil.ingest.rows.InputFiles;
import io.dermavigil.ingest.rows.RowOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file of rejected rows: CSV when its name ends in {@code .csv}, else NDJSON. It holds patient data, so only its owner can
 * read it (0600); it may be somebody's half-finished repair, so an existing one is never overwritten. An unused one is
 * removed.
 */
public final class RejectFile implements RejectSink {

    private final Path path;
    private final FileChannel channel;
    private final RejectFormat format;
    private boolean used;

    private RejectFile(Path path, FileChannel channel, RejectFormat format) {
        this.path = path;
        this.channel = channel;
        this.format = format;
    }

    /**
     * Creates the file, so that a place that cannot be written shows before anything is published.
     *
     * @param path where; a regular file with content must not be there
     * @throws FileAlreadyExistsException when there is one
     * @throws IOException when it cannot be created
     */
    public static RejectFile create(Path path) throws IOException {
        RejectFormat format = InputFiles.isCsv(path) ? new CsvRejects() : new JsonRejects();
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // a device or a pipe, which has its own rights
            return new RejectFile(path, FileChannel.open(path, StandardOpenOption.WRITE), format);
        }
        if (Files.exists(path) && Files.size(path) == 0) {
            Files.delete(path);
        }
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                OwnerOnlyFiles.attributes(path.toAbsolutePath().getParent()));
        return new RejectFile(path, channel, format);
    }

    @Override
    public void begin(Path file, EventRows rows) throws IOException {
        format.begin(file, rows);
    }

    @Override
    public void reject(RowOutcome.Rejected row) throws IOException {
        used = true;
        ByteBuffer bytes = ByteBuffer.wrap(format.text(row).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!used && Files.isRegularFile(path)) {
            Files.delete(path);
        }
    }
}
