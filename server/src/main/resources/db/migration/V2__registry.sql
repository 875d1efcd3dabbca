-- The registry: registered models, their versions and aliases. Placeholders as in V1.

-- last_version counts the versions that were ever made, so that no number is given twice.
CREATE TABLE registered_models (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  description ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  last_version BIGINT NOT NULL,
  UNIQUE (workspace_id, name)
);

CREATE TABLE registered_model_tags (
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (model, name)
) ${clustered};

-- A deleted version stays as a row in the stage Deleted_Internal, with what it was made of blotted out.
-- source is what the client gave, location the same once a models:/ URI in it is followed.
CREATE TABLE model_versions (
  id ${identity},
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  stage ${text} NOT NULL,
  description ${text},
  source ${text} NOT NULL,
  location ${text} NOT NULL,
  run_id ${text} NOT NULL,
  run_link ${text} NOT NULL,
  model_id ${text},
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  UNIQUE (model, version)
);
CREATE INDEX model_versions_by_stage ON model_versions (model, stage, version);
CREATE INDEX model_versions_by_run ON model_versions (run_id);

CREATE TABLE model_version_tags (
  version_id BIGINT NOT NULL REFERENCES model_versions (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (version_id, name)
) ${clustered};

CREATE TABLE model_aliases (
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  alias ${text} NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (model, alias)
) ${clustered};
