-- The store: what the summary topics and the clinic topics hold, for people. Everything here can be folded anew from the
-- topics, except the releases. Runs as the owner of the database, who need not be a superuser but needs CREATEROLE where
-- the roles are not there yet.

-- Roles --------------------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['dermavigil_writer', 'dermavigil_safety', 'dermavigil_analyst'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this server is migrated at the same time
      END;
    END IF;
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO dermavigil_writer, dermavigil_safety, dermavigil_analyst', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

CREATE SCHEMA raw;
CREATE SCHEMA serving;
CREATE SCHEMA release;

COMMENT ON SCHEMA raw IS 'The newest row of every summary, and the clinic events as facts. Written by the materializer only.';
COMMENT ON SCHEMA serving IS 'Documented views over raw, for roles that may see small counts.';
COMMENT ON SCHEMA release IS 'Disclosure-safe releases: immutable, numbered, the only thing that analysts read.';

GRANT USAGE ON SCHEMA raw TO dermavigil_writer, dermavigil_safety;
GRANT USAGE ON SCHEMA serving TO dermavigil_writer, dermavigil_safety;
GRANT USAGE ON SCHEMA release TO dermavigil_writer, dermavigil_safety, dermavigil_analyst;

-- Every table and view of a schema is granted the same way, those of later migrations too.
ALTER DEFAULT PRIVILEGES IN SCHEMA raw GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dermavigil_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA raw GRANT SELECT ON TABLES TO dermavigil_safety;
ALTER DEFAULT PRIVILEGES IN SCHEMA serving GRANT SELECT ON TABLES TO dermavigil_writer, dermavigil_safety;
ALTER DEFAULT PRIVILEGES IN SCHEMA serving GRANT EXECUTE ON FUNCTIONS TO dermavigil_writer, dermavigil_safety;
ALTER DEFAULT PRIVILEGES IN SCHEMA release GRANT SELECT, INSERT ON TABLES TO dermavigil_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA release GRANT SELECT ON TABLES TO dermavigil_safety, dermavigil_analyst;

-- Where the fold stands --------------------------------------------------------------------------------------------------

CREATE TABLE raw.fold (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  generation integer NOT NULL CHECK (generation > 0),
  since timestamptz NOT NULL
);
COMMENT ON TABLE raw.fold IS 'Which generation of summary topics the store holds. One row, once there are summaries.';
COMMENT ON COLUMN raw.fold.only_row IS 'Always true: there is one row.';
COMMENT ON COLUMN raw.fold.generation IS 'Number of the generation of summary topics.';
COMMENT ON COLUMN raw.fold.since IS 'When the store was filled from it.';

CREATE TABLE raw.consumed (
  topic text NOT NULL,
  partition integer NOT NULL,
  topic_id uuid NOT NULL,
  next_offset bigint NOT NULL CHECK (next_offset >= 0),
  read_at timestamptz NOT NULL,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE raw.consumed IS 'Up to which offset of each partition the store holds everything; written in the transaction that writes the rows.';
COMMENT ON COLUMN raw.consumed.topic IS 'Source topic.';
COMMENT ON COLUMN raw.consumed.partition IS 'Source partition.';
COMMENT ON COLUMN raw.consumed.topic_id IS 'Kafka''s id of the topic; another id is another topic, although the name is the same.';
COMMENT ON COLUMN raw.consumed.next_offset IS 'First offset that is not yet in the store.';
COMMENT ON COLUMN raw.consumed.read_at IS 'When the materializer last looked for more.';

CREATE TABLE raw.progress (
  job text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  next_offset bigint NOT NULL,
  rules_version text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (job, topic, partition)
);
COMMENT ON TABLE raw.progress IS 'Up to which offset of each clinic topic the summaries contain everything, as the job says (pipeline.progress).';
COMMENT ON COLUMN raw.progress.job IS 'Job that writes the generation of summary topics.';
COMMENT ON COLUMN raw.progress.topic IS 'Clinic topic.';
COMMENT ON COLUMN raw.progress.partition IS 'Partition of it.';
COMMENT ON COLUMN raw.progress.next_offset IS 'First offset that the summaries do not contain yet.';
COMMENT ON COLUMN raw.progress.rules_version IS 'Version of the rules under which the job counts.';
COMMENT ON COLUMN raw.progress.updated_at IS 'When the job wrote it.';

-- Summaries ---------------------------------------------------------------------------------------------------------------
-- Rates and their limits are computed in the views. A posting changes the sessions of an account and with them every rate
-- of it, but the counts of few reaction types; so most rows of reaction types stay untouched. There are no foreign keys:
-- one writer writes parent and children in one transaction, and a check per row would lock the parent each time.

CREATE TABLE raw.reaction_types (
  reaction_type text PRIMARY KEY,
  expected_window_days integer
);
COMMENT ON TABLE raw.reaction_types IS 'Every reaction type with its expected window, from the table of the program.';
COMMENT ON COLUMN raw.reaction_types.reaction_type IS 'Reaction type.';
COMMENT ON COLUMN raw.reaction_types.expected_window_days IS 'Days for which the type is expected after a treatment; null when it is never expected.';

CREATE TABLE raw.side_effects (
  account_key text PRIMARY KEY,
  grouping text NOT NULL,
  period_kind text NOT NULL,
  period_start date,
  setting text NOT NULL,
  condition text,
  skin_type text,
  clinic_id text,
  device_model text,
  cartridge_lot text,
  sessions bigint NOT NULL,
  patients bigint NOT NULL,
  any_sessions bigint NOT NULL,
  any_patients bigint NOT NULL,
  adverse_sessions bigint NOT NULL,
  adverse_patients bigint NOT NULL,
  sessions_by_day jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  topic_id uuid NOT NULL,
  source_partition integer NOT NULL,
  source_offset bigint NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX side_effects_grouping ON raw.side_effects (grouping, period_kind, period_start);
COMMENT ON TABLE raw.side_effects IS 'Newest row of each account in summary.side-effects.';
COMMENT ON COLUMN raw.side_effects.any_sessions IS 'Sessions with any reaction.';
COMMENT ON COLUMN raw.side_effects.any_patients IS 'Distinct patients with such a session.';
COMMENT ON COLUMN raw.side_effects.adverse_sessions IS 'Sessions with an adverse reaction.';
COMMENT ON COLUMN raw.side_effects.adverse_patients IS 'Distinct patients with such a session.';
COMMENT ON COLUMN raw.side_effects.patients IS 'Distinct patients.';
COMMENT ON COLUMN raw.side_effects.sessions_by_day IS 'Sessions by ISO date of treatment; monthly STRATUM accounts only.';

CREATE TABLE raw.reactions (
  account_key text NOT NULL,
  reaction_type text NOT NULL,
  sessions bigint NOT NULL,
  patients bigint NOT NULL,
  reports bigint NOT NULL,
  adverse_reports bigint NOT NULL,
  adverse_sessions bigint NOT NULL,
  adverse_patients bigint NOT NULL,
  grade_1 bigint NOT NULL,
  grade_2 bigint NOT NULL,
  grade_3 bigint NOT NULL,
  grade_4 bigint NOT NULL,
  grade_5 bigint NOT NULL,
  serious bigint NOT NULL,
  unresolved bigint NOT NULL,
  resolution_unknown bigint NOT NULL,
  onset_days jsonb NOT NULL,
  resolution_days jsonb NOT NULL,
  PRIMARY KEY (account_key, reaction_type)
) WITH (fillfactor = 60);
COMMENT ON TABLE raw.reactions IS 'Counts of one reaction type in one account; types without reports have no row.';
COMMENT ON COLUMN raw.reactions.account_key IS 'Account, as in raw.side_effects.';
COMMENT ON COLUMN raw.reactions.reaction_type IS 'Reaction type.';
COMMENT ON COLUMN raw.reactions.sessions IS 'Sessions with at least one report of the type.';
COMMENT ON COLUMN raw.reactions.patients IS 'Distinct patients with such a session.';
COMMENT ON COLUMN raw.reactions.reports IS 'Reports.';
COMMENT ON COLUMN raw.reactions.adverse_reports IS 'Adverse reports.';
COMMENT ON COLUMN raw.reactions.adverse_sessions IS 'Sessions with at least one adverse report of the type.';
COMMENT ON COLUMN raw.reactions.adverse_patients IS 'Distinct patients with such a session.';
COMMENT ON COLUMN raw.reactions.grade_1 IS 'Reports of CTCAE grade 1.';
COMMENT ON COLUMN raw.reactions.grade_2 IS 'Reports of CTCAE grade 2.';
COMMENT ON COLUMN raw.reactions.grade_3 IS 'Reports of CTCAE grade 3.';
COMMENT ON COLUMN raw.reactions.grade_4 IS 'Reports of CTCAE grade 4.';
COMMENT ON COLUMN raw.reactions.grade_5 IS 'Reports of CTCAE grade 5.';
COMMENT ON COLUMN raw.reactions.serious IS 'Serious reports.';
COMMENT ON COLUMN raw.reactions.unresolved IS 'Reports without a resolution date.';
COMMENT ON COLUMN raw.reactions.resolution_unknown IS 'Reports of an expected type that are not adverse and have no resolution date.';
COMMENT ON COLUMN raw.reactions.onset_days IS 'Reports by days from treatment to onset (above 90 as 91, negative left out); STRATUM accounts only.';
COMMENT ON COLUMN raw.reactions.resolution_days IS 'Reports by days from onset to resolution (above 90 as 91); STRATUM accounts only.';

CREATE TABLE raw.satisfaction (
  account_key text PRIMARY KEY,
  grouping text NOT NULL,
  period_kind text NOT NULL,
  period_start date,
  setting text NOT NULL,
  condition text,
  skin_type text,
  clinic_id text,
  device_model text,
  cartridge_lot text,
  sessions bigint NOT NULL,
  rated_sessions bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  topic_id uuid NOT NULL,
  source_partition integer NOT NULL,
  source_offset bigint NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX satisfaction_grouping ON raw.satisfaction (grouping, period_kind, period_start);
COMMENT ON TABLE raw.satisfaction IS 'Newest row of each account in summary.satisfaction.';
COMMENT ON COLUMN raw.satisfaction.rated_sessions IS 'Sessions with at least one rating.';

CREATE TABLE raw.rating_bands (
  account_key text NOT NULL,
  band_kind text NOT NULL CHECK (band_kind IN ('OVERALL', 'WEEKS', 'SESSION_NUMBER')),
  band text NOT NULL,
  score_1 bigint NOT NULL,
  score_2 bigint NOT NULL,
  score_3 bigint NOT NULL,
  score_4 bigint NOT NULL,
  score_5 bigint NOT NULL,
  improvement_1 bigint NOT NULL,
  improvement_2 bigint NOT NULL,
  improvement_3 bigint NOT NULL,
  improvement_4 bigint NOT NULL,
  improvement_5 bigint NOT NULL,
  PRIMARY KEY (account_key, band_kind, band)
) WITH (fillfactor = 60);
COMMENT ON TABLE raw.rating_bands IS 'Ratings of one band in one account; empty bands have no row, except OVERALL.';
COMMENT ON COLUMN raw.rating_bands.account_key IS 'Account, as in raw.satisfaction.';

CREATE TABLE raw.clinics (
  clinic_id text PRIMARY KEY,
  last_seen_at timestamptz,
  accepted_sessions bigint NOT NULL,
  accepted_reactions bigint NOT NULL,
  accepted_ratings bigint NOT NULL,
  held_reactions bigint NOT NULL,
  held_ratings bigint NOT NULL,
  onset_before_treatment bigint NOT NULL,
  rating_before_treatment bigint NOT NULL,
  rejected jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  topic_id uuid NOT NULL,
  source_partition integer NOT NULL,
  source_offset bigint NOT NULL
) WITH (fillfactor = 60);
COMMENT ON TABLE raw.clinics IS 'Newest row of each clinic in summary.clinics.';
COMMENT ON COLUMN raw.clinics.clinic_id IS 'Clinic; empty for rejected records that could not be attributed to one.';
COMMENT ON COLUMN raw.clinics.rejected IS 'Records rejected, by reason.';

-- The columns that mean the same wherever they stand ------------------------------------------------------------------------

DO $$
DECLARE
  c record;
  t text;
BEGIN
  FOR c IN SELECT * FROM (VALUES
    ('account_key', 'Key of the account: grouping|period|setting|condition|skinType|clinicId|model|lot, percent-encoded.'),
    ('grouping', 'Which dimensions the account is kept by: CHAIN, CONDITION, SKIN_TYPE, STRATUM, CLINIC, CLINIC_STRATUM or LOT.'),
    ('period_kind', 'ALL (since the first session) or MONTH (of treatment).'),
    ('period_start', 'First day of the month; null for ALL.'),
    ('setting', 'CLINIC or HOME; never pooled.'),
    ('condition', 'Condition; null where the grouping has none.'),
    ('skin_type', 'Fitzpatrick skin type, I..VI or UNKNOWN; null where the grouping has none.'),
    ('clinic_id', 'Clinic; null where the grouping has none.'),
    ('device_model', 'Device model; null where the grouping has none or it was not recorded.'),
    ('cartridge_lot', 'Cartridge lot; null where the grouping has none.'),
    ('sessions', 'Sessions of the account.')) AS account (name, meaning)
  LOOP
    FOREACH t IN ARRAY ARRAY['side_effects', 'satisfaction'] LOOP
      EXECUTE format('COMMENT ON COLUMN raw.%I.%I IS %L', t, c.name, c.meaning);
    END LOOP;
  END LOOP;
  FOR c IN SELECT * FROM (VALUES
    ('updated_at', 'When the job computed the row.'),
    ('topic_id', 'Kafka''s id of the topic that the row came from.'),
    ('source_partition', 'Partition that the row came from.'),
    ('source_offset', 'Offset that the row came from; only a later one replaces it.')) AS origin (name, meaning)
  LOOP
    FOREACH t IN ARRAY ARRAY['side_effects', 'satisfaction', 'clinics'] LOOP
      EXECUTE format('COMMENT ON COLUMN raw.%I.%I IS %L', t, c.name, c.meaning);
    END LOOP;
  END LOOP;
  FOR c IN SELECT * FROM (VALUES
    ('last_seen_at', 'Append time of the newest record seen; null when none was.'),
    ('accepted_sessions', 'Sessions accepted, voided ones included.'),
    ('accepted_reactions', 'Reactions accepted, voided ones included.'),
    ('accepted_ratings', 'Ratings accepted, voided ones included.'),
    ('held_reactions', 'Reactions in force whose session is unknown; they count once it arrives.'),
    ('held_ratings', 'Ratings in force whose session is unknown; they count once it arrives.'),
    ('onset_before_treatment', 'Counted reactions with an onset before the treatment.'),
    ('rating_before_treatment', 'Counted ratings given before the treatment.')) AS clinic (name, meaning)
  LOOP
    EXECUTE format('COMMENT ON COLUMN raw.clinics.%I IS %L', c.name, c.meaning);
  END LOOP;
  FOR c IN SELECT * FROM (VALUES
    ('band_kind', 'OVERALL (latest rating of each session), WEEKS (latest within a band of weeks after treatment) or SESSION_NUMBER.'),
    ('band', 'Empty for OVERALL; 0-1, 2-4, 5-8, 9-12 or 13+ weeks; or 1, 2, 3 or 4+ for the number of the session.'),
    ('score_1', 'Sessions rated 1, very dissatisfied.'),
    ('score_2', 'Sessions rated 2.'),
    ('score_3', 'Sessions rated 3.'),
    ('score_4', 'Sessions rated 4.'),
    ('score_5', 'Sessions rated 5, very satisfied.'),
    ('improvement_1', 'Sessions with improvement (GAIS) 1, very much improved.'),
    ('improvement_2', 'Sessions with improvement (GAIS) 2, much improved.'),
    ('improvement_3', 'Sessions with improvement (GAIS) 3, improved.'),
    ('improvement_4', 'Sessions with improvement (GAIS) 4, no change.'),
    ('improvement_5', 'Sessions with improvement (GAIS) 5, worse.')) AS band (name, meaning)
  LOOP
    EXECUTE format('COMMENT ON COLUMN raw.rating_bands.%I IS %L', c.name, c.meaning);
  END LOOP;
END
$$;
