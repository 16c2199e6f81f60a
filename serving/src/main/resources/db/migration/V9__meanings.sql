-- Columns that are fields of events and summaries mean what the schemas say, in the same words; what the store adds comes after.

DO $$
DECLARE
  meaning record;
BEGIN
  FOR meaning IN
    SELECT fact.name AS column_name, place.relation, fact.meaning AS words
      FROM (VALUES
        ('event_id', 'UUID of this message.'),
        ('voided', 'True when the fact is withdrawn; a later revision may restore it.'),
        ('treated_at', 'Instant of the treatment, within a day of treated_on.'),
        ('max_depth_mm', 'Greatest needle depth set, millimetres, 0..10.'),
        ('contraindications', 'Contraindications found, as a set; empty = asked, none found; null = no screening recorded.'),
        ('seriousness', 'Seriousness criteria met, as a set; empty = not serious.')) AS fact (name, meaning)
     CROSS JOIN (VALUES
        ('raw.session_facts'), ('raw.reaction_facts'), ('raw.rating_facts'),
        ('serving.sessions'), ('serving.reaction_reports'), ('serving.ratings')) AS place (relation)
    UNION ALL VALUES
      ('reaction_type', 'raw.reaction_facts', 'Type of reaction.'),
      ('reaction_type', 'serving.reaction_reports', 'Type of reaction.'),
      ('reporter', 'raw.reaction_facts', 'Who reported it: PATIENT, CLINICIAN or UNKNOWN.'),
      ('reporter', 'serving.reaction_reports', 'Who reported it: PATIENT, CLINICIAN or UNKNOWN.'),
      ('reporter', 'raw.rating_facts', 'Who rated: PATIENT, CLINICIAN or UNKNOWN.'),
      ('reporter', 'serving.ratings', 'Who rated: PATIENT, CLINICIAN or UNKNOWN.'),
      ('causality', 'raw.reaction_facts', 'Causality assessment, WHO-UMC.'),
      ('causality', 'serving.reaction_reports', 'Causality assessment, WHO-UMC.'),
      ('last_seen_at', 'raw.clinics', 'Append time of the newest record seen; a statement of freshness; null when none was.'),
      ('last_seen_at', 'serving.clinics', 'Append time of the newest record seen; a statement of freshness; null when none was.'),
      ('onset_before_treatment', 'raw.clinics', 'Reactions with an onset before the treatment, among those counted.'),
      ('onset_before_treatment', 'serving.clinics', 'Reactions with an onset before the treatment, among those counted.'),
      ('rating_before_treatment', 'raw.clinics', 'Ratings before the treatment, among those counted.'),
      ('rating_before_treatment', 'serving.clinics', 'Ratings before the treatment, among those counted.')
    UNION ALL
    SELECT account.name, place.relation, account.meaning
      FROM (VALUES
        ('grouping', 'Grouping of the account: CHAIN, CONDITION, SKIN_TYPE, STRATUM, CLINIC, CLINIC_STRATUM or LOT.'),
        ('period_kind', 'All time or a month of treatment: ALL or MONTH.'),
        ('skin_type', 'Skin type; null where the grouping has none. Fitzpatrick I..VI or UNKNOWN.'),
        ('updated_at', 'When the row was computed; no part of the counted content.')) AS account (name, meaning)
     CROSS JOIN (VALUES
        ('raw.side_effects'), ('raw.satisfaction'), ('raw.clinics'),
        ('serving.side_effects'), ('serving.reactions'), ('serving.satisfaction'), ('serving.clinics')) AS place (relation)
  LOOP
    IF EXISTS (
      SELECT FROM pg_catalog.pg_attribute
       WHERE attrelid = meaning.relation::regclass AND attname = meaning.column_name AND NOT attisdropped
    ) THEN
      EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', meaning.relation::regclass, meaning.column_name, meaning.words);
    END IF;
  END LOOP;
END
$$;
