-- The summaries in their JSON form, one per row, as EVENTS names their fields. updatedAt is not counted content.

CREATE MACRO occurrence_json(affected, patients, trials) AS {
    'sessions': affected, 'patients': patients, 'rate': rate(affected, trials),
    'rateLow': wilson_low(affected, trials), 'rateHigh': wilson_high(affected, trials)};

CREATE VIEW account_reactions_json AS
SELECT r.account_no,
       json_group_object(r.type, {
           'sessions': r.sessions, 'patients': r.patients, 'rate': rate(r.sessions, n.sessions),
           'rateLow': wilson_low(r.sessions, n.sessions), 'rateHigh': wilson_high(r.sessions, n.sessions),
           'reports': r.reports, 'adverseReports': r.adverse_reports, 'adverseSessions': r.adverse_sessions,
           'adversePatients': r.adverse_patients, 'byGrade': r.by_grade, 'serious': r.serious,
           'unresolved': r.unresolved, 'resolutionUnknown': r.resolution_unknown,
           'onsetDays': coalesce(o.days, '{}'::JSON), 'resolutionDays': coalesce(d.days, '{}'::JSON)}) AS reactions
FROM account_reaction r
JOIN account_sessions n USING (account_no)
LEFT JOIN onset_histogram o ON o.account_no = r.account_no AND o.type = r.type
LEFT JOIN resolution_histogram d ON d.account_no = r.account_no AND d.type = r.type
GROUP BY r.account_no;

CREATE VIEW account_days_json AS
SELECT account_no, json_group_object(treated_on::VARCHAR, sessions) AS days
FROM account_day
GROUP BY account_no;

CREATE VIEW side_effects_json AS
SELECT to_json({
    'grouping': a.grouping,
    'period': {'kind': CASE WHEN a.month IS NULL THEN 'ALL' ELSE 'MONTH' END, 'start': a.month},
    'setting': a.setting, 'condition': a.condition, 'skinType': a.skin_type, 'clinicId': a.clinic_id,
    'deviceModel': a.device_model, 'cartridgeLot': a.cartridge_lot,
    'sessions': n.sessions, 'patients': n.patients,
    'any': occurrence_json(coalesce(o.any_sessions, 0), coalesce(o.any_patients, 0), n.sessions),
    'adverse': occurrence_json(coalesce(o.adverse_sessions, 0), coalesce(o.adverse_patients, 0), n.sessions),
    'reactions': coalesce(r.reactions, '{}'::JSON),
    'sessionsByDay': coalesce(d.days, '{}'::JSON),
    'updatedAt': '1970-01-01T00:00:00Z'})::VARCHAR AS json
FROM account a
JOIN account_sessions n USING (account_no)
LEFT JOIN account_occurrence o USING (account_no)
LEFT JOIN account_reactions_json r USING (account_no)
LEFT JOIN account_days_json d USING (account_no);

CREATE VIEW account_bands_json AS
SELECT account_no, family, band, ratings, {
    'byScore': by_score, 'mean': mean, 'topBoxRate': rate(top_box, ratings),
    'topBoxLow': wilson_low(top_box, ratings), 'topBoxHigh': wilson_high(top_box, ratings),
    'improvementByGrade': improvement_by_grade} AS band_json
FROM account_band;

CREATE MACRO no_ratings_json() AS {
    'byScore': [0, 0, 0, 0, 0]::BIGINT[], 'mean': NULL::DOUBLE, 'topBoxRate': NULL::DOUBLE,
    'topBoxLow': NULL::DOUBLE, 'topBoxHigh': NULL::DOUBLE, 'improvementByGrade': [0, 0, 0, 0, 0]::BIGINT[]};

CREATE VIEW satisfaction_json AS
WITH overall AS (SELECT account_no, ratings, band_json FROM account_bands_json WHERE family = 'overall'),
     by_weeks AS (SELECT account_no, json_group_object(band, band_json) AS bands
                  FROM account_bands_json WHERE family = 'weeks' GROUP BY account_no),
     by_number AS (SELECT account_no, json_group_object(band, band_json) AS bands
                   FROM account_bands_json WHERE family = 'session number' GROUP BY account_no)
SELECT to_json({
    'grouping': a.grouping,
    'period': {'kind': CASE WHEN a.month IS NULL THEN 'ALL' ELSE 'MONTH' END, 'start': a.month},
    'setting': a.setting, 'condition': a.condition, 'skinType': a.skin_type, 'clinicId': a.clinic_id,
    'deviceModel': a.device_model, 'cartridgeLot': a.cartridge_lot,
    'sessions': n.sessions, 'ratedSessions': coalesce(o.ratings, 0),
    'overall': coalesce(o.band_json, no_ratings_json()),
    'byWeeks': coalesce(w.bands, '{}'::JSON),
    'bySessionNumber': coalesce(b.bands, '{}'::JSON),
    'updatedAt': '1970-01-01T00:00:00Z'})::VARCHAR AS json
FROM account a
JOIN account_sessions n USING (account_no)
LEFT JOIN overall o USING (account_no)
LEFT JOIN by_weeks w USING (account_no)
LEFT JOIN by_number b USING (account_no);

CREATE VIEW clinics_json AS
SELECT to_json({
    'clinicId': c.clinic_id,
    'accepted': {'sessions': coalesce(s.accepted, 0), 'reactions': coalesce(r.accepted, 0),
                 'ratings': coalesce(g.accepted, 0)},
    'rejected': '{}'::JSON,
    'held': {'reactions': coalesce(r.held, 0), 'ratings': coalesce(g.held, 0)},
    'contradictions': {'onsetBeforeTreatment': coalesce(r.before_treatment, 0),
                       'ratingBeforeTreatment': coalesce(g.before_treatment, 0)},
    'updatedAt': '1970-01-01T00:00:00Z'})::VARCHAR AS json
FROM clinic c
LEFT JOIN clinic_sessions s USING (clinic_id)
LEFT JOIN clinic_reactions r USING (clinic_id)
LEFT JOIN clinic_ratings g USING (clinic_id);
