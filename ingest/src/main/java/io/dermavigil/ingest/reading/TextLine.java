package io.dermavigil.ingest.reading;

/**
 * A physical line of a text file.
 *
 * @param number from 1
 * @param text without its line terminator; only the beginning when {@code tooLong}
 * @param tooLong whether the line exceeds {@link LineReader#MAX_LINE_CHARS}
 */
record TextLine(long number, String text, boolean tooLong) {

    boolean isBlank() {
        return !tooLong && text.isBlank();
    }
}
