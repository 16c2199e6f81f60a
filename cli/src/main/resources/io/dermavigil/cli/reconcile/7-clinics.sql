-- Data quality by clinic. Accepted: facts with at least one event, voided ones included. Held: reactions and ratings in
-- force whose session is unknown; a voided session is known. Contradictions: among what is counted.

CREATE VIEW clinic AS
SELECT DISTINCT clinic_id
FROM (SELECT clinic_id FROM session UNION ALL SELECT clinic_id FROM reaction UNION ALL SELECT clinic_id FROM rating);

CREATE VIEW known_session AS
SELECT patient_key, clinic_id, session_id, voided, treated_on FROM session;

CREATE VIEW clinic_sessions AS
SELECT clinic_id, count(*) AS accepted FROM session GROUP BY clinic_id;

CREATE VIEW clinic_reactions AS
SELECT r.clinic_id,
       count(*) AS accepted,
       count(*) FILTER (WHERE NOT r.voided AND s.session_id IS NULL) AS held,
       count(*) FILTER (WHERE NOT r.voided AND NOT s.voided AND r.onset_on < s.treated_on) AS before_treatment
FROM reaction r
LEFT JOIN known_session s USING (patient_key, clinic_id, session_id)
GROUP BY r.clinic_id;

CREATE VIEW clinic_ratings AS
SELECT r.clinic_id,
       count(*) AS accepted,
       count(*) FILTER (WHERE NOT r.voided AND s.session_id IS NULL) AS held,
       count(*) FILTER (WHERE NOT r.voided AND NOT s.voided AND r.rated_on < s.treated_on) AS before_treatment
FROM rating r
LEFT JOIN known_session s USING (patient_key, clinic_id, session_id)
GROUP BY r.clinic_id;
