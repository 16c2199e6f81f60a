package io.dermavigil.serving.rest.formats;

import io.dermavigil.serving.rest.listings.Listing;
import io.dermavigil.serving.tables.CsvTable;
import io.dermavigil.serving.tables.ParquetTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page of rows that is to be written in a format.
 *
 * @param head members of the JSON document that come before {@code count}
 * @param listing the rows, in the form of the view, for CSV and Parquet
 * @param rows the rows in their JSON form
 */
public record ListAnswer(Map<String, Object> head, Listing listing, List<Map<String, Object>> rows) {

    /**
     * In a format.
     *
     * @param path path of the question
     * @param parameters parameters of the question
     */
    public Document in(Format format, String path, Map<String, String> parameters) {
        Optional<String> link = format == Format.JSON
                ? Optional.empty()
                : listing.next().map(next -> "<" + nextPage(path, parameters, next) + ">; rel=\"next\"");
        return new Document(
                format,
                link,
                switch (format) {
                    case JSON -> json();
                    case NDJSON -> lines();
                    case CSV -> csv();
                    case PARQUET -> parquet();
                });
    }

    private byte[] json() {
        Map<String, Object> document = new LinkedHashMap<>(head);
        document.put("count", listing.count());
        document.put("next", listing.next().orElse(null));
        document.put("rows", rows);
        return Json.bytes(document);
    }

    private byte[] lines() {
        return rows.stream()
                .map(row -> Json.text(row) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] csv() {
        var out = new ByteArrayOutputStream();
        try (var csv = new CsvTable(listing.relation(), out)) {
            listing.rows().forEach(csv::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** DuckDB writes files only, so there is one for a moment, in a folder of the owner's. */
    private byte[] parquet() {
        try {
            Path folder = Files.createTempDirectory(
                    "dermavigil-",
                    PosixFilePermissions.asFileAttribute(EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE)));
            Path file = folder.resolve("rows.parquet");
            try (var table = new ParquetTable(listing.relation())) {
                for (Map<String, Object> row : listing.rows()) {
                    table.write(row);
                }
                table.finish(file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows cannot be written as Parquet", e);
        }
    }

    private static String nextPage(String path, Map<String, String> parameters, String cursor) {
        return path + "?"
                + parameters.entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("cursor"))
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8) + "&")
                        .collect(Collectors.joining())
                + "cursor=" + cursor;
    }
}
