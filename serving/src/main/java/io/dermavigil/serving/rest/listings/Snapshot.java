package io.dermavigil.serving.rest.listings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The state of the store that an answer is from.
 *
 * @param asOf until when the summaries contain what clinics published; null when nothing did yet
 * @param release number of the release that the rows are from; null for live rows
 * @param version changes with the rows
 */
public record Snapshot(Instant asOf, Integer release, String version) {

    private static final int ETAG_BYTES = 12;

    /** Of the live rows. */
    public static Snapshot live(Handle handle) {
        return handle.createQuery("""
                        SELECT (SELECT max(updated_at) FROM serving.freshness) AS as_of,
                          (SELECT md5(string_agg(concat_ws('/', topic, topic_id, partition, next_offset), ' '
                             ORDER BY topic, partition)) FROM serving.consumed) AS version""")
                .map((row, context) -> new Snapshot(
                        instant(row.getObject("as_of", OffsetDateTime.class)),
                        null,
                        "live " + row.getString("version")))
                .one();
    }

    /** Of the newest release; without a number when there is none. */
    public static Snapshot newestRelease(Handle handle) {
        return handle.createQuery("SELECT release_no, as_of FROM release.releases ORDER BY release_no DESC LIMIT 1")
                .map((row, context) -> new Snapshot(
                        instant(row.getObject("as_of", OffsetDateTime.class)),
                        row.getInt("release_no"),
                        "release " + row.getInt("release_no")))
                .findOne()
                .orElse(new Snapshot(null, null, "no release"));
    }

    /** The ETag of what answers a question from this state; weak, because formats and compressions share it. */
    public String etag(String asked) {
        return "W/\"" + hash(version + '\n' + asked) + "\"";
    }

    /** First members of a JSON document. */
    public Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("asOf", asOf);
        head.put("release", release);
        return head;
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
