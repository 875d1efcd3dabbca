-- Lineage: the row of the version that one was copied from, ways from data sets and logged models back to what they were
-- used for, and what clients tell. Placeholders as in V1.
ALTER TABLE model_versions ADD COLUMN copied_from BIGINT REFERENCES model_versions (id) ON DELETE SET NULL;
CREATE INDEX model_versions_by_origin ON model_versions (copied_from);
CREATE INDEX datasets_by_name ON datasets (name, digest);
CREATE INDEX dataset_inputs_by_dataset ON dataset_inputs (dataset_id);
CREATE INDEX run_model_inputs_by_model ON run_model_inputs (model_id);
CREATE INDEX run_model_outputs_by_model ON run_model_outputs (model_id);
-- [jooq ignore start]
CREATE INDEX logged_model_metrics_by_dataset ON logged_model_metrics (dataset_name, dataset_digest)
  WHERE dataset_name IS NOT NULL;
UPDATE model_versions SET copied_from = origin.id
  FROM (SELECT o.id, m.workspace_id, 'models:/' || m.name || '/' || o.version AS uri
        FROM model_versions o JOIN registered_models m ON m.id = o.model WHERE o.stage <> 'Deleted_Internal') origin
  WHERE model_versions.source LIKE 'models:/%' AND origin.uri = model_versions.source
    AND origin.workspace_id = model_versions.workspace_id;
-- [jooq ignore stop]

-- What clients and other features tell of versions: of what they are made (UPSTREAM), or where they are used
-- (DOWNSTREAM). kind and id: a job, a notebook, an endpoint, a table. detail: which run of a job, and the like.
CREATE TABLE lineage_told (
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  direction ${text} NOT NULL,
  kind ${text} NOT NULL,
  id ${text} NOT NULL,
  detail ${text},
  time BIGINT NOT NULL,
  told_by ${text} NOT NULL,
  PRIMARY KEY (model, version, direction, kind, id)
) ${clustered};
CREATE INDEX lineage_told_by_thing ON lineage_told (kind, id);

-- The time at which somebody set a tag of a catalog or a schema, and who.
CREATE TABLE securable_tags (
  securable BIGINT NOT NULL REFERENCES securables (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by ${text} NOT NULL,
  PRIMARY KEY (securable, name)
) ${clustered};
