-- What people read. Rates are computed here, from the counts that the store holds.

-- Rates -------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION serving.rate(successes bigint, trials bigint) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN trials > 0 THEN successes::double precision / trials END;
COMMENT ON FUNCTION serving.rate(bigint, bigint) IS 'successes / trials; null without trials.';

-- (k + z^2/2 -+ z sqrt(k (n-k) / n + z^2/4)) / (n + z^2), with z the 97.5 % quantile of the normal distribution; the limits
-- at 0 and n successes are exact.
CREATE FUNCTION serving.wilson_low(successes bigint, trials bigint) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN trials IS NULL OR trials <= 0 THEN NULL
    WHEN successes = 0 THEN 0::double precision
    ELSE (successes::double precision + 1.920729410347062::double precision
          - 1.959963984540054::double precision
            * sqrt(successes::double precision * (trials - successes)::double precision / trials::double precision
                   + 0.960364705173531::double precision))
         / (trials::double precision + 3.841458820694124::double precision)
  END;
COMMENT ON FUNCTION serving.wilson_low(bigint, bigint) IS 'Lower limit of the 95 % Wilson interval of successes / trials; null without trials.';

CREATE FUNCTION serving.wilson_high(successes bigint, trials bigint) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN trials IS NULL OR trials <= 0 THEN NULL
    WHEN successes = trials THEN 1::double precision
    ELSE (successes::double precision + 1.920729410347062::double precision
          + 1.959963984540054::double precision
            * sqrt(successes::double precision * (trials - successes)::double precision / trials::double precision
                   + 0.960364705173531::double precision))
         / (trials::double precision + 3.841458820694124::double precision)
  END;
COMMENT ON FUNCTION serving.wilson_high(bigint, bigint) IS 'Upper limit of the 95 % Wilson interval of successes / trials; null without trials.';

-- Side effects ------------------------------------------------------------------------------------------------------------

CREATE VIEW serving.side_effects AS
SELECT account_key, grouping, period_kind, period_start, setting, condition, skin_type, clinic_id, device_model, cartridge_lot,
       sessions, patients,
       any_sessions, any_patients,
       serving.rate(any_sessions, sessions) AS any_rate,
       serving.wilson_low(any_sessions, sessions) AS any_rate_low,
       serving.wilson_high(any_sessions, sessions) AS any_rate_high,
       adverse_sessions, adverse_patients,
       serving.rate(adverse_sessions, sessions) AS adverse_rate,
       serving.wilson_low(adverse_sessions, sessions) AS adverse_rate_low,
       serving.wilson_high(adverse_sessions, sessions) AS adverse_rate_high,
       updated_at
  FROM raw.side_effects;
COMMENT ON VIEW serving.side_effects IS 'Side effects of each account: sessions with any and with an adverse reaction, with rates of sessions and 95 % Wilson intervals.';

CREATE VIEW serving.reactions AS
SELECT a.account_key, a.grouping, a.period_kind, a.period_start, a.setting, a.condition, a.skin_type, a.clinic_id, a.device_model,
       a.cartridge_lot, a.sessions,
       t.reaction_type, t.expected_window_days,
       coalesce(r.sessions, 0) AS type_sessions,
       coalesce(r.patients, 0) AS type_patients,
       serving.rate(coalesce(r.sessions, 0), a.sessions) AS type_rate,
       serving.wilson_low(coalesce(r.sessions, 0), a.sessions) AS type_rate_low,
       serving.wilson_high(coalesce(r.sessions, 0), a.sessions) AS type_rate_high,
       coalesce(r.reports, 0) AS reports,
       coalesce(r.adverse_reports, 0) AS adverse_reports,
       coalesce(r.adverse_sessions, 0) AS adverse_sessions,
       coalesce(r.adverse_patients, 0) AS adverse_patients,
       serving.rate(coalesce(r.adverse_sessions, 0), a.sessions) AS adverse_rate,
       serving.wilson_low(coalesce(r.adverse_sessions, 0), a.sessions) AS adverse_rate_low,
       serving.wilson_high(coalesce(r.adverse_sessions, 0), a.sessions) AS adverse_rate_high,
       coalesce(r.grade_1, 0) AS grade_1,
       coalesce(r.grade_2, 0) AS grade_2,
       coalesce(r.grade_3, 0) AS grade_3,
       coalesce(r.grade_4, 0) AS grade_4,
       coalesce(r.grade_5, 0) AS grade_5,
       coalesce(r.serious, 0) AS serious,
       coalesce(r.unresolved, 0) AS unresolved,
       coalesce(r.resolution_unknown, 0) AS resolution_unknown
  FROM raw.side_effects a
 CROSS JOIN raw.reaction_types t
  LEFT JOIN raw.reactions r ON r.account_key = a.account_key AND r.reaction_type = t.reaction_type
 WHERE a.sessions > 0;
