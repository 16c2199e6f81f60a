package io.dermavigil.serving.exports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.relations.Relations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Writes whole views into a folder, one file a period, from one state of the store, with a manifest that tells what is there.
 *
 * @param format format of the files
 * @param folder where they go
 * @param overwrite whether what the folder holds may be replaced
 */
public record Export(ExportFormat format, Path folder, boolean overwrite) {

    /** Name of the manifest in the folder. */
    public static final String MANIFEST = "manifest.json";

    private static final List<Part> ACCOUNTS = List.of(
            Part.byPeriod("side_effects", Relations.SIDE_EFFECTS),
            Part.byPeriod("reactions", Relations.REACTIONS),
            Part.byPeriod("satisfaction", Relations.SATISFACTION),
            Part.whole("clinics", Relations.CLINICS),
            Part.whole("rejects", Relations.REJECTS));

    /** Rows of single patients. */
    private static final List<Part> CASES = List.of(
            Part.byMonth("sessions", Relations.SESSIONS, "treated_on"),
            Part.byMonth("reaction_reports", Relations.REACTION_REPORTS, "onset_on"),
            Part.byMonth("ratings", Relations.RATINGS, "rated_on"));

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Writes the live views, for roles that may see small counts.
     *
     * @param cases whether the sessions, reactions and ratings of single patients are written, too
     * @return the files that were written
     * @throws ExportException when the folder cannot be used
     */
    public List<ExportedFile> live(Jdbi store, boolean cases) {
        return write(
                store,
                handle -> {
                    Map<String, Object> about = new LinkedHashMap<>();
                    about.put("asOf", text(handle, "SELECT max(updated_at) FROM serving.freshness"));
                    about.put("release", null);
                    about.put(
                            "rulesVersion",
                            handle.createQuery(
                                            "SELECT rules_version FROM serving.freshness ORDER BY updated_at DESC LIMIT 1")
                                    .mapTo(String.class)
                                    .findOne()
                                    .orElse(null));
                    about.put("cases", cases);
                    return about;
                },
                cases ? Stream.concat(ACCOUNTS.stream(), CASES.stream()).toList() : ACCOUNTS,
                Map.of());
    }

    /**
     * Writes a release, which analysts may read.
     *
     * @param number number of the release; empty for the newest
     * @return the files that were written
     * @throws ExportException when there is no such release, or the folder cannot be used
     */
    public List<ExportedFile> release(Jdbi store, Optional<Integer> number) {
        int release = number.orElseGet(
                () -> store.withHandle(handle -> handle.createQuery("SELECT max(release_no) FROM release.releases")
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0)));
        return write(
                store,
                handle -> about(handle, release),
                List.of(Part.ofRelease("side_effects", Relations.RELEASED_SIDE_EFFECTS)),
                Map.of("release", release));
    }

    private static Map<String, Object> about(Handle handle, int release) {
        return handle.createQuery(
                        "SELECT as_of, rules_version, rule, threshold FROM release.releases WHERE release_no = :n")
                .bind("n", release)
                .map((row, context) -> {
                    Map<String, Object> about = new LinkedHashMap<>();
                    about.put(
                            "asOf",
                            row.getObject("as_of", OffsetDateTime.class)
                                    .toInstant()
                                    .toString());
                    about.put("release", release);
                    about.put("rulesVersion", row.getString("rules_version"));
                    about.put("rule", row.getString("rule"));
                    about.put("threshold", row.getInt("threshold"));
                    return about;
                })
                .findOne()
                .orElseThrow(() -> new ExportException("there is no such release"));
    }

    private interface About {
        Map<String, Object> read(Handle handle);
    }

    private List<ExportedFile> write(Jdbi store, About about, List<Part> parts, Map<String, Object> bindings) {
        try (ExportFolder target = ExportFolder.begin(folder, overwrite)) {
            List<ExportedFile> files = new ArrayList<>();
            store.<Void, IOException>inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
                Map<String, Object> manifest = about.read(handle);
                for (Part part : parts) {
                    files.addAll(write(handle, target, part, bindings));
                }
                manifest.put("format", format.ending());
                manifest.put("files", files);
                JSON.writeValue(target.file(MANIFEST).toFile(), manifest);
                return null;
            });
            target.finish();
            return files;
        } catch (IOException e) {
            throw new ExportException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private List<ExportedFile> write(Handle handle, ExportFolder target, Part part, Map<String, Object> bindings)
            throws IOException {
        List<ExportedFile> files = new ArrayList<>();
        for (Period period : part.month().isEmpty() ? List.of(Period.NONE) : periods(handle, part, bindings)) {
            String path = part.name() + "/" + period.folder() + part.name() + "." + format.ending();
            Path file = target.file(path);
            long rows;
            try (RowWriter writer = RowWriter.of(format, part.relation(), file)) {
                rows = writer.writeAll(rows(handle, part, period, bindings));
            } catch (SQLException e) {
                throw new IOException("the rows cannot be written as " + format.ending(), e);
            }
            files.add(new ExportedFile(path, rows, sha256(file)));
        }
        return files;
    }

    private static List<Period> periods(Handle handle, Part part, Map<String, Object> bindings) {
        return handle.createQuery("SELECT DISTINCT " + part.month() + " AS month FROM "
                        + part.relation().source() + part.where("") + " ORDER BY month NULLS FIRST")
                .bindMap(bindings)
                .map((row, context) -> {
                    LocalDate start = row.getObject(1, LocalDate.class);
                    return start == null
                            ? new Period("period=ALL/", part.month() + " IS NULL", Map.of())
                            : new Period(
                                    "period=" + YearMonth.from(start) + "/",
                                    part.month() + " = :start",
                                    Map.of("start", start));
                })
                .list();
    }

    private static Iterable<Map<String, Object>> rows(
            Handle handle, Part part, Period period, Map<String, Object> bindings) {
        Relation relation = part.relation();
        return () -> handle.createQuery("SELECT " + relation.selectList() + " FROM " + relation.source()
                        + part.where(period.condition()) + " ORDER BY " + String.join(", ", relation.key()))
                .bindMap(bindings)
                .bindMap(period.bindings())
                .setFetchSize(1_000)
                .map((row, context) -> relation.row(row))
                .iterator();
    }

    private static String text(Handle handle, String query) {
        return handle.createQuery(query)
                .map((row, context) -> {
                    OffsetDateTime time = row.getObject(1, OffsetDateTime.class);
                    return Optional.ofNullable(time)
                            .map(each -> each.toInstant().toString());
                })
                .one()
                .orElse(null);
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Period(String folder, String condition, Map<String, Object> bindings) {

        private static final Period NONE = new Period("", "", Map.of());
    }

    /**
     * A view to write.
     *
     * @param condition which of its rows; empty for all
     * @param month expression of the first day of a row's month, null for rows of all months; empty for one file
     */
    private record Part(String name, Relation relation, String condition, String month) {

        private static final String PERIOD = "period_start";

        private static Part byPeriod(String name, Relation relation) {
            return new Part(name, relation, "", PERIOD);
        }

        private static Part byMonth(String name, Relation relation, String day) {
            return new Part(name, relation, "", "date_trunc('month', " + day + ")::date");
        }

        private static Part whole(String name, Relation relation) {
            return new Part(name, relation, "", "");
        }

        private static Part ofRelease(String name, Relation relation) {
            return new Part(name, relation, "release_no = :release", PERIOD);
        }

        private String where(String more) {
            List<String> conditions = new ArrayList<>();
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
            if (!more.isEmpty()) {
                conditions.add(more);
            }
            return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        }
    }
}
