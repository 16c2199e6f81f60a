-- Releases: the only thing that analysts read. A release is written once, in one transaction, and never changes.

CREATE TABLE release.releases (
  release_no integer PRIMARY KEY CHECK (release_no > 0),
  released_at timestamptz NOT NULL DEFAULT now(),
  as_of timestamptz NOT NULL,
  rule text NOT NULL,
  threshold integer NOT NULL CHECK (threshold >= 1),
  rules_version text NOT NULL
);
COMMENT ON TABLE release.releases IS 'The releases that were made, numbered from 1 without gaps.';
COMMENT ON COLUMN release.releases.release_no IS 'Number of the release.';
COMMENT ON COLUMN release.releases.released_at IS 'When it was made.';
COMMENT ON COLUMN release.releases.as_of IS 'State of the summaries from which it was made.';
COMMENT ON COLUMN release.releases.rule IS 'Name and version of the disclosure rule that was applied.';
COMMENT ON COLUMN release.releases.threshold IS 'Numbers of patients from 1 up to one less than this are never shown nor derivable.';
COMMENT ON COLUMN release.releases.rules_version IS 'Version of the rules under which the summaries were counted.';

CREATE TABLE release.cells (
  release_no integer NOT NULL REFERENCES release.releases,
  period_kind text NOT NULL CHECK (period_kind IN ('ALL', 'MONTH')),
  period_start date,
  setting text NOT NULL,
  condition text,
  skin_type text,
  measure text NOT NULL CHECK (measure IN ('PATIENTS', 'ANY', 'ADVERSE')),
  patients bigint CHECK (patients >= 0),
  state text NOT NULL CHECK (state IN ('SHOWN', 'CARRIED', 'SUPPRESSED')),
  carried_from integer REFERENCES release.releases,
  UNIQUE NULLS NOT DISTINCT (release_no, period_kind, period_start, setting, condition, skin_type, measure),
  CHECK ((period_kind = 'ALL') = (period_start IS NULL)),
  CHECK ((state = 'SUPPRESSED') = (patients IS NULL)),
  CHECK ((state = 'CARRIED') = (carried_from IS NOT NULL)),
  CHECK (carried_from < release_no)
);
COMMENT ON TABLE release.cells IS 'The published numbers of patients, one row a cell and measure.';
COMMENT ON COLUMN release.cells.release_no IS 'Number of the release.';
COMMENT ON COLUMN release.cells.period_kind IS 'ALL for all months together, MONTH for one month of treatment.';
COMMENT ON COLUMN release.cells.period_start IS 'First day of the month; null when period_kind is ALL.';
COMMENT ON COLUMN release.cells.setting IS 'CLINIC or HOME; never pooled.';
COMMENT ON COLUMN release.cells.condition IS 'Condition treated; null for all conditions.';
COMMENT ON COLUMN release.cells.skin_type IS 'Fitzpatrick skin type; null for all skin types.';
COMMENT ON COLUMN release.cells.measure IS 'PATIENTS treated, patients with ANY reaction, or patients with an ADVERSE reaction.';
COMMENT ON COLUMN release.cells.patients IS 'Distinct patients; null when suppressed.';
COMMENT ON COLUMN release.cells.state IS 'SHOWN as counted; CARRIED over from an earlier release because the change was too small to show; SUPPRESSED.';
COMMENT ON COLUMN release.cells.carried_from IS 'Release in which a carried value was first shown.';

-- Immutable: not even the role that wrote a release can change it, and its cells can only be written in the transaction that
-- wrote the release itself.

CREATE FUNCTION release.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'a release never changes' USING ERRCODE = 'integrity_constraint_violation';
END $$;
COMMENT ON FUNCTION release.refuse_change() IS 'Refuses to change or remove what was released.';

CREATE FUNCTION release.refuse_gap() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.release_no <> (SELECT coalesce(max(release_no), 0) + 1 FROM release.releases) THEN
    RAISE EXCEPTION 'releases are numbered without gaps' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION release.refuse_gap() IS 'Refuses a release number that is not the next one.';

CREATE FUNCTION release.refuse_late_cells() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM release.releases
    WHERE release_no IN (SELECT DISTINCT release_no FROM added) AND xmin <> pg_current_xact_id()::xid
  ) THEN
    RAISE EXCEPTION 'a release never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION release.refuse_late_cells() IS 'Refuses cells for a release of an earlier transaction.';

CREATE TRIGGER releases_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON release.releases
  FOR EACH STATEMENT EXECUTE FUNCTION release.refuse_change();
CREATE TRIGGER cells_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON release.cells
  FOR EACH STATEMENT EXECUTE FUNCTION release.refuse_change();
CREATE TRIGGER releases_have_no_gaps BEFORE INSERT ON release.releases
  FOR EACH ROW EXECUTE FUNCTION release.refuse_gap();
