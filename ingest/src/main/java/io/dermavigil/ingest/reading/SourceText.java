package io.dermavigil.ingest.reading;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An open input file as text. A byte order mark wins over the character set that was asked for. Bytes that the character
 * set does not know become {@link #DAMAGED}, so that one bad byte costs one row and not the file.
 */
final class SourceText implements AutoCloseable {

    /** Stands for bytes that the character set does not know. */
    static final char DAMAGED = '\uFFFD';

    private static final int LONGEST_MARK = 3;

    private final InputStream bytes;
    private final Reader reader;
    private final AtomicLong read = new AtomicLong();

    SourceText(Path file, Charset wanted) throws IOException {
        bytes = new BufferedInputStream(new Counting(Files.newInputStream(file), read), 1 << 16);
        try {
            reader = new InputStreamReader(
                    bytes,
                    skipMark(bytes, wanted)
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE)
                            .replaceWith(String.valueOf(DAMAGED)));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    Reader reader() {
        return reader;
    }

    /** Bytes taken from the file so far. */
    long bytesRead() {
        return read.get();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static Charset skipMark(InputStream in, Charset wanted) throws IOException {
        in.mark(LONGEST_MARK);
        byte[] head = in.readNBytes(LONGEST_MARK);
        in.reset();
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            in.skipNBytes(2);
            return StandardCharsets.UTF_16LE;
        }
        return wanted;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Counting extends FilterInputStream {
        private final AtomicLong count;

        Counting(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                count.incrementAndGet();
            }
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int some = super.read(target, offset, length);
            if (some > 0) {
                count.addAndGet(some);
            }
            return some;
        }
    }
}