COMMENT ON VIEW serving.reactions IS 'Each reaction type in each account that has sessions, types without reports included as 0 of n.';

CREATE VIEW serving.onset_days AS
SELECT r.account_key, r.reaction_type, d.key::integer AS day, d.value::bigint AS reports
  FROM raw.reactions r, jsonb_each_text(r.onset_days) d;
COMMENT ON VIEW serving.onset_days IS 'Reports by days from treatment to onset; STRATUM accounts only.';

CREATE VIEW serving.resolution_days AS
SELECT r.account_key, r.reaction_type, d.key::integer AS day, d.value::bigint AS reports
  FROM raw.reactions r, jsonb_each_text(r.resolution_days) d;
COMMENT ON VIEW serving.resolution_days IS 'Reports by days from onset to resolution; STRATUM accounts only.';

CREATE VIEW serving.sessions_by_day AS
SELECT a.account_key, d.key::date AS treated_on, d.value::bigint AS sessions
  FROM raw.side_effects a, jsonb_each_text(a.sessions_by_day) d;
COMMENT ON VIEW serving.sessions_by_day IS 'Sessions by day of treatment; monthly STRATUM accounts only.';

-- Satisfaction ------------------------------------------------------------------------------------------------------------

CREATE VIEW serving.satisfaction AS
SELECT a.account_key, a.grouping, a.period_kind, a.period_start, a.setting, a.condition, a.skin_type, a.clinic_id, a.device_model,
       a.cartridge_lot, a.sessions, a.rated_sessions,
       b.band_kind, b.band,
       b.score_1, b.score_2, b.score_3, b.score_4, b.score_5,
       n.ratings,
       CASE WHEN n.ratings > 0
         THEN (b.score_1 + 2 * b.score_2 + 3 * b.score_3 + 4 * b.score_4 + 5 * b.score_5)::double precision / n.ratings
       END AS mean,
       serving.rate(b.score_4 + b.score_5, n.ratings) AS top_box_rate,
       serving.wilson_low(b.score_4 + b.score_5, n.ratings) AS top_box_rate_low,
       serving.wilson_high(b.score_4 + b.score_5, n.ratings) AS top_box_rate_high,
       b.improvement_1, b.improvement_2, b.improvement_3, b.improvement_4, b.improvement_5,
       a.updated_at
  FROM raw.satisfaction a
  JOIN raw.rating_bands b ON b.account_key = a.account_key
 CROSS JOIN LATERAL (SELECT b.score_1 + b.score_2 + b.score_3 + b.score_4 + b.score_5 AS ratings) n;
COMMENT ON VIEW serving.satisfaction IS 'Ratings of each account by band, with the mean and the share of satisfaction 4 or 5 with its 95 % Wilson interval.';

-- Data quality ------------------------------------------------------------------------------------------------------------

CREATE VIEW serving.clinics AS
SELECT c.clinic_id, c.last_seen_at, c.accepted_sessions, c.accepted_reactions, c.accepted_ratings, c.held_reactions, c.held_ratings,
       c.onset_before_treatment, c.rating_before_treatment,
       (SELECT coalesce(sum(r.value::bigint), 0)::bigint FROM jsonb_each_text(c.rejected) r) AS rejected,
       c.updated_at
  FROM raw.clinics c;
COMMENT ON VIEW serving.clinics IS 'Data quality by clinic.';

CREATE VIEW serving.rejects AS
SELECT c.clinic_id, r.key AS reason, r.value::bigint AS records
  FROM raw.clinics c, jsonb_each_text(c.rejected) r;
COMMENT ON VIEW serving.rejects IS 'Rejected records by clinic and reason.';

-- Facts -------------------------------------------------------------------------------------------------------------------
-- The latest revision by (revision, recorded_at, event_id, digest) is in force, the last two as unsigned bytes, which is
-- how uuid and bytea compare. The same message may have come by two topics; the topic tells which of the two is shown.
-- Written as "nothing later exists" and not as a window, so that a filter, say on a lot, is applied first.

CREATE VIEW serving.sessions AS
SELECT f.patient_key, f.clinic_id, f.session_id, f.revision, f.recorded_at, f.treated_on, f.treated_at, f.condition, f.skin_type,
       f.skin_type_method, f.setting, f.body_site, f.age_years, f.session_number, f.operator_id, f.operator_trained, f.device_model,
       f.device_technique, f.max_depth_mm, f.cartridge_lot, f.cartridge_id, f.cartridge_expires_on, f.cartridge_sterile,
       f.topical_in_channel, f.contraindications, f.hours_since_retinoid, f.hours_since_acid, f.months_since_isotretinoin,
       f.hsv_prophylaxis, f.hours_since_sun_exposure, f.consent_version, f.photos_before, f.sun_protection_advised,
       f.retinoid_pause_advised_days, f.protocol_id, f.event_id
  FROM raw.session_facts f
 WHERE NOT f.voided
   AND NOT EXISTS (
     SELECT FROM raw.session_facts l
      WHERE l.patient_key = f.patient_key AND l.clinic_id = f.clinic_id AND l.session_id = f.session_id
        AND (l.revision, l.recorded_at, l.event_id, l.digest, l.topic) > (f.revision, f.recorded_at, f.event_id, f.digest, f.topic));
