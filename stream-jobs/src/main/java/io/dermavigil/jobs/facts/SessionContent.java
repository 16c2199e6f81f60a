package io.dermavigil.jobs.facts;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;

/**
 * What is counted of a session.
 *
 * @param treatedOn day of treatment, days since the epoch
 * @param setting clinic or home
 * @param condition condition treated
 * @param skinType Fitzpatrick skin type
 * @param sessionNumber number within the course, from 1; 0 when not recorded
 * @param model device model; null when not recorded
 * @param lot cartridge lot; null when not recorded
 */
public record SessionContent(
        int treatedOn,
        Setting setting,
        Condition condition,
        SkinType skinType,
        int sessionNumber,
        String model,
        String lot)
        implements Content {}
