package io.dermavigil.containers;

import com.fasterxml.jackson.databind.JsonNode;

/** What an account counts; the summaries and the REST interface name it alike. */
record Counts(
        long sessions, long patients, long anySessions, long anyPatients, long adverseSessions, long adversePatients) {

    static Counts of(JsonNode account) {
        return new Counts(
                account.required("sessions").longValue(),
                account.required("patients").longValue(),
                account.required("any").required("sessions").longValue(),
                account.required("any").required("patients").longValue(),
                account.required("adverse").required("sessions").longValue(),
                account.required("adverse").required("patients").longValue());
    }
}
