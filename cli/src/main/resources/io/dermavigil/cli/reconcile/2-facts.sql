-- The set of facts. A tombstone erases the event with its key from its topic; a record after the tombstone brings the
-- event back. Of the events of one fact the greatest by (revision, recordedAt, eventId, digest) is in force.

CREATE VIEW erasure AS
SELECT kind, own_topic, log_partition, patient_key, clinic_id, session_id, fact_id, event_id,
       max(log_offset) AS log_offset
FROM erasure_log
GROUP BY ALL;

CREATE VIEW session_event AS
SELECT e.*
FROM session_log e
WHERE NOT EXISTS (
    SELECT 1 FROM erasure t
    WHERE t.kind = 'SESSION' AND t.own_topic = e.own_topic AND t.log_partition = e.log_partition
      AND t.patient_key = e.patient_key AND t.clinic_id = e.clinic_id AND t.session_id = e.session_id
      AND t.event_id = e.event_id AND t.log_offset > e.log_offset);

CREATE VIEW reaction_event AS
SELECT e.*
FROM reaction_log e
WHERE NOT EXISTS (
    SELECT 1 FROM erasure t
    WHERE t.kind = 'REACTION' AND t.own_topic = e.own_topic AND t.log_partition = e.log_partition
      AND t.patient_key = e.patient_key AND t.clinic_id = e.clinic_id AND t.session_id = e.session_id
      AND t.fact_id = e.reaction_id AND t.event_id = e.event_id AND t.log_offset > e.log_offset);

CREATE VIEW rating_event AS
SELECT e.*
FROM rating_log e
WHERE NOT EXISTS (
    SELECT 1 FROM erasure t
    WHERE t.kind = 'RATING' AND t.own_topic = e.own_topic AND t.log_partition = e.log_partition
      AND t.patient_key = e.patient_key AND t.clinic_id = e.clinic_id AND t.session_id = e.session_id
      AND t.fact_id = e.rating_id AND t.event_id = e.event_id AND t.log_offset > e.log_offset);

-- One row per fact, voided ones included.

CREATE TABLE session AS
SELECT patient_key, clinic_id, session_id, voided, treated_on, setting, condition, skin_type,
       device_model, cartridge_lot, session_number
FROM session_event
QUALIFY row_number() OVER (
    PARTITION BY patient_key, clinic_id, session_id
    ORDER BY revision DESC, recorded_at DESC, event_id DESC, digest DESC) = 1;

CREATE TABLE reaction AS
SELECT patient_key, clinic_id, session_id, reaction_id, voided, type, grade, criteria, onset_on, resolved_on, ongoing_on
FROM reaction_event
QUALIFY row_number() OVER (
    PARTITION BY patient_key, clinic_id, session_id, reaction_id
    ORDER BY revision DESC, recorded_at DESC, event_id DESC, digest DESC) = 1;

CREATE TABLE rating AS
SELECT patient_key, clinic_id, session_id, rating_id, voided, rated_on, satisfaction, improvement
FROM rating_event
QUALIFY row_number() OVER (
    PARTITION BY patient_key, clinic_id, session_id, rating_id
    ORDER BY revision DESC, recorded_at DESC, event_id DESC, digest DESC) = 1;
