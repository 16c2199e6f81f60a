package io.dermavigil.ingest.simulator;

import io.dermavigil.events.SkinType;
import io.dermavigil.events.SkinTypeMethod;

/**
 * What stays with a patient over all sessions.
 *
 * @param key pseudonym
 * @param clinic clinic
 * @param skinType skin type as it should be recorded
 * @param method how it was determined
 * @param bornInYear year of birth
 * @param frailty multiplies all reaction rates; 1 on average
 * @param temper standard normal: how readily the patient is satisfied
 * @param hsvHistory history of herpes simplex
 */
record Patient(
        String key,
        Clinic clinic,
        SkinType skinType,
        SkinTypeMethod method,
        int bornInYear,
        double frailty,
        double temper,
        boolean hsvHistory) {}
