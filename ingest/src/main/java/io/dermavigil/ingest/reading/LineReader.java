package io.dermavigil.ingest.reading;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads physical lines with bounded memory: a line beyond the bound keeps its beginning and the rest is skipped. Lines end
 * with LF, CR LF or the end of the file. Not thread-safe.
 */
final class LineReader {

    /** Longest line that is read whole, in characters. */
    static final int MAX_LINE_CHARS = 1 << 20;

    private static final int KEPT_OF_TOO_LONG = 64 * 1024;
    private static final int BUFFER_CHARS = 64 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder carried = new StringBuilder();
    private int next;
    private int end;
    private long number;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** The next line, or null at the end. */
    TextLine next() throws IOException {
        carried.setLength(0);
        boolean tooLong = false;
        boolean any = false;
        while (next < end || fill()) {
            any = true;
            int newline = indexOfNewline();
            int stop = newline < 0 ? end : newline;
            tooLong |= carried.length() + (stop - next) > MAX_LINE_CHARS;
            if (!tooLong) {
                carried.append(buffer, next, stop - next);
            } else if (carried.length() < KEPT_OF_TOO_LONG) {
                carried.append(buffer, next, Math.min(stop - next, KEPT_OF_TOO_LONG - carried.length()));
            }
            next = newline < 0 ? end : newline + 1;
            if (newline >= 0) {
                break;
            }
        }
        return any ? line(tooLong) : null;
    }

    private TextLine line(boolean tooLong) {
        number++;
        if (tooLong) {
            return new TextLine(number, carried.substring(0, Math.min(KEPT_OF_TOO_LONG, carried.length())), true);
        }
        int length = carried.length();
        boolean carriageReturn = length > 0 && carried.charAt(length - 1) == '\r';
        return new TextLine(number, carried.substring(0, carriageReturn ? length - 1 : length), false);
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, reader.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private int indexOfNewline() {
        for (int i = next; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
