-- What tables of runs ask for. Placeholders as in V1.

-- The run that a run names as its parent, as its tag mlflow.parentRunId says; null where that is no id.
ALTER TABLE runs ADD COLUMN parent_run_id ${text};
-- [jooq ignore start]
UPDATE runs SET parent_run_id = (
  SELECT t.value FROM run_tags t JOIN names n ON n.id = t.name_id
  WHERE n.name = 'mlflow.parentRunId' AND t.run = runs.id AND length(t.value) BETWEEN 1 AND 64);
CREATE INDEX runs_by_parent ON runs (experiment_id, parent_run_id) WHERE parent_run_id IS NOT NULL;
-- [jooq ignore stop]

-- Under which keys the runs of an experiment ever logged something. kind is metrics, params or tags.
CREATE TABLE experiment_keys (
  experiment_id BIGINT NOT NULL,
  kind ${text} NOT NULL,
  name_id BIGINT NOT NULL,
  PRIMARY KEY (experiment_id, kind, name_id)
) ${clustered};
-- [jooq ignore start]
INSERT INTO experiment_keys (experiment_id, kind, name_id)
  SELECT DISTINCT r.experiment_id, 'metrics', s.name_id FROM runs r JOIN metric_series s ON s.run = r.id;
INSERT INTO experiment_keys (experiment_id, kind, name_id)
  SELECT DISTINCT r.experiment_id, 'params', p.name_id FROM runs r JOIN run_params p ON p.run = r.id;
INSERT INTO experiment_keys (experiment_id, kind, name_id)
  SELECT DISTINCT r.experiment_id, 'tags', t.name_id FROM runs r JOIN run_tags t ON t.run = r.id;
-- [jooq ignore stop]
