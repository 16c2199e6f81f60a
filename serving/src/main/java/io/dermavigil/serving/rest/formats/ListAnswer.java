package io.dermavigil.serving.rest.formats;

import io.dermavigil.serving.rest.listings.Listing;
import io.dermavigil.serving.tables.CsvTable;
import io.dermavigil.serving.tables.ParquetTable;
import io.javalin.http.Context;
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
import java.util.stream.Collectors;

/**
 * Writes a page of rows in a format.
 *
 * @param head members of the JSON document that come before {@code count}
 * @param listing the rows, in the form of the view, for CSV and Parquet
 * @param json the rows in their JSON form
 */
public record ListAnswer(Map<String, Object> head, Listing listing, List<Map<String, Object>> json) {

    /** Writes the answer. */
    public void write(Context ctx, Format format) {
        if (format != Format.JSON) {
            listing.next().ifPresent(next -> ctx.header("Link", "<" + nextPage(ctx, next) + ">; rel=\"next\""));
        }
        ctx.result(
                switch (format) {
                    case JSON -> document();
                    case NDJSON -> lines();
                    case CSV -> csv();
                    case PARQUET -> parquet();
                });
        ctx.contentType(format.contentType());
    }

    private byte[] document() {
        Map<String, Object> document = new LinkedHashMap<>(head);
        document.put("count", listing.count());
        document.put("next", listing.next().orElse(null));
        document.put("rows", json);
        return Json.bytes(document);
    }

    private byte[] lines() {
        return json.stream()
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

    private static String nextPage(Context ctx, String cursor) {
        return ctx.path() + "?"
                + ctx.queryParamMap().entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals("cursor"))
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue().get(0), StandardCharsets.UTF_8) + "&")
                        .collect(Collectors.joining())
                + "cursor=" + cursor;
    }
}
