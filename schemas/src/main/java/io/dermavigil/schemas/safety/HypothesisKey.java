package io.dermavigil.schemas.safety;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.accounts.AccountKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A hypothesis, and the key of its evidence.
 *
 * @param family family
 * @param setting clinic or home
 * @param condition null where the family has none
 * @param skinType null where the family has none
 * @param clinicId null where the family has none
 * @param model device model; null where the family has none or it was not recorded
 * @param lot cartridge lot; null where the family has none
 * @param reactionType reaction type
 */
public record HypothesisKey(
        EvidenceFamily family,
        Setting setting,
        Condition condition,
        SkinType skinType,
        String clinicId,
        String model,
        String lot,
        ReactionType reactionType) {

    private static final int PARTS = 8;

    /** The hypothesis of a row. */
    public static HypothesisKey of(Evidence evidence) {
        return new HypothesisKey(
                evidence.getFamily(),
                evidence.getSetting(),
                evidence.getCondition(),
                evidence.getSkinType(),
                evidence.getClinicId(),
                evidence.getDeviceModel(),
                evidence.getCartridgeLot(),
                evidence.getReactionType());
    }

    /** {@code family|setting|condition|skinType|clinicId|model|lot|reactionType}, percent-encoded, unset parts empty. */
    public String text() {
        return String.join(
                "|",
                family.name(),
                setting.name(),
                condition == null ? "" : condition.name(),
                skinType == null ? "" : skinType.name(),
                AccountKey.encode(clinicId),
                AccountKey.encode(model),
                AccountKey.encode(lot),
                reactionType.name());
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when the text is no key of evidence
     */
    public static HypothesisKey parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("the key of evidence has " + PARTS + " parts, not " + parts.length);
        }
        return new HypothesisKey(
                EvidenceFamily.valueOf(parts[0]),
                Setting.valueOf(parts[1]),
                parts[2].isEmpty() ? null : Condition.valueOf(parts[2]),
                parts[3].isEmpty() ? null : SkinType.valueOf(parts[3]),
                decode(parts[4]),
                decode(parts[5]),
                decode(parts[6]),
                ReactionType.valueOf(parts[7]));
    }

    private static String decode(String part) {
        return part.isEmpty() ? null : URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
