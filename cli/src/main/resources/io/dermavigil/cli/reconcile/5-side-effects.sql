-- Reactions in force of sessions in force. Adverse: never expected, grade 3 or more, serious, or evidence that it
-- outlasted its window. Missing follow-up is not harm: it is counted as resolution unknown.

CREATE TABLE counted_reaction AS
SELECT s.session_no, s.patient_no, s.cohort_no, r.type, r.grade,
       r.criteria > 0 AS serious,
       r.resolved_on IS NULL AS unresolved,
       w.days IS NULL
           OR r.grade >= 3
           OR r.criteria > 0
           OR coalesce(r.resolved_on - r.onset_on > w.days, false)
           OR coalesce(r.ongoing_on - r.onset_on > w.days, false) AS adverse,
       r.onset_on - s.treated_on AS onset_day,
       r.resolved_on - r.onset_on AS resolution_day
FROM reaction r
JOIN counted_session s USING (patient_key, clinic_id, session_id)
JOIN expected_window w ON w.type = r.type
WHERE NOT r.voided;

CREATE TABLE session_reaction AS
SELECT session_no, patient_no, cohort_no, type,
       count(*) AS reports,
       count(*) FILTER (WHERE adverse) AS adverse_reports,
       count(*) FILTER (WHERE grade = 1) AS grade_1,
       count(*) FILTER (WHERE grade = 2) AS grade_2,
       count(*) FILTER (WHERE grade = 3) AS grade_3,
       count(*) FILTER (WHERE grade = 4) AS grade_4,
       count(*) FILTER (WHERE grade = 5) AS grade_5,
       count(*) FILTER (WHERE serious) AS serious,
       count(*) FILTER (WHERE unresolved) AS unresolved,
       count(*) FILTER (WHERE unresolved AND NOT adverse) AS resolution_unknown
FROM counted_reaction
GROUP BY ALL;

CREATE TABLE account_reaction AS
SELECT account_no, type,
       count(*) AS sessions,
       count(DISTINCT patient_no) AS patients,
       sum(reports)::BIGINT AS reports,
       sum(adverse_reports)::BIGINT AS adverse_reports,
       count(*) FILTER (WHERE adverse_reports > 0) AS adverse_sessions,
       count(DISTINCT patient_no) FILTER (WHERE adverse_reports > 0) AS adverse_patients,
       [sum(grade_1), sum(grade_2), sum(grade_3), sum(grade_4), sum(grade_5)]::BIGINT[] AS by_grade,
       sum(serious)::BIGINT AS serious,
       sum(unresolved)::BIGINT AS unresolved,
       sum(resolution_unknown)::BIGINT AS resolution_unknown
FROM session_reaction
JOIN cohort_account USING (cohort_no)
GROUP BY account_no, type;

CREATE TABLE account_occurrence AS
WITH reacting_session AS (
    SELECT session_no, patient_no, cohort_no, bool_or(adverse) AS adverse
    FROM counted_reaction
    GROUP BY session_no, patient_no, cohort_no)
SELECT account_no,
       count(*) AS any_sessions,
       count(DISTINCT patient_no) AS any_patients,
       count(*) FILTER (WHERE adverse) AS adverse_sessions,
       count(DISTINCT patient_no) FILTER (WHERE adverse) AS adverse_patients
FROM reacting_session
JOIN cohort_account USING (cohort_no)
GROUP BY account_no;

-- Histograms only where EVENTS asks for them; negative days are left out, above 90 they count as 91.

CREATE TABLE stratum_reaction AS
SELECT account_no, type, onset_day, resolution_day
FROM counted_reaction
JOIN cohort_account USING (cohort_no)
JOIN account USING (account_no)
WHERE grouping = 'STRATUM';

CREATE TABLE onset_histogram AS
SELECT account_no, type, json_group_object(day::VARCHAR, reports) AS days
FROM (SELECT account_no, type, least(onset_day, 91) AS day, count(*) AS reports
      FROM stratum_reaction
      WHERE onset_day >= 0
      GROUP BY ALL)
GROUP BY account_no, type;

CREATE TABLE resolution_histogram AS
SELECT account_no, type, json_group_object(day::VARCHAR, reports) AS days
FROM (SELECT account_no, type, least(resolution_day, 91) AS day, count(*) AS reports
      FROM stratum_reaction
      WHERE resolution_day >= 0
      GROUP BY ALL)
GROUP BY account_no, type;
