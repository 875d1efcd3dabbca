-- Tracking: experiments, runs and what is logged to them. One file for SQLite and PostgreSQL; the placeholders
-- are what differs: an identity column, a table clustered by its key, bytes.

CREATE TABLE workspaces (
  id ${identity},
  name VARCHAR NOT NULL UNIQUE
);
INSERT INTO workspaces (name) VALUES ('default');

CREATE TABLE experiments (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name VARCHAR NOT NULL,
  artifact_location VARCHAR NOT NULL,
  lifecycle_stage VARCHAR NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  UNIQUE (workspace_id, name)
);

CREATE TABLE experiment_tags (
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (experiment_id, name)
) ${clustered};

CREATE TABLE runs (
  id ${identity},
  run_id VARCHAR NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name VARCHAR NOT NULL,
  user_id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  start_time BIGINT,
  end_time BIGINT,
  lifecycle_stage VARCHAR NOT NULL,
  deleted_time BIGINT,
  artifact_uri VARCHAR NOT NULL
);
CREATE INDEX runs_by_experiment ON runs (experiment_id, start_time);

-- Metric, parameter and tag keys, each stored once.
CREATE TABLE names (
  id ${identity},
  name VARCHAR NOT NULL UNIQUE
);

-- What is logged to runs. These four tables have no foreign keys: runs are only ever deleted together with their rows
-- here, and a check per row doubles the cost of a batch on PostgreSQL.
CREATE TABLE run_params (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (run, name_id)
) ${clustered};

CREATE TABLE run_tags (
  run BIGINT NOT NULL,
  name_id BIGINT NOT NULL,
  value VARCHAR NOT NULL,
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
  name VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  source_type VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  schema_json VARCHAR,
  profile VARCHAR,
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
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (input_id, name)
) ${clustered};

CREATE TABLE logged_models (
  id ${identity},
  model_id VARCHAR NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  name VARCHAR NOT NULL,
  artifact_uri VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  status_message VARCHAR,
  model_type VARCHAR,
  source_run_id VARCHAR,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  lifecycle_stage VARCHAR NOT NULL
);
CREATE INDEX logged_models_by_experiment ON logged_models (experiment_id, creation_time);
CREATE INDEX logged_models_by_run ON logged_models (source_run_id);

CREATE TABLE logged_model_params (
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (model, name)
) ${clustered};

CREATE TABLE logged_model_tags (
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  PRIMARY KEY (model, name)
) ${clustered};

CREATE TABLE logged_model_metrics (
  id ${identity},
  model BIGINT NOT NULL REFERENCES logged_models (id),
  name VARCHAR NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  is_nan INTEGER NOT NULL,
  step BIGINT NOT NULL,
  timestamp BIGINT NOT NULL,
  run_id VARCHAR NOT NULL,
  dataset_name VARCHAR,
  dataset_digest VARCHAR
);
CREATE UNIQUE INDEX logged_model_metrics_once
  ON logged_model_metrics (model, name, timestamp, step, run_id);

CREATE TABLE run_model_inputs (
  run BIGINT NOT NULL REFERENCES runs (id),
  model_id VARCHAR NOT NULL,
  PRIMARY KEY (run, model_id)
) ${clustered};

CREATE TABLE run_model_outputs (
  run BIGINT NOT NULL REFERENCES runs (id),
  model_id VARCHAR NOT NULL,
  step BIGINT NOT NULL,
  PRIMARY KEY (run, model_id)
) ${clustered};
