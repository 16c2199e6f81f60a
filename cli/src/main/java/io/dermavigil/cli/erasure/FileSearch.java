package io.dermavigil.cli.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Looks for patients in the bytes of files, which may come and go meanwhile. */
final class FileSearch {

    private static final int CHUNK = 1 << 20;

    private final Needles needles;

    FileSearch(Needles needles) {
        this.needles = needles;
    }

    /** The files in which any patient stands in plain bytes. */
    List<Path> holding(Collection<Path> files) {
        return files.stream().filter(this::isHeldIn).toList();
    }

    private boolean isHeldIn(Path file) {
        int overlap = Math.max(0, needles.longest() - 1);
        byte[] bytes = new byte[overlap + CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            for (int read = in.readNBytes(bytes, kept, CHUNK); read > 0; read = in.readNBytes(bytes, kept, CHUNK)) {
                int length = kept + read;
                if (needles.anyIn(bytes, length, (any, start, end) -> true)) {
                    return true;
                }
                kept = Math.min(overlap, length);
                System.arraycopy(bytes, length - kept, bytes, 0, kept);
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file + " cannot be read", e);
        }
    }
}
