-- Tracking: experiments, runs and what is logged to them. One file for SQLite and PostgreSQL; the placeholders
-- are what differs: an identity column, a table clustered by its key, bytes, and texts in the order of their bytes
-- (which SQLite's are, and PostgreSQL's only where nobody chose a language).

CREATE TABLE workspaces (
  id ${identity},
  name ${text} NOT NULL UNIQUE
);
INSERT INTO workspaces (name) VALUES ('default');

CREATE TABLE experiments (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  artifact_location ${text} NOT NULL,
  lifecycle_stage ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  UNIQUE (workspace_id, name)
);

CREATE TABLE experiment_tags (
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (experiment_id, name)
) ${clustered};

CREATE TABLE runs (
  id ${identity},
  run_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name ${text} NOT NULL,
  user_id ${text} NOT NULL,
  status ${text} NOT NULL,
  start_time BIGINT,
  end_time BIGINT,
  lifecycle_stage ${text} NOT NULL,
  deleted_time BIGINT,
  artifact_uri ${text} NOT NULL
);
CREATE INDEX runs_by_experiment ON runs (experiment_id, lifecycle_stage, start_time, run_id);

-- Metric, parameter and tag keys, each stored once.
CREATE TABLE names (
  id ${identity},
  name ${text} NOT NULL UNIQUE
);

-- What is logged to runs. These four tables have no foreign keys: runs are only ever deleted together with their rows
-- here, and a check per row doubles the cost of a batch on PostgreSQL.
CREATE TABLE run_params (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (run, name_id)
) ${clustered};

CREATE TABLE run_tags (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (run, name_id)
) ${clustered};

-- One row a series: its latest point (greatest step, then timestamp, then value) and the chunk that is being filled.
-- A series of one point has no chunk (-1); when others come, that point moves to first_*, whose step is null in a series
-- that began with a batch. NaN is stored as 0 with is_nan = 1, because SQLite has no NaN; as first_value it is null.
CREATE TABLE metric_series (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  is_nan INTEGER NOT NULL,
  step BIGINT NOT NULL,
  timestamp BIGINT NOT NULL,
  chunk BIGINT NOT NULL,
  chunk_bytes BIGINT NOT NULL,
  first_value DOUBLE PRECISION,
  first_step BIGINT,
  first_timestamp BIGINT,
  PRIMARY KEY (run, name_id)
) ${clustered};

-- The other points of a series in the order they arrived, some tens to a chunk (format: Points).
CREATE TABLE metric_chunks (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  chunk BIGINT NOT NULL,
  points ${bytes} NOT NULL,
  PRIMARY KEY (run, name_id, chunk)
) ${clustered};

CREATE TABLE datasets (
  id ${identity},
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name ${text} NOT NULL,
  digest ${text} NOT NULL,
  source_type ${text} NOT NULL,
  source ${text} NOT NULL,
  schema_json ${text},
  profile ${text},
  UNIQUE (experiment_id, name, digest)
);

CREATE TABLE dataset_inputs (
  id ${identity},
  run BIGINT NOT NULL REFERENCES runs (id),
  dataset_id BIGINT NOT NULL REFERENCES datasets (id),
  UNIQUE (run, dataset_id)
);

CREATE TABLE dataset_input_tags (
  input_id BIGINT NOT NULL REFERENCES dataset_inputs (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (input_id, name)
) ${clustered};

CREATE TABLE logged_models (
  id ${identity},
  model_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name ${text} NOT NULL,
  artifact_uri ${text} NOT NULL,
  status ${text} NOT NULL,
  status_message ${text},
  model_type ${text},
  source_run_id ${text},
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  lifecycle_stage ${text} NOT NULL
);
CREATE INDEX logged_models_by_experiment ON logged_models (experiment_id, creation_time);
CREATE INDEX logged_models_by_run ON logged_models (source_run_id);

CREATE TABLE logged_model_params (
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (model, name)
) ${clustered};

CREATE TABLE logged_model_tags (
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (model, name)
) ${clustered};

CREATE TABLE logged_model_metrics (
  id ${identity},
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name ${text} NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  is_nan INTEGER NOT NULL,
  step BIGINT NOT NULL,
  timestamp BIGINT NOT NULL,
  run_id ${text} NOT NULL,
  dataset_name ${text},
  dataset_digest ${text}
);
CREATE UNIQUE INDEX logged_model_metrics_once
  ON logged_model_metrics (model, name, timestamp, step, run_id);

CREATE TABLE run_model_inputs (
  run BIGINT NOT NULL REFERENCES runs (id),
  model_id ${text} NOT NULL,
  PRIMARY KEY (run, model_id)
) ${clustered};

CREATE TABLE run_model_outputs (
  run BIGINT NOT NULL REFERENCES runs (id),
  model_id ${text} NOT NULL,
  step BIGINT NOT NULL,
  PRIMARY KEY (run, model_id)
) ${clustered};
