package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;

/**
 * Whose patients are counted together: those of a stratum, or of a stratum in a clinic, or of a stratum treated with a lot.
 *
 * @param setting clinic or home
 * @param condition condition treated; null in {@link #days} only
 * @param skinType Fitzpatrick skin type; null in {@link #days} only
 * @param clinicId clinic; null for all
 * @param model device model; null when there is no lot, or it was not recorded
 * @param lot cartridge lot; null for all
 */
public record EvidenceCell(
        Setting setting, Condition condition, SkinType skinType, String clinicId, String model, String lot) {

    /** Counts no patients but clinics by the day of their newest session. */
    public static EvidenceCell days(Setting setting) {
        return new EvidenceCell(setting, null, null, null, null, null);
    }

    /** Counts no patients but the days of their first treatment with a lot. */
    static EvidenceCell days(Setting setting, String model, String lot) {
        return new EvidenceCell(setting, null, null, null, model, lot);
    }

    /** The patients of a stratum. */
    public static EvidenceCell stratum(Setting setting, Condition condition, SkinType skinType) {
        return new EvidenceCell(setting, condition, skinType, null, null, null);
    }

    /** Whether this counts days and no patients. */
    public boolean isDays() {
        return condition == null;
    }

    /** Those of this stratum's patients who were treated at a clinic. */
    public EvidenceCell at(String clinic) {
        return new EvidenceCell(setting, condition, skinType, clinic, null, null);
    }
}
