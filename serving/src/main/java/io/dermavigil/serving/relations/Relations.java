package io.dermavigil.serving.relations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The documented views. */
public final class Relations {

    private static final List<Column> ACCOUNT = columns(
            "account_key text!, grouping text!, period_kind text!, period_start date, setting text!, condition text, "
                    + "skin_type text, clinic_id text, device_model text, cartridge_lot text");

    /** Side effects, a row an account. */
    public static final Relation SIDE_EFFECTS = account(
            "serving.side_effects",
            "sessions number!, patients number!, any_sessions number!, any_patients number!, any_rate fraction, "
                    + "any_rate_low fraction, any_rate_high fraction, adverse_sessions number!, adverse_patients number!, "
                    + "adverse_rate fraction, adverse_rate_low fraction, adverse_rate_high fraction, updated_at instant!",
            "account_key");

    /** Reaction types, a row an account and type, those without a report included. */
    public static final Relation REACTIONS = account(
            "serving.reactions",
            "sessions number!, reaction_type text!, expected_window_days number, type_sessions number!, "
                    + "type_patients number!, type_rate fraction, type_rate_low fraction, type_rate_high fraction, "
                    + "reports number!, adverse_reports number!, adverse_sessions number!, adverse_patients number!, "
                    + "adverse_rate fraction, adverse_rate_low fraction, adverse_rate_high fraction, grade_1 number!, "
                    + "grade_2 number!, grade_3 number!, grade_4 number!, grade_5 number!, serious number!, "
                    + "unresolved number!, resolution_unknown number!",
            "account_key",
            "reaction_type");

    /** Satisfaction, a row an account and band. */
    public static final Relation SATISFACTION = account(
            "serving.satisfaction",
            "sessions number!, rated_sessions number!, band_kind text!, band text!, score_1 number!, score_2 number!, "
                    + "score_3 number!, score_4 number!, score_5 number!, ratings number!, mean fraction, "
                    + "top_box_rate fraction, top_box_rate_low fraction, top_box_rate_high fraction, "
                    + "improvement_1 number!, improvement_2 number!, improvement_3 number!, improvement_4 number!, "
                    + "improvement_5 number!, updated_at instant!",
            "account_key",
            "band_kind",
            "band");

    /** Rejected records, a row a clinic and reason. */
    public static final Relation REJECTS = new Relation(
            "serving.rejects",
            columns("clinic_id text!, reason text!, records number!"),
            List.of("clinic_id", "reason"));

    /** What each clinic delivered, a row a clinic. */
    public static final Relation CLINICS = new Relation(
            "serving.clinics",
            columns("clinic_id text!, last_seen_at instant, accepted_sessions number!, accepted_reactions number!, "
                    + "accepted_ratings number!, held_reactions number!, held_ratings number!, "
                    + "onset_before_treatment number!, rating_before_treatment number!, rejected number!, "
                    + "updated_at instant!"),
            List.of("clinic_id"));

    /** Overdue follow-ups on the day that is bound as {@code asOf}, a row a reaction. */
    public static final Relation FOLLOW_UPS = new Relation(
            "serving.follow_ups_overdue(:asOf)",
            columns("patient_key text!, clinic_id text!, session_id text!, reaction_id text!, reaction_type text!, "
                    + "grade number!, serious truth!, onset_on date!, ongoing_on date, expected_window_days number, "
                    + "due_on date!, days_overdue number!"),
            List.of("clinic_id", "patient_key", "session_id", "reaction_id"));

    private static final String CASE = "patient_key text!, clinic_id text!, session_id text!, ";

    /** Sessions in force, a row a session: of single patients, under their pseudonyms. */
    public static final Relation SESSIONS = new Relation(
            "serving.sessions",
            columns(CASE + "revision number!, recorded_at instant!, treated_on date!, treated_at instant, "
                    + "condition text!, skin_type text!, skin_type_method text!, setting text!, body_site text!, "
                    + "age_years number, session_number number, operator_id text, operator_trained truth, "
                    + "device_model text, device_technique text, max_depth_mm fraction, cartridge_lot text, "
                    + "cartridge_id text, cartridge_expires_on date, cartridge_sterile truth, topical_in_channel text!, "
                    + "contraindications texts, hours_since_retinoid number, hours_since_acid number, "
                    + "months_since_isotretinoin number, hsv_prophylaxis truth, hours_since_sun_exposure number, "
                    + "consent_version text, photos_before truth, sun_protection_advised truth, "
                    + "retinoid_pause_advised_days number, protocol_id text, event_id text!"),
            List.of("clinic_id", "patient_key", "session_id"));

    /** Reactions in force, a row a report. */
    public static final Relation REACTION_REPORTS = new Relation(
            "serving.reaction_reports",
            columns(CASE
                    + "reaction_id text!, revision number!, recorded_at instant!, reaction_type text!, grade number!, "
                    + "seriousness texts!, serious truth!, onset_on date!, resolved_on date, ongoing_on date, "
                    + "aware_on date, reporter text!, sun_exposure_within_72h truth, causality text!, event_id text!"),
            List.of("clinic_id", "patient_key", "session_id", "reaction_id"));

    /** Ratings in force, a row a rating. */
    public static final Relation RATINGS = new Relation(
            "serving.ratings",
            columns(CASE + "rating_id text!, revision number!, recorded_at instant!, rated_on date!, "
                    + "satisfaction number!, improvement number, downtime_days number, reporter text!, event_id text!"),
            List.of("clinic_id", "patient_key", "session_id", "rating_id"));

    /** The releases. */
    public static final Relation RELEASES = new Relation(
            "release.releases",
            columns("release_no number!, released_at instant!, as_of instant!, rule text!, threshold number!, "
                    + "rules_version text!"),
            List.of("release_no"));

    /** What was released, a row a release and cell. */
    public static final Relation RELEASED_SIDE_EFFECTS = new Relation(
            "release.side_effects",
            columns("release_no number!, period_kind text!, period_start date, setting text!, condition text, "
                    + "skin_type text, patients number, any_patients number, any_rate fraction, any_rate_low fraction, "
                    + "any_rate_high fraction, adverse_patients number, adverse_rate fraction, "
                    + "adverse_rate_low fraction, adverse_rate_high fraction, suppressed truth!, any_rate_mixed truth!, "
                    + "adverse_rate_mixed truth!"),
            List.of("release_no", "period_start", "setting", "condition", "skin_type"));

    private Relations() {}

    private static Relation account(String source, String more, String... key) {
        List<Column> columns = new ArrayList<>(ACCOUNT);
        columns.addAll(columns(more));
        return new Relation(source, columns, List.of(key));
    }

    /** Reads {@code name type!, name type}: the mark says that the column is never NULL. */
    private static List<Column> columns(String list) {
        List<Column> columns = new ArrayList<>();
        for (String each : list.split(", ", -1)) {
            String[] words = each.split(" ", -1);
            boolean nullable = !words[1].endsWith("!");
            String type = nullable ? words[1] : words[1].substring(0, words[1].length() - 1);
            columns.add(new Column(words[0], ColumnType.valueOf(type.toUpperCase(Locale.ROOT)), nullable));
        }
        return columns;
    }
}
