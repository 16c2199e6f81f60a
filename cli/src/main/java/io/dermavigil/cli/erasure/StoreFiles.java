package io.dermavigil.cli.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files of a PostgreSQL server of our own, which come and go while it runs. */
final class StoreFiles {

    private static final String WRITE_AHEAD_LOG = "pg_wal";

    private final Path data;
    private final FileSearch search;

    /**
     * Files of a server.
     *
     * @param data its data folder
     */
    StoreFiles(Path data, FileSearch search) {
        this.data = data;
        this.search = search;
    }

    /**
     * What a search found.
     *
     * @param searched number of files
     * @param holding those that hold a patient, the write-ahead log not among them
     * @param writeAheadLog number of files of the write-ahead log that do
     */
    record Found(int searched, List<Path> holding, int writeAheadLog) {}

    /** Searches all of them. */
    Found look() {
        List<Path> all = all();
        List<Path> holding = new ArrayList<>(search.holding(all));
        int before = holding.size();
        holding.removeIf(file -> file.startsWith(data.resolve(WRITE_AHEAD_LOG)));
        return new Found(all.size(), holding, before - holding.size());
    }

    private List<Path> all() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the store in " + data + " cannot be listed", e);
        }
        return files;
    }
}
