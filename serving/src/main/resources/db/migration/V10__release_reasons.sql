-- Why a release hides counts, for those who make releases: in numbers only, and no part of what analysts read.

CREATE TABLE raw.release_reasons (
  release_no integer NOT NULL REFERENCES release.releases,
  setting text NOT NULL,
  own bigint NOT NULL CHECK (own >= 0),
  others bigint NOT NULL CHECK (others >= 0),
  withdrawn bigint NOT NULL CHECK (withdrawn >= 0),
  PRIMARY KEY (release_no, setting)
);
REVOKE UPDATE, DELETE ON raw.release_reasons FROM dermavigil_writer;
COMMENT ON TABLE raw.release_reasons IS 'Why each release hides counts, by setting. Releases of before this was kept have no row.';
COMMENT ON COLUMN raw.release_reasons.release_no IS 'Number of the release.';
COMMENT ON COLUMN raw.release_reasons.setting IS 'CLINIC or HOME.';
COMMENT ON COLUMN raw.release_reasons.own IS 'Counts that are small, or give a small difference or an older number''s change away.';
COMMENT ON COLUMN raw.release_reasons.others IS 'Counts hidden because others could be worked out with them.';
COMMENT ON COLUMN raw.release_reasons.withdrawn IS 'Counts of periods of which nothing new is said, because no proof was found that it would be safe.';

CREATE VIEW serving.release_reasons AS
SELECT release_no, setting, own, others, withdrawn FROM raw.release_reasons;
COMMENT ON VIEW serving.release_reasons IS 'Why each release hides counts, by setting; for those who make releases, not for analysts.';
COMMENT ON COLUMN serving.release_reasons.release_no IS 'Number of the release.';
COMMENT ON COLUMN serving.release_reasons.setting IS 'CLINIC or HOME.';
COMMENT ON COLUMN serving.release_reasons.own IS 'Counts that are small, or give a small difference or an older number''s change away.';
COMMENT ON COLUMN serving.release_reasons.others IS 'Counts hidden because others could be worked out with them.';
COMMENT ON COLUMN serving.release_reasons.withdrawn IS 'Counts of periods of which nothing new is said, because no proof was found that it would be safe.';