COMMENT ON VIEW serving.sessions IS 'Sessions in force: the latest revision of each that is not voided.';

CREATE VIEW serving.reaction_reports AS
SELECT f.patient_key, f.clinic_id, f.session_id, f.reaction_id, f.revision, f.recorded_at, f.reaction_type, f.grade, f.seriousness,
       cardinality(f.seriousness) > 0 AS serious,
       f.onset_on, f.resolved_on, f.ongoing_on, f.aware_on, f.reporter, f.sun_exposure_within_72h, f.causality, f.event_id
  FROM raw.reaction_facts f
 WHERE NOT f.voided
   AND NOT EXISTS (
     SELECT FROM raw.reaction_facts l
      WHERE l.patient_key = f.patient_key AND l.clinic_id = f.clinic_id AND l.session_id = f.session_id
        AND l.reaction_id = f.reaction_id
        AND (l.revision, l.recorded_at, l.event_id, l.digest, l.topic) > (f.revision, f.recorded_at, f.event_id, f.digest, f.topic));
COMMENT ON VIEW serving.reaction_reports IS 'Reactions in force: the latest revision of each that is not voided.';

CREATE VIEW serving.ratings AS
SELECT f.patient_key, f.clinic_id, f.session_id, f.rating_id, f.revision, f.recorded_at, f.rated_on, f.satisfaction, f.improvement,
       f.downtime_days, f.reporter, f.event_id
  FROM raw.rating_facts f
 WHERE NOT f.voided
   AND NOT EXISTS (
     SELECT FROM raw.rating_facts l
      WHERE l.patient_key = f.patient_key AND l.clinic_id = f.clinic_id AND l.session_id = f.session_id
        AND l.rating_id = f.rating_id
        AND (l.revision, l.recorded_at, l.event_id, l.digest, l.topic) > (f.revision, f.recorded_at, f.event_id, f.digest, f.topic));
COMMENT ON VIEW serving.ratings IS 'Ratings in force: the latest revision of each that is not voided.';

