package io.dermavigil.ingest.simulator;

import io.dermavigil.events.BodySite;
import io.dermavigil.events.Condition;

/**
 * A session as it really was, as far as its reactions depend on it.
 *
 * @param course index of the course
 * @param number from 0 within the course
 * @param patient patient
 * @param sessionId session id
 * @param condition condition
 * @param site body site
 * @param home whether the patient did it at home
 * @param operator index of the operator
 * @param day epoch day
 * @param at epoch millisecond at which it ended
 * @param supply device and lot; null at home
 * @param breaches what raised the risk
 */
record Visit(
        long course,
        int number,
        Patient patient,
        String sessionId,
        Condition condition,
        BodySite site,
        boolean home,
        int operator,
        int day,
        long at,
        Supply.Choice supply,
        Breaches breaches) {

    Clinic clinic() {
        return patient.clinic();
    }
}
