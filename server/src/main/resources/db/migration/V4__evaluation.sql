-- Evaluation: data sets, scorers, label schemas, review queues, issues. Placeholders as in V1. Times are milliseconds.
-- What belongs to an experiment goes with its row, what belongs to a trace with the trace.

-- records counts the rows of evaluation_dataset_records. field_types is the JSON that clients know as the schema.
CREATE TABLE evaluation_datasets (
  id ${identity},
  dataset_id ${text} NOT NULL UNIQUE,
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  field_types ${text},
  records BIGINT NOT NULL,
  digest ${text} NOT NULL,
  created_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  created_by ${text},
  last_updated_by ${text}
);
CREATE INDEX evaluation_datasets_by_time ON evaluation_datasets (workspace_id, created_time DESC, dataset_id DESC);

CREATE TABLE evaluation_dataset_tags (
  dataset BIGINT NOT NULL REFERENCES evaluation_datasets (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (dataset, name)
) ${clustered};

CREATE TABLE evaluation_dataset_experiments (
  dataset BIGINT NOT NULL REFERENCES evaluation_datasets (id) ON DELETE CASCADE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  PRIMARY KEY (dataset, experiment_id)
) ${clustered};
CREATE INDEX evaluation_dataset_experiments_by_experiment ON evaluation_dataset_experiments (experiment_id);

-- The inputs are what a record is known by: input_hash is the SHA-256 of their canonical JSON. inputs, outputs,
-- expectations, tags and source are JSON as Python reads and writes it, with bare NaN; size counts their characters.
CREATE TABLE evaluation_dataset_records (
  id ${identity},
  dataset BIGINT NOT NULL REFERENCES evaluation_datasets (id) ON DELETE CASCADE,
  record_id ${text} NOT NULL,
  input_hash ${text} NOT NULL,
  size BIGINT NOT NULL,
  inputs ${text} NOT NULL,
  outputs ${text},
  expectations ${text},
  tags ${text} NOT NULL,
  source ${text},
  created_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  created_by ${text},
  last_updated_by ${text},
  UNIQUE (dataset, input_hash)
);
CREATE INDEX evaluation_dataset_records_in_order ON evaluation_dataset_records (dataset, created_time, record_id);

CREATE TABLE scorers (
  id ${identity},
  scorer_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  UNIQUE (experiment_id, name)
);

CREATE TABLE scorer_versions (
  scorer BIGINT NOT NULL REFERENCES scorers (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  serialized_scorer ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  PRIMARY KEY (scorer, version)
);

-- How a scorer is to score new traces by itself: this share of those that the filter finds.
CREATE TABLE online_scoring_configs (
  scorer BIGINT NOT NULL PRIMARY KEY REFERENCES scorers (id) ON DELETE CASCADE,
  config_id ${text} NOT NULL,
  sample_rate DOUBLE PRECISION NOT NULL,
  filter_string ${text}
);

-- A question to reviewers. input is the JSON of the widget that they answer it with.
CREATE TABLE label_schemas (
  id ${identity},
  schema_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  type ${text} NOT NULL,
  instruction ${text},
  enable_comment INTEGER NOT NULL,
  input ${text} NOT NULL,
  is_default INTEGER NOT NULL,
  created_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  UNIQUE (experiment_id, name)
);

-- name_key is the name in lower case: names differ in more than that.
CREATE TABLE review_queues (
  id ${identity},
  queue_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  type ${text} NOT NULL,
  created_by ${text},
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  UNIQUE (experiment_id, name_key)
);

CREATE TABLE review_queue_users (
  queue BIGINT NOT NULL REFERENCES review_queues (id) ON DELETE CASCADE,
  user_name ${text} NOT NULL,
  PRIMARY KEY (queue, user_name)
) ${clustered};
CREATE INDEX review_queue_users_by_name ON review_queue_users (user_name);

-- A schema that was deleted stays named here, as what was asked.
CREATE TABLE review_queue_schemas (
  queue BIGINT NOT NULL REFERENCES review_queues (id) ON DELETE CASCADE,
  schema_id ${text} NOT NULL,
  PRIMARY KEY (queue, schema_id)
) ${clustered};

CREATE TABLE review_queue_items (
  queue BIGINT NOT NULL REFERENCES review_queues (id) ON DELETE CASCADE,
  trace BIGINT NOT NULL REFERENCES traces (id) ON DELETE CASCADE,
  status ${text} NOT NULL,
  completed_by ${text},
  completed_time BIGINT,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  PRIMARY KEY (queue, trace)
) ${clustered};
CREATE INDEX review_queue_items_by_trace ON review_queue_items (trace);

-- root_causes and categories are JSON lists. severity_rank orders the severities, -1 for none.
CREATE TABLE issues (
  id ${identity},
  issue_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  description ${text} NOT NULL,
  status ${text} NOT NULL,
  severity ${text},
  severity_rank INTEGER NOT NULL,
  root_causes ${text},
  categories ${text},
  source_run_id ${text},
  created_by ${text},
  created_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL
);
CREATE INDEX issues_by_severity ON issues (experiment_id, severity_rank DESC, created_time DESC, issue_id DESC);

-- The traces of an issue: its assessments bear the issue's id as their name.
-- [jooq ignore start]
CREATE INDEX assessments_of_issues ON assessments (name, trace) WHERE kind = 'issue';
-- [jooq ignore stop]
