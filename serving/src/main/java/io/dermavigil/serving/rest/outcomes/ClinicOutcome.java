package io.dermavigil.serving.rest.outcomes;

import java.util.Optional;

/**
 * What happened in a clinic.
 *
 * @param clinicId the clinic
 * @param sessions its sessions, at least 1
 * @param adverse its sessions with an adverse reaction
 * @param expected as many as the chain's rates in the same strata lead one to expect
 * @param patients distinct patients; empty when not known for the selection
 * @param adversePatients distinct patients with an adverse reaction; empty likewise
 */
record ClinicOutcome(
        String clinicId,
        long sessions,
        long adverse,
        double expected,
        Optional<Long> patients,
        Optional<Long> adversePatients) {}
