-- What is being purged, on its way. Placeholders as in V1.

-- What an item was before it was hidden, in case something turns out to need it: its stage and, of an experiment, its
-- name. begun is 1 once something of it may be gone, after which it is not put back.
ALTER TABLE purges ADD COLUMN stage ${text} NOT NULL DEFAULT 'deleted';
ALTER TABLE purges ADD COLUMN name ${text};
ALTER TABLE purges ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;

-- The trash is small, however many runs and models there are.
CREATE INDEX runs_in_trash ON runs (id) WHERE lifecycle_stage = 'deleted';
CREATE INDEX logged_models_in_trash ON logged_models (id) WHERE lifecycle_stage = 'deleted';
