-- The clinic events as facts: every accepted message that was not erased, all revisions, so that erasing the latest puts the
-- one before it in force again. A message is known by the key of its record and the topic that it came by; the digest
-- tells apart two contents under one key, both of which the jobs know. A tombstone erases what has its key in its topic.

CREATE TABLE raw.session_facts (
  patient_key text NOT NULL,
  clinic_id text NOT NULL,
  session_id text NOT NULL,
  event_id uuid NOT NULL,
  topic text NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 8),
  revision integer NOT NULL,
  voided boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  treated_on date NOT NULL,
  treated_at timestamptz,
  condition text NOT NULL,
  skin_type text NOT NULL,
  skin_type_method text NOT NULL,
  setting text NOT NULL,
  body_site text NOT NULL,
  age_years integer,
  session_number integer,
  operator_id text,
  operator_trained boolean,
  device_model text,
  device_technique text,
  max_depth_mm double precision,
  cartridge_lot text,
  cartridge_id text,
  cartridge_expires_on date,
  cartridge_sterile boolean,
  topical_in_channel text NOT NULL,
  contraindications text[],
  hours_since_retinoid integer,
  hours_since_acid integer,
  months_since_isotretinoin integer,
  hsv_prophylaxis boolean,
  hours_since_sun_exposure integer,
  consent_version text,
  photos_before boolean,
  sun_protection_advised boolean,
  retinoid_pause_advised_days integer,
  protocol_id text,
  PRIMARY KEY (patient_key, clinic_id, session_id, event_id, topic, digest)
);
CREATE INDEX session_facts_lot ON raw.session_facts (cartridge_lot) WHERE cartridge_lot IS NOT NULL;
CREATE INDEX session_facts_clinic ON raw.session_facts (clinic_id, treated_on);
COMMENT ON TABLE raw.session_facts IS 'Every accepted message about a session that was not erased, all revisions.';

CREATE TABLE raw.reaction_facts (
  patient_key text NOT NULL,
  clinic_id text NOT NULL,
  session_id text NOT NULL,
  reaction_id text NOT NULL,
  event_id uuid NOT NULL,
  topic text NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 8),
  revision integer NOT NULL,
  voided boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  reaction_type text NOT NULL,
  grade integer NOT NULL,
  seriousness text[] NOT NULL,
  onset_on date NOT NULL,
  resolved_on date,
  ongoing_on date,
  aware_on date,
  reporter text NOT NULL,
  sun_exposure_within_72h boolean,
  causality text NOT NULL,
  PRIMARY KEY (patient_key, clinic_id, session_id, reaction_id, event_id, topic, digest)
);
CREATE INDEX reaction_facts_clinic ON raw.reaction_facts (clinic_id, onset_on);
COMMENT ON TABLE raw.reaction_facts IS 'Every accepted message about a reaction that was not erased, all revisions.';

CREATE TABLE raw.rating_facts (
  patient_key text NOT NULL,
  clinic_id text NOT NULL,
  session_id text NOT NULL,
  rating_id text NOT NULL,
  event_id uuid NOT NULL,
  topic text NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 8),
  revision integer NOT NULL,
  voided boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  rated_on date NOT NULL,
  satisfaction integer NOT NULL,
  improvement integer,
  downtime_days integer,
  reporter text NOT NULL,
  PRIMARY KEY (patient_key, clinic_id, session_id, rating_id, event_id, topic, digest)
);
CREATE INDEX rating_facts_clinic ON raw.rating_facts (clinic_id, rated_on);
COMMENT ON TABLE raw.rating_facts IS 'Every accepted message about a rating that was not erased, all revisions.';

DO $$
DECLARE
  statement text;
