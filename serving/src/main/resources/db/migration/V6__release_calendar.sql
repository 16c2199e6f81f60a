-- From when the calendar of releases counts while there is no release yet: a first release must not depend on a restart.

CREATE TABLE release.calendar (
  single_row boolean PRIMARY KEY DEFAULT true CHECK (single_row),
  since timestamptz NOT NULL DEFAULT now()
);
INSERT INTO release.calendar DEFAULT VALUES;
COMMENT ON TABLE release.calendar IS 'One row: since when releases are made by the calendar.';
COMMENT ON COLUMN release.calendar.single_row IS 'True; there is one row.';
COMMENT ON COLUMN release.calendar.since IS 'When the store was made; the first release is due on the first date of the calendar after it.';
REVOKE INSERT ON release.calendar FROM dermavigil_writer;
GRANT SELECT ON release.calendar TO dermavigil_writer, dermavigil_safety, dermavigil_analyst;
