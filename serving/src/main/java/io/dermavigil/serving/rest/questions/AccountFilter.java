package io.dermavigil.serving.rest.questions;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.summaries.Grouping;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which accounts are asked for; empty parts let every account through.
 *
 * @param grouping what the accounts are split by
 * @param months which months
 * @param setting clinic or home
 * @param condition condition treated
 * @param skinType Fitzpatrick skin type
 * @param clinicId clinic
 * @param deviceModel device model
 * @param cartridgeLot cartridge lot
 */
public record AccountFilter(
        Optional<Grouping> grouping,
        Months months,
        Optional<Setting> setting,
        Optional<Condition> condition,
        Optional<SkinType> skinType,
        Optional<String> clinicId,
        Optional<String> deviceModel,
        Optional<String> cartridgeLot) {

    /** The names of the parameters. */
    public static final Set<String> NAMES = Set.of(
            "grouping",
            "period",
            "from",
            "to",
            "setting",
            "condition",
            "skinType",
            "clinicId",
            "deviceModel",
            "cartridgeLot");

    private static final Pattern CLINIC = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,128}");
    private static final Set<Grouping> RELEASED =
            Set.of(Grouping.CHAIN, Grouping.CONDITION, Grouping.SKIN_TYPE, Grouping.STRATUM);

    /** Reads the parameters. */
    public static AccountFilter of(Parameters parameters) {
        return new AccountFilter(
                parameters.constant("grouping", Grouping.class),
                Months.of(parameters),
                parameters.constant("setting", Setting.class),
                parameters.constant("condition", Condition.class),
                parameters.constant("skinType", SkinType.class),
                clinic(parameters),
                parameters.matching("deviceModel", NAME, "1 to 128 characters without control characters"),
                parameters.matching("cartridgeLot", NAME, "1 to 128 characters without control characters"));
    }

    /** The parameter {@code clinicId}. */
    public static Optional<String> clinic(Parameters parameters) {
        return parameters.matching("clinicId", CLINIC, "1 to 64 of a-z, 0-9 and -");
    }

    /** The conditions on a relation that has the columns of an account. */
    public Conditions conditions() {
        Conditions conditions = months.conditions();
        conditions = equal(conditions, "grouping", grouping.map(Enum::name));
        conditions = equal(conditions, "setting", setting.map(Enum::name));
        conditions = equal(conditions, "condition", condition.map(Enum::name));
        conditions = equal(conditions, "skin_type", skinType.map(Enum::name));
        conditions = equal(conditions, "clinic_id", clinicId);
        conditions = equal(conditions, "device_model", deviceModel);
        return equal(conditions, "cartridge_lot", cartridgeLot);
    }

    /**
     * The conditions on released rows, in which a grouping is told by what is null.
     *
     * @throws ProblemException when something is asked for that releases do not hold
     */
    public Conditions releasedConditions() {
        refuse("clinicId", clinicId);
        refuse("deviceModel", deviceModel);
        refuse("cartridgeLot", cartridgeLot);
        Conditions conditions = months.conditions();
        conditions = equal(conditions, "setting", setting.map(Enum::name));
        conditions = equal(conditions, "condition", condition.map(Enum::name));
        conditions = equal(conditions, "skin_type", skinType.map(Enum::name));
        if (grouping.isEmpty()) {
            return conditions;
        }
        if (!RELEASED.contains(grouping.get())) {
            throw ProblemException.forbidden("grouping", "one of CHAIN, CONDITION, SKIN_TYPE, STRATUM");
        }
        boolean byCondition = grouping.get() == Grouping.CONDITION || grouping.get() == Grouping.STRATUM;
        boolean bySkinType = grouping.get() == Grouping.SKIN_TYPE || grouping.get() == Grouping.STRATUM;
        return conditions
                .and(byCondition ? "condition IS NOT NULL" : "condition IS NULL")
                .and(bySkinType ? "skin_type IS NOT NULL" : "skin_type IS NULL");
    }

    /** Whether a row of an account is let through. */
    public boolean matches(Map<String, Object> row) {
        return same(grouping.map(Enum::name), row.get("grouping"))
                && months.contain((String) row.get("period_kind"), (LocalDate) row.get("period_start"))
                && same(setting.map(Enum::name), row.get("setting"))
                && same(condition.map(Enum::name), row.get("condition"))
                && same(skinType.map(Enum::name), row.get("skin_type"))
                && same(clinicId, row.get("clinic_id"))
                && same(deviceModel, row.get("device_model"))
                && same(cartridgeLot, row.get("cartridge_lot"));
    }

    private static boolean same(Optional<String> wanted, Object value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static void refuse(String name, Optional<String> value) {
        if (value.isPresent()) {
            throw ProblemException.forbidden(name, "left out");
        }
    }

    private static Conditions equal(Conditions conditions, String column, Optional<String> value) {
        return value.map(text -> conditions.and(column + " = :" + column, column, text))
                .orElse(conditions);
    }
}
