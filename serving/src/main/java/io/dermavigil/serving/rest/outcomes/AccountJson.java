package io.dermavigil.serving.rest.outcomes;

import io.dermavigil.serving.rest.questions.Months;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON form of what rows of accounts and of releases have in common. */
public final class AccountJson {

    private AccountJson() {}

    /** The members that say which account a row is of. */
    static Map<String, Object> account(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accountKey", row.get("account_key"));
        json.put("grouping", row.get("grouping"));
        json.put("period", period(row));
        json.put("setting", row.get("setting"));
        json.put("condition", row.get("condition"));
        json.put("skinType", row.get("skin_type"));
        json.put("clinicId", row.get("clinic_id"));
        json.put("deviceModel", row.get("device_model"));
        json.put("cartridgeLot", row.get("cartridge_lot"));
        return json;
    }

    /** A row of side effects. */
    public static Map<String, Object> sideEffects(Map<String, Object> row) {
        Map<String, Object> json = account(row);
        json.put("sessions", row.get("sessions"));
        json.put("patients", row.get("patients"));
        json.put("any", affected(row, "any"));
        json.put("adverse", affected(row, "adverse"));
        return json;
    }

    /** A row of a release. */
    public static Map<String, Object> released(Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("period", period(row));
        json.put("setting", row.get("setting"));
        json.put("condition", row.get("condition"));
        json.put("skinType", row.get("skin_type"));
        json.put("patients", row.get("patients"));
        json.put("any", releasedRate(row, "any"));
        json.put("adverse", releasedRate(row, "adverse"));
        json.put("suppressed", row.get("suppressed"));
        return json;
    }

    private static Map<String, Object> releasedRate(Map<String, Object> row, String which) {
        Map<String, Object> json = rate(row, which, new LinkedHashMap<>());
        json.put("mixed", row.get(which + "_rate_mixed"));
        return json;
    }

    static Map<String, Object> affected(Map<String, Object> row, String which) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sessions", row.get(which + "_sessions"));
        return rate(row, which, json);
    }

    private static Map<String, Object> rate(Map<String, Object> row, String which, Map<String, Object> json) {
        json.put("patients", row.get(which + "_patients"));
        json.put("rate", row.get(which + "_rate"));
        json.put("rateLow", row.get(which + "_rate_low"));
        json.put("rateHigh", row.get(which + "_rate_high"));
        return json;
    }

    private static Map<String, Object> period(Map<String, Object> row) {
        return Months.period((String) row.get("period_kind"), (LocalDate) row.get("period_start"));
    }
}
