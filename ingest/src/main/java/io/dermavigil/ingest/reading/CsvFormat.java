package io.dermavigil.ingest.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written.
 *
 * @param delimiter between cells
 * @param quote around cells that hold a delimiter, a line break or a doubled quote
 * @param charset character set, unless the file starts with a byte order mark
 */
public record CsvFormat(char delimiter, char quote, Charset charset) {

    /** Comma, double quotes, UTF-8. */
    public static final CsvFormat STANDARD = new CsvFormat(',', '"', StandardCharsets.UTF_8);

    /** Refuses characters that cannot tell cells apart. */
    public CsvFormat {
        if (delimiter == quote || isLineBreak(delimiter) || isLineBreak(quote)) {
            throw new IllegalArgumentException("delimiter and quote must differ and be no line breaks");
        }
    }

    private static boolean isLineBreak(char character) {
        return character == '\n' || character == '\r';
    }
}