BEGIN
  FOR statement IN
    SELECT format('COMMENT ON COLUMN raw.%I.%I IS %L', r.relname, a.attname, fact.meaning)
      FROM (VALUES
        ('patient_key', 'Keyed pseudonym of the patient.'),
        ('clinic_id', 'Clinic.'),
        ('session_id', 'Session, unique within clinic and patient.'),
        ('reaction_id', 'Reaction, unique within the session.'),
        ('rating_id', 'Rating, unique within the session.'),
        ('event_id', 'UUID of the message.'),
        ('topic', 'Topic that the message came by.'),
        ('digest', 'First 8 bytes of SHA-256 of the message''s canonical encoding.'),
        ('revision', 'Revision of the whole fact, from 1; the greatest wins.'),
        ('voided', 'Whether the fact is withdrawn; a later revision may restore it.'),
        ('recorded_at', 'When the clinic''s system wrote this revision.'),
        ('treated_on', 'The clinic''s local calendar date of the treatment.'),
        ('treated_at', 'Instant of the treatment.'),
        ('condition', 'Condition treated.'),
        ('skin_type', 'Fitzpatrick skin type, I..VI or UNKNOWN.'),
        ('skin_type_method', 'How the skin type was determined.'),
        ('setting', 'CLINIC or HOME.'),
        ('body_site', 'Body site.'),
        ('age_years', 'Age in completed years.'),
        ('session_number', 'Number of the session within its course, from 1.'),
        ('operator_id', 'Pseudonym of the operator.'),
        ('operator_trained', 'Whether the operator was trained on the device.'),
        ('device_model', 'Device model as the clinic names it.'),
        ('device_technique', 'Needling technique; null when no device was recorded.'),
        ('max_depth_mm', 'Greatest needle depth set, millimetres.'),
        ('cartridge_lot', 'Lot of the cartridge.'),
        ('cartridge_id', 'Identifier of the single cartridge.'),
        ('cartridge_expires_on', 'Expiry date of the cartridge; infinity when it lies after the year 9999.'),
        ('cartridge_sterile', 'Whether the cartridge came from an intact sterile pack.'),
        ('topical_in_channel', 'Product applied in the channel.'),
        ('contraindications', 'Contraindications found; empty = asked, none found; null = no screening recorded.'),
        ('hours_since_retinoid', 'Hours since the last topical retinoid.'),
        ('hours_since_acid', 'Hours since the last exfoliating acid.'),
        ('months_since_isotretinoin', 'Months since the last oral isotretinoin.'),
        ('hsv_prophylaxis', 'Whether herpes prophylaxis was given.'),
        ('hours_since_sun_exposure', 'Hours since the last strong sun exposure.'),
        ('consent_version', 'Version of the consent form signed.'),
        ('photos_before', 'Whether photographs were taken before.'),
        ('sun_protection_advised', 'Whether sun protection was advised.'),
        ('retinoid_pause_advised_days', 'Days for which a pause of retinoids was advised.'),
        ('protocol_id', 'Protocol the clinic says it followed.'),
        ('reaction_type', 'Reaction type.'),
        ('grade', 'CTCAE grade, 1..5.'),
        ('seriousness', 'Seriousness criteria met; empty = not serious.'),
        ('onset_on', 'First day of the reaction.'),
        ('resolved_on', 'Day on which it had resolved.'),
        ('ongoing_on', 'Last day on which it was seen to be still there.'),
        ('aware_on', 'Day on which the clinic learned of it; reporting clocks start here.'),
        ('reporter', 'Who reported: PATIENT, CLINICIAN or UNKNOWN.'),
        ('sun_exposure_within_72h', 'Whether the patient was exposed to the sun within 72 hours of the session.'),
        ('causality', 'WHO-UMC causality assessment.'),
        ('rated_on', 'Day of the rating.'),
        ('satisfaction', 'Satisfaction, 1 very dissatisfied .. 5 very satisfied.'),
        ('improvement', 'Global Aesthetic Improvement Scale, 1 very much improved .. 5 worse.'),
        ('downtime_days', 'Days of downtime.')) AS fact (name, meaning)
      JOIN pg_catalog.pg_attribute a ON a.attname = fact.name
      JOIN pg_catalog.pg_class r ON r.oid = a.attrelid
     WHERE r.relnamespace = 'raw'::regnamespace AND r.relkind = 'r'
       AND r.relname IN ('session_facts', 'reaction_facts', 'rating_facts')
  LOOP
    EXECUTE statement;
  END LOOP;
END
$$;
