-- What an account's row says of its reaction types tells which rows have vanished without looking at every one of them.

ALTER TABLE raw.side_effects ADD COLUMN reaction_types text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN raw.side_effects.reaction_types IS 'Reaction types that have a row in raw.reactions.';

UPDATE raw.side_effects a
   SET reaction_types = t.reaction_types
  FROM (SELECT account_key, array_agg(reaction_type ORDER BY reaction_type) AS reaction_types
          FROM raw.reactions GROUP BY account_key) t
 WHERE a.account_key = t.account_key;

-- One batch may change all rows of a page: their new versions find room beside the old ones, and so need no new entries in
-- the indexes.
ALTER TABLE raw.reactions SET (fillfactor = 45);
ALTER TABLE raw.side_effects SET (fillfactor = 45);

-- So small a table is never analysed otherwise, and the planner takes it for one of a thousand rows.
ALTER TABLE raw.reaction_types SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.01);
