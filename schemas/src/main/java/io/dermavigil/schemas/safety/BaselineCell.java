package io.dermavigil.schemas.safety;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;

/**
 * What a baseline is for, and the key of its record.
 *
 * @param setting clinic or home
 * @param condition condition; null for every condition
 * @param skinType skin type; null for every skin type
 * @param reactionType reaction type
 */
public record BaselineCell(Setting setting, Condition condition, SkinType skinType, ReactionType reactionType) {

    /** The cell of a baseline. */
    public static BaselineCell of(Baseline baseline) {
        return new BaselineCell(
                baseline.getSetting(), baseline.getCondition(), baseline.getSkinType(), baseline.getReactionType());
    }

    /** The key: {@code setting|condition|skinType|reactionType}, empty where null. */
    public String text() {
        return setting.name()
                + '|'
                + (condition == null ? "" : condition.name())
                + '|'
                + (skinType == null ? "" : skinType.name())
                + '|'
                + reactionType.name();
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when the text is no key of a baseline
     */
    public static BaselineCell parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("the key of a baseline has 4 parts, not " + parts.length);
        }
        return new BaselineCell(
                Setting.valueOf(parts[0]),
                parts[1].isEmpty() ? null : Condition.valueOf(parts[1]),
                parts[2].isEmpty() ? null : SkinType.valueOf(parts[2]),
                ReactionType.valueOf(parts[3]));
    }
}
