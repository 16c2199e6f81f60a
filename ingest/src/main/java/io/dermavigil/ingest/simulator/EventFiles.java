package io.dermavigil.ingest.simulator;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.json.AvroJson;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Writes events to {@code sessions.ndjson}, {@code reactions.ndjson} and {@code ratings.ndjson}, in the order given. */
public final class EventFiles implements Consumer<SpecificRecord>, Closeable {

    private final Map<EventKind, BufferedWriter> writers = new EnumMap<>(EventKind.class);

    private EventFiles() {}

    /**
     * Creates the files in a folder, and the folder when it is missing.
     *
     * @throws IOException when one of them cannot be written or exists already
     */
    public static EventFiles create(Path folder) throws IOException {
        Files.createDirectories(folder);
        EventFiles files = new EventFiles();
        try {
            for (EventKind kind : EventKind.values()) {
                files.writers.put(
                        kind,
                        Files.newBufferedWriter(
                                folder.resolve(nameOf(kind)),
                                StandardCharsets.UTF_8,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE));
            }
        } catch (IOException e) {
            files.close();
            throw e;
        }
        return files;
    }

    /** Name of the file of a kind, for example {@code sessions.ndjson}. */
    public static String nameOf(EventKind kind) {
        return kind.topicSuffix() + ".ndjson";
    }

    /**
     * Writes one line.
     *
     * @throws UncheckedIOException when the disk does not take it
     */
    @Override
    public void accept(SpecificRecord event) {
        EventKind kind = EventHeader.of(event).kind();
        try {
            BufferedWriter writer = writers.get(kind);
            writer.write(AvroJson.write(event).toString());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(nameOf(kind) + " cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (BufferedWriter writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
