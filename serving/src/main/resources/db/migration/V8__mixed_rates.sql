-- A rate of two counts of different releases is of no one moment: the view says so.

CREATE OR REPLACE VIEW release.side_effects AS
WITH wide AS (
  SELECT release_no, period_kind, period_start, setting, condition, skin_type,
    max(patients) FILTER (WHERE measure = 'PATIENTS') AS patients,
    max(patients) FILTER (WHERE measure = 'ANY') AS any_patients,
    max(patients) FILTER (WHERE measure = 'ADVERSE') AS adverse_patients,
    max(coalesce(carried_from, release_no)) FILTER (WHERE measure = 'PATIENTS') AS patients_of,
    max(coalesce(carried_from, release_no)) FILTER (WHERE measure = 'ANY') AS any_of,
    max(coalesce(carried_from, release_no)) FILTER (WHERE measure = 'ADVERSE') AS adverse_of,
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
  suppressed,
  coalesce(any_patients IS NOT NULL AND patients > 0 AND any_of <> patients_of, false) AS any_rate_mixed,
  coalesce(adverse_patients IS NOT NULL AND patients > 0 AND adverse_of <> patients_of, false) AS adverse_rate_mixed
FROM wide;
COMMENT ON COLUMN release.side_effects.any_rate_mixed IS 'True when any_patients and patients are of different releases, one of them carried: any_rate is then of no one moment.';
COMMENT ON COLUMN release.side_effects.adverse_rate_mixed IS 'True when adverse_patients and patients are of different releases, one of them carried: adverse_rate is then of no one moment.';
