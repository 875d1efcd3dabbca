-- Signs of life of runs. Placeholders as in V1.

-- When the run was last written to, or said that it lives; behind by half a minute at most (Activity).
ALTER TABLE runs ADD COLUMN last_activity BIGINT;
CREATE INDEX runs_under_way ON runs (id) WHERE status = 'RUNNING';