-- A reaction is seen again when its window has passed since the day on which it was last seen. Withdrawn sessions need no
-- follow-up; those that have not arrived yet do.
CREATE FUNCTION serving.follow_ups_overdue(as_of date, never_expected_days integer DEFAULT 30)
RETURNS TABLE (
  patient_key text, clinic_id text, session_id text, reaction_id text, reaction_type text, grade integer, serious boolean,
  onset_on date, ongoing_on date, expected_window_days integer, due_on date, days_overdue integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT r.patient_key, r.clinic_id, r.session_id, r.reaction_id, r.reaction_type, r.grade, r.serious, r.onset_on, r.ongoing_on,
         t.expected_window_days, d.due_on, follow_ups_overdue.as_of - d.due_on
    FROM serving.reaction_reports r
    JOIN raw.reaction_types t ON t.reaction_type = r.reaction_type
   CROSS JOIN LATERAL (
     SELECT greatest(r.onset_on, r.ongoing_on)
            + coalesce(t.expected_window_days, follow_ups_overdue.never_expected_days) AS due_on) d
   WHERE r.resolved_on IS NULL
     AND d.due_on < follow_ups_overdue.as_of
     AND (EXISTS (
            SELECT FROM serving.sessions s
             WHERE s.patient_key = r.patient_key AND s.clinic_id = r.clinic_id AND s.session_id = r.session_id)
          OR NOT EXISTS (
            SELECT FROM raw.session_facts s
             WHERE s.patient_key = r.patient_key AND s.clinic_id = r.clinic_id AND s.session_id = r.session_id));
END;
COMMENT ON FUNCTION serving.follow_ups_overdue(date, integer) IS
  'Reactions without a resolution whose follow-up was due before as_of: their window after they were last seen; never expected types after never_expected_days.';

-- Freshness ---------------------------------------------------------------------------------------------------------------

CREATE VIEW serving.freshness AS
SELECT topic, partition, next_offset, job, rules_version, updated_at FROM raw.progress;
COMMENT ON VIEW serving.freshness IS 'Up to which offset of each clinic topic the summaries contain everything, as the job says.';

CREATE VIEW serving.consumed AS
SELECT topic, partition, topic_id, next_offset, read_at FROM raw.consumed;
COMMENT ON VIEW serving.consumed IS 'Up to which offset of each topic the store holds everything.';

CREATE VIEW serving.fold AS
SELECT generation, since FROM raw.fold;
COMMENT ON VIEW serving.fold IS 'Which generation of summaries the store holds. No row before there are summaries.';

-- Meanings ----------------------------------------------------------------------------------------------------------------
-- A column of a view means what the column of the table means, unless it is named below.

DO $$
DECLARE
  statement text;
BEGIN
  FOR statement IN
    SELECT format('COMMENT ON COLUMN serving.%I.%I IS %L', v.relname, a.attname, pg_catalog.col_description(t.oid, o.attnum))
      FROM (VALUES
        ('side_effects', 'side_effects'), ('reactions', 'side_effects'), ('reactions', 'reactions'),
        ('onset_days', 'reactions'), ('resolution_days', 'reactions'), ('sessions_by_day', 'side_effects'),
        ('satisfaction', 'satisfaction'), ('satisfaction', 'rating_bands'), ('clinics', 'clinics'), ('rejects', 'clinics'),
        ('sessions', 'session_facts'), ('reaction_reports', 'reaction_facts'), ('ratings', 'rating_facts'),
        ('freshness', 'progress'), ('consumed', 'consumed'), ('fold', 'fold')) AS source (view_name, table_name)
      JOIN pg_catalog.pg_class v ON v.relname = source.view_name AND v.relnamespace = 'serving'::regnamespace
      JOIN pg_catalog.pg_class t ON t.relname = source.table_name AND t.relnamespace = 'raw'::regnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
      JOIN pg_catalog.pg_attribute o ON o.attrelid = t.oid AND o.attname = a.attname
     WHERE pg_catalog.col_description(v.oid, a.attnum) IS NULL
     ORDER BY source.view_name, source.table_name = 'reactions'
  LOOP
    EXECUTE statement;
  END LOOP;
END
$$;

COMMENT ON COLUMN serving.side_effects.any_rate IS 'Sessions with any reaction / sessions; null without sessions.';
COMMENT ON COLUMN serving.side_effects.any_rate_low IS 'Lower limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.side_effects.any_rate_high IS 'Upper limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.side_effects.adverse_rate IS 'Sessions with an adverse reaction / sessions; null without sessions.';
COMMENT ON COLUMN serving.side_effects.adverse_rate_low IS 'Lower limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.side_effects.adverse_rate_high IS 'Upper limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.reactions.sessions IS 'Sessions of the account: the n of every rate in the row.';
COMMENT ON COLUMN serving.reactions.expected_window_days IS 'Days for which the type is expected after a treatment; null when it is never expected.';
COMMENT ON COLUMN serving.reactions.type_sessions IS 'Sessions with at least one report of the type.';
COMMENT ON COLUMN serving.reactions.type_patients IS 'Distinct patients with such a session.';
COMMENT ON COLUMN serving.reactions.type_rate IS 'type_sessions / sessions.';
COMMENT ON COLUMN serving.reactions.type_rate_low IS 'Lower limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.reactions.type_rate_high IS 'Upper limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.reactions.adverse_rate IS 'adverse_sessions / sessions.';
COMMENT ON COLUMN serving.reactions.adverse_rate_low IS 'Lower limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.reactions.adverse_rate_high IS 'Upper limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.onset_days.day IS 'Days from treatment to onset; 91 stands for more than 90.';
COMMENT ON COLUMN serving.onset_days.reports IS 'Reports with that many days.';
COMMENT ON COLUMN serving.resolution_days.day IS 'Days from onset to resolution; 91 stands for more than 90.';
COMMENT ON COLUMN serving.resolution_days.reports IS 'Reports with that many days.';
COMMENT ON COLUMN serving.sessions_by_day.treated_on IS 'Day of treatment.';
COMMENT ON COLUMN serving.sessions_by_day.sessions IS 'Sessions of that day.';
COMMENT ON COLUMN serving.satisfaction.ratings IS 'Ratings in the band: score_1 + ... + score_5.';
COMMENT ON COLUMN serving.satisfaction.mean IS 'Mean satisfaction; null without ratings.';
COMMENT ON COLUMN serving.satisfaction.top_box_rate IS 'Share of satisfaction 4 or 5; null without ratings.';
COMMENT ON COLUMN serving.satisfaction.top_box_rate_low IS 'Lower limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.satisfaction.top_box_rate_high IS 'Upper limit of its 95 % Wilson interval; clustering within patients is ignored.';
COMMENT ON COLUMN serving.clinics.rejected IS 'Records rejected, for any reason.';
COMMENT ON COLUMN serving.rejects.reason IS 'Why the records could not be counted.';
COMMENT ON COLUMN serving.rejects.records IS 'Rejected records.';
COMMENT ON COLUMN serving.reaction_reports.serious IS 'Whether any seriousness criterion is met.';
