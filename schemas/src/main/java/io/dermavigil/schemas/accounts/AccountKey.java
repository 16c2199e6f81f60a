package io.dermavigil.schemas.accounts;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.summaries.Grouping;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * Key of an account: {@code grouping|period|setting|condition|skinType|clinicId|model|lot}, each part percent-encoded,
 * unset parts empty, the period {@code ALL} or a month such as {@code 2026-03}.
 *
 * @param grouping which dimensions are set
 * @param month month of treatment; null for all time
 * @param setting clinic or home
 * @param condition null where the grouping has none
 * @param skinType null where the grouping has none
 * @param clinicId null where the grouping has none
 * @param model device model; null where the grouping has none or it was not recorded
 * @param lot cartridge lot; null where the grouping has none
 */
public record AccountKey(
        Grouping grouping,
        YearMonth month,
        Setting setting,
        Condition condition,
        SkinType skinType,
        String clinicId,
        String model,
        String lot) {

    private static final String ALL = "ALL";

    /** The key as text. */
    public String text() {
        return grouping.name()
                + '|'
                + (month == null ? ALL : month.toString())
                + '|'
                + setting.name()
                + '|'
                + (condition == null ? "" : condition.name())
                + '|'
                + (skinType == null ? "" : skinType.name())
                + '|'
                + encode(clinicId)
                + '|'
                + encode(model)
                + '|'
                + encode(lot);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when the text is no account key
     */
    public static AccountKey parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 8) {
            throw new IllegalArgumentException("an account key has 8 parts, not " + parts.length);
        }
        try {
            return new AccountKey(
                    Grouping.valueOf(parts[0]),
                    parts[1].equals(ALL) ? null : YearMonth.parse(parts[1]),
                    Setting.valueOf(parts[2]),
                    parts[3].isEmpty() ? null : Condition.valueOf(parts[3]),
                    parts[4].isEmpty() ? null : SkinType.valueOf(parts[4]),
                    decode(parts[5]),
                    decode(parts[6]),
                    decode(parts[7]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("period must be ALL or a month such as 2026-03", e);
        }
    }

    /** A text part as it stands in the key: percent-encoded, empty for null. */
    public static String encode(String part) {
        if (part == null) {
            return "";
        }
        return isUnreserved(part)
                ? part
                : URLEncoder.encode(part, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }

    /** Most parts need no encoding, and keys are made for every posting. */
    private static boolean isUnreserved(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '.'
                    || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private static String decode(String part) {
        return part.isEmpty() ? null : URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
