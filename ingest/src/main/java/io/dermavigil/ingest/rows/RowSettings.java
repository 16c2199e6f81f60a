package io.dermavigil.ingest.rows;

import io.dermavigil.ingest.mapping.ColumnMapping;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.schemas.events.EventKind;
import java.time.Clock;
import java.time.Instant;

/**
 * How the rows of one file become events.
 *
 * @param kind kind of event
 * @param mapping meaning of the columns of a CSV file; null when the file uses the field names of EVENTS
 * @param idDomain domain of patient ids in files without a mapping; null for the clinic of the row
 * @param pseudonyms makes patient keys
 * @param recordedAt {@code recordedAt} of rows that have none
 * @param clock against which the future is told
 * @param onlyClinic the only clinic of which rows are taken; null for any
 */
public record RowSettings(
        EventKind kind,
        ColumnMapping mapping,
        String idDomain,
        Pseudonyms pseudonyms,
        Instant recordedAt,
        Clock clock,
        String onlyClinic) {

    /** Refuses a mapping for another kind. */
    public RowSettings {
        if (mapping != null && mapping.kind() != kind) {
            throw new IllegalArgumentException(
                    "the mapping is for " + mapping.kind().topicSuffix() + ", not for " + kind.topicSuffix());
        }
    }

    /** Takes rows of any clinic. */
    public RowSettings(
            EventKind kind,
            ColumnMapping mapping,
            String idDomain,
            Pseudonyms pseudonyms,
            Instant recordedAt,
            Clock clock) {
        this(kind, mapping, idDomain, pseudonyms, recordedAt, clock, null);
    }
}