CREATE TRIGGER cells_come_with_their_release AFTER INSERT ON release.cells REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION release.refuse_late_cells();

CREATE FUNCTION release.wilson(successes bigint, trials bigint, side integer) RETURNS double precision
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN successes IS NULL OR trials IS NULL OR trials = 0 THEN NULL
    WHEN side < 0 AND successes = 0 THEN 0
    WHEN side > 0 AND successes = trials THEN 1
    ELSE (successes + 1.9207294103470621 + side * 1.959963984540054
          * sqrt(successes::double precision * (trials - successes) / trials + 0.96036470517353105))
         / (trials + 3.8414588206941242)
  END;
COMMENT ON FUNCTION release.wilson(bigint, bigint, integer) IS 'Limit of the 95 % Wilson interval: the lower for side -1, the upper for side 1; null without trials.';

CREATE VIEW release.side_effects AS
WITH wide AS (
  SELECT release_no, period_kind, period_start, setting, condition, skin_type,
    max(patients) FILTER (WHERE measure = 'PATIENTS') AS patients,
    max(patients) FILTER (WHERE measure = 'ANY') AS any_patients,
    max(patients) FILTER (WHERE measure = 'ADVERSE') AS adverse_patients,
    bool_or(state = 'SUPPRESSED') AS suppressed
  FROM release.cells
  GROUP BY release_no, period_kind, period_start, setting, condition, skin_type
)
SELECT release_no, period_kind, period_start, setting, condition, skin_type, patients,
  any_patients,
  any_patients::double precision / nullif(patients, 0) AS any_rate,
  release.wilson(any_patients, patients, -1) AS any_rate_low,
  release.wilson(any_patients, patients, 1) AS any_rate_high,
  adverse_patients,
  adverse_patients::double precision / nullif(patients, 0) AS adverse_rate,
  release.wilson(adverse_patients, patients, -1) AS adverse_rate_low,
  release.wilson(adverse_patients, patients, 1) AS adverse_rate_high,
  suppressed
FROM wide;
COMMENT ON VIEW release.side_effects IS 'Every release, a row a cell: patients treated and affected, with rates of patients and 95 % Wilson intervals.';
COMMENT ON COLUMN release.side_effects.release_no IS 'Number of the release.';
COMMENT ON COLUMN release.side_effects.period_kind IS 'ALL for all months together, MONTH for one month of treatment.';
COMMENT ON COLUMN release.side_effects.period_start IS 'First day of the month; null when period_kind is ALL.';
COMMENT ON COLUMN release.side_effects.setting IS 'CLINIC or HOME; never pooled.';
COMMENT ON COLUMN release.side_effects.condition IS 'Condition treated; null for all conditions.';
COMMENT ON COLUMN release.side_effects.skin_type IS 'Fitzpatrick skin type; null for all skin types.';
COMMENT ON COLUMN release.side_effects.patients IS 'Distinct patients treated; null when suppressed.';
COMMENT ON COLUMN release.side_effects.any_patients IS 'Patients with any reaction; null when suppressed.';
COMMENT ON COLUMN release.side_effects.any_rate IS 'any_patients / patients, 0..1; null when one of them is hidden or patients is 0.';
COMMENT ON COLUMN release.side_effects.any_rate_low IS 'Lower limit of the 95 % Wilson interval of any_rate.';
COMMENT ON COLUMN release.side_effects.any_rate_high IS 'Upper limit of the 95 % Wilson interval of any_rate.';
COMMENT ON COLUMN release.side_effects.adverse_patients IS 'Patients with an adverse reaction; null when suppressed.';
COMMENT ON COLUMN release.side_effects.adverse_rate IS 'adverse_patients / patients, 0..1; null when one of them is hidden or patients is 0.';
COMMENT ON COLUMN release.side_effects.adverse_rate_low IS 'Lower limit of the 95 % Wilson interval of adverse_rate.';
COMMENT ON COLUMN release.side_effects.adverse_rate_high IS 'Upper limit of the 95 % Wilson interval of adverse_rate.';
COMMENT ON COLUMN release.side_effects.suppressed IS 'True when something in the row is hidden.';

GRANT USAGE ON SCHEMA release TO dermavigil_writer, dermavigil_safety, dermavigil_analyst;
GRANT SELECT, INSERT ON release.releases, release.cells TO dermavigil_writer;
GRANT SELECT ON release.side_effects TO dermavigil_writer;
GRANT SELECT ON release.releases, release.cells, release.side_effects TO dermavigil_safety, dermavigil_analyst;
GRANT EXECUTE ON FUNCTION release.wilson(bigint, bigint, integer) TO dermavigil_writer, dermavigil_safety, dermavigil_analyst;
