package io.dermavigil.serving.rest.service;

import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.formats.Json;
import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Question;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** {@code /status}. */
public final class StatusEndpoint implements Endpoint {

    private final Readers readers;
    private final ServiceState state;

    /** With connections for questions. */
    public StatusEndpoint(Readers readers, ServiceState state) {
        this.readers = readers;
        this.state = state;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("format");
    }

    @Override
    public void answer(Question question) {
        Format.choose(question.parameters(), question.ctx().header("Accept"), EnumSet.of(Format.JSON));
        Map<String, Object> status =
                question.fromAnalyst() ? readers.released(this::released) : readers.live(this::live);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", state.version());
        document.put("role", question.role());
        document.putAll(status);
        document.put("store", store());
        document.put("windows", Windows.json());
        question.ctx().result(Json.bytes(document));
        question.ctx().contentType(Format.JSON.contentType());
    }

    private Map<String, Object> live(Handle handle) {
        Snapshot snapshot = Snapshot.live(handle);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("asOf", snapshot.asOf());
        status.put("freshness", freshness(sourceLag(handle), state.storeLagRecords(), snapshot.asOf()));
        status.put(
                "rulesVersion",
                text(handle, "SELECT rules_version FROM serving.freshness ORDER BY updated_at DESC LIMIT 1"));
        status.put("generation", text(handle, "SELECT generation::text FROM serving.fold"));
        status.put("rebuilding", state.isRebuilding());
        status.put("newestRelease", Snapshot.newestRelease(handle).release());
        return status;
    }

    private Map<String, Object> released(Handle handle) {
        Snapshot newest = Snapshot.newestRelease(handle);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("asOf", newest.asOf());
        status.put("freshness", freshness(OptionalLong.empty(), OptionalLong.empty(), null));
        status.put(
                "rulesVersion",
                text(handle, "SELECT rules_version FROM release.releases ORDER BY release_no DESC LIMIT 1"));
        status.put("generation", null);
        status.put("rebuilding", null);
        status.put("newestRelease", newest.release());
        return status;
    }

    private static Map<String, Object> freshness(OptionalLong sourceLag, OptionalLong storeLag, Instant updatedAt) {
        Map<String, Object> freshness = new LinkedHashMap<>();
        freshness.put("sourceLagRecords", sourceLag.isPresent() ? sourceLag.getAsLong() : null);
        freshness.put("storeLagRecords", storeLag.isPresent() ? storeLag.getAsLong() : null);
        freshness.put("updatedAt", updatedAt);
        return freshness;
    }

    /** What was given out in the clinic topics, less what the summaries in the store contain. */
    private OptionalLong sourceLag(Handle handle) {
        OptionalLong given = state.clinicOffsets();
        if (given.isEmpty()) {
            return given;
        }
        long contained = handle.createQuery("""
                        SELECT coalesce(sum(f.next_offset), 0) FROM serving.freshness f
                          JOIN serving.consumed c ON c.topic = f.topic AND c.partition = f.partition""").mapTo(Long.class).one();
        return OptionalLong.of(Math.max(0, given.getAsLong() - contained));
    }

    private static String text(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).findOne().orElse(null);
    }

    private Map<String, Object> store() {
        return Map.of("reachable", true, "migration", state.migration());
    }
}
