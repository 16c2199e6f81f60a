package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import java.util.Map;

/**
 * A stratum within a setting.
 *
 * @param setting clinic or home
 * @param condition condition treated
 * @param skinType Fitzpatrick skin type
 */
record Stratum(Setting setting, Condition condition, SkinType skinType) {

    Map<String, Object> bindings() {
        return Map.of("setting", setting.name(), "condition", condition.name(), "skinType", skinType.name());
    }
}
