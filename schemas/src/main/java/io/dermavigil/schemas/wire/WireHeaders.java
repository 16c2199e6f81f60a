package io.dermavigil.schemas.wire;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of a clinic event's record: CloudEvents 1.0, Kafka binary binding. */
public final class WireHeaders {

    /** Version of the CloudEvents specification. */
    public static final String SPEC_VERSION = "ce_specversion";
    /** The event's id. */
    public static final String ID = "ce_id";
    /** Full name of the event's Avro record. */
    public static final String TYPE = "ce_type";
    /** The clinic, as {@code clinic/<clinicId>}. */
    public static final String SOURCE = "ce_source";
    /** The event's recordedAt, RFC 3339. */
    public static final String TIME = "ce_time";
    /** W3C trace context; set only where the publisher has one. */
    public static final String TRACE_PARENT = "traceparent";

    private WireHeaders() {}

    /** The CloudEvents headers of an event, in order, as text. */
    public static Map<String, String> of(EventHeader event) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, EventIds.toUuid(event.eventId()).toString());
        headers.put(TYPE, event.kind().schema().getFullName());
        headers.put(SOURCE, "clinic/" + event.clinicId());
        headers.put(TIME, event.recordedAt().toString());
        return headers;
    }
}
