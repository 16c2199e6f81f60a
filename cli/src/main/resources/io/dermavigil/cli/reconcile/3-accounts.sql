-- Which accounts each session in force belongs to: every grouping, all time and the month of treatment, within its
-- setting. Sessions that agree in all dimensions form a cohort and share their accounts.

CREATE TABLE grouping_rule (
    grouping VARCHAR, by_condition BOOLEAN, by_skin_type BOOLEAN, by_clinic BOOLEAN, by_lot BOOLEAN);
INSERT INTO grouping_rule VALUES
    ('CHAIN',          false, false, false, false),
    ('CONDITION',      true,  false, false, false),
    ('SKIN_TYPE',      false, true,  false, false),
    ('STRATUM',        true,  true,  false, false),
    ('CLINIC',         false, false, true,  false),
    ('CLINIC_STRATUM', true,  true,  true,  false),
    ('LOT',            false, false, false, true);

CREATE TABLE patient AS
SELECT row_number() OVER () AS patient_no, patient_key
FROM (SELECT DISTINCT patient_key FROM session WHERE NOT voided);

CREATE TABLE cohort AS
SELECT row_number() OVER () AS cohort_no, *
FROM (SELECT DISTINCT date_trunc('month', treated_on)::DATE AS month, setting, condition, skin_type, clinic_id,
                      device_model, cartridge_lot
      FROM session
      WHERE NOT voided);

CREATE TABLE counted_session AS
SELECT row_number() OVER () AS session_no, p.patient_no, c.cohort_no,
       s.patient_key, s.clinic_id, s.session_id, s.treated_on, s.session_number
FROM session s
JOIN patient p ON p.patient_key = s.patient_key
JOIN cohort c ON c.month = date_trunc('month', s.treated_on)::DATE
             AND c.setting = s.setting AND c.condition = s.condition AND c.skin_type = s.skin_type
             AND c.clinic_id = s.clinic_id
             AND c.device_model IS NOT DISTINCT FROM s.device_model
             AND c.cartridge_lot IS NOT DISTINCT FROM s.cartridge_lot
WHERE NOT s.voided;

-- The lot is unknown for many sessions, and a lot account exists only where it is known.
CREATE VIEW cohort_account_dimensions AS
SELECT c.cohort_no,
       g.grouping,
       CASE WHEN p.monthly THEN c.month END          AS month,
       c.setting,
       CASE WHEN g.by_condition THEN c.condition END AS condition,
       CASE WHEN g.by_skin_type THEN c.skin_type END AS skin_type,
       CASE WHEN g.by_clinic THEN c.clinic_id END    AS clinic_id,
       CASE WHEN g.by_lot THEN c.device_model END    AS device_model,
       CASE WHEN g.by_lot THEN c.cartridge_lot END   AS cartridge_lot
FROM cohort c
JOIN grouping_rule g ON NOT g.by_lot OR c.cartridge_lot IS NOT NULL
CROSS JOIN (VALUES (false), (true)) AS p (monthly);

CREATE TABLE account AS
SELECT row_number() OVER () AS account_no, *
FROM (SELECT DISTINCT * EXCLUDE (cohort_no) FROM cohort_account_dimensions);

CREATE TABLE cohort_account AS
SELECT d.cohort_no, a.account_no
FROM cohort_account_dimensions d
JOIN account a ON a.grouping = d.grouping
              AND a.month IS NOT DISTINCT FROM d.month
              AND a.setting = d.setting
              AND a.condition IS NOT DISTINCT FROM d.condition
              AND a.skin_type IS NOT DISTINCT FROM d.skin_type
              AND a.clinic_id IS NOT DISTINCT FROM d.clinic_id
              AND a.device_model IS NOT DISTINCT FROM d.device_model
              AND a.cartridge_lot IS NOT DISTINCT FROM d.cartridge_lot;

CREATE TABLE account_sessions AS
SELECT account_no, count(*) AS sessions, count(DISTINCT patient_no) AS patients
FROM counted_session
JOIN cohort_account USING (cohort_no)
GROUP BY account_no;

CREATE TABLE account_day AS
SELECT account_no, treated_on, count(*) AS sessions
FROM counted_session
JOIN cohort_account USING (cohort_no)
JOIN account USING (account_no)
WHERE grouping = 'STRATUM' AND month IS NOT NULL
GROUP BY account_no, treated_on;
