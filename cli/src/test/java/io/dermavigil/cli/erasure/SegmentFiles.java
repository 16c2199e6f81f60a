package io.dermavigil.cli.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;

/** What lies in the files of a folder: in their bytes, and unpacked from the log segments among them. */
public final class SegmentFiles {

    private SegmentFiles() {}

    /** Files that hold a text in plain bytes. */
    public static List<Path> holding(Path folder, String text) {
        return files(folder).stream()
                .filter(file -> !file.toString().endsWith("index") && holds(read(file), text))
                .toList();
    }

    /** Segments, replaced ones included, with a record whose key, value or headers hold a text, compressed or not. */
    public static List<Path> segmentsHolding(Path folder, String text) {
        return files(folder).stream()
                .filter(file -> file.toString().matches(".*[0-9]{20}\\.log(\\..*)?"))
                .filter(file -> recordsHold(file, text))
                .toList();
    }

    private static boolean recordsHold(Path file, String text) {
        try {
            FileRecords records = FileRecords.open(file.toFile(), false);
            try {
                return holdsAny(records, text);
            } finally {
                // close() would cut the broker's file to its size
                records.closeHandlers();
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsAny(FileRecords records, String text) {
        for (Record record : records.records()) {
            if (holds(record.key(), text)
                    || holds(record.value(), text)
                    || Stream.of(record.headers())
                            .anyMatch(header -> header.value() != null && holds(header.value(), text))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(ByteBuffer buffer, String text) {
        if (buffer == null) {
            return false;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return holds(bytes, text);
    }

    private static boolean holds(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
