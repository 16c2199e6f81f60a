package io.dermavigil.serving.rest.service;

import java.util.LinkedHashMap;
import java.util.Map;

/** Spans of time by which people judge what they see; told to them in {@code /status}, so that no page has its own. */
public final class Windows {

    /** Days after its treatment until which a session's reactions are counted day by day; then its follow-up is complete. */
    public static final int FOLLOW_UP_DAYS = 90;

    /** Days behind the newest record of any clinic after which a clinic is called silent. */
    static final int SILENT_AFTER_DAYS = 7;

    private Windows() {}

    static Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("followUpDays", FOLLOW_UP_DAYS);
        json.put("silentAfterDays", SILENT_AFTER_DAYS);
        return json;
    }
}
