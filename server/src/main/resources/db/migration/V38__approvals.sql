-- What was done to registered models, said about them and asked for: one row each, which stays when a version goes, and
-- goes with the model. subject is an alias, the key of a tag or a person with a permission; what was before and is since
-- then are stages, numbers of versions, or texts, and NULL for nothing. Placeholders as in V1.
CREATE TABLE model_activities (
  id ${identity},
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  version BIGINT,
  kind ${text} NOT NULL,
  subject ${text} NOT NULL,
  was ${text},
  became ${text},
  comment ${text} NOT NULL,
  user_name ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL
);
CREATE INDEX model_activities_by_model ON model_activities (model, id);
CREATE INDEX model_activities_by_version ON model_activities (model, version, id);
CREATE INDEX model_activities_by_subject ON model_activities (model, kind, subject, id);

-- Open requests that a version be moved to a stage or be given an alias: target of the kind STAGE or ALIAS. Whoever
-- decides one says so in the transaction that does what was asked for, which removes it.
CREATE TABLE model_requests (
  activity BIGINT NOT NULL PRIMARY KEY REFERENCES model_activities (id) ON DELETE CASCADE,
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  kind ${text} NOT NULL,
  target ${text} NOT NULL,
  creator_key ${text} NOT NULL,
  is_approved INTEGER NOT NULL DEFAULT 0,
  UNIQUE (model, version, kind, target, creator_key)
);
CREATE INDEX model_requests_by_creator ON model_requests (creator_key, activity);

-- What takes an approved request. by_another: nobody approves what they alone asked for.
CREATE TABLE model_approval_rules (
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  kind ${text} NOT NULL,
  target ${text} NOT NULL,
  by_another INTEGER NOT NULL,
  PRIMARY KEY (model, kind, target)
) ${clustered};
