package io.dermavigil.serving.exports;

/**
 * A file of an export.
 *
 * @param path its path within the export
 * @param rows number of its rows
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 */
public record ExportedFile(String path, long rows, String sha256) {}
