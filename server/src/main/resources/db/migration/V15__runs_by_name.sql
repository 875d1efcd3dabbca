-- Leads a search for the runs of a name to them.
CREATE INDEX runs_by_name ON runs (experiment_id, name);
