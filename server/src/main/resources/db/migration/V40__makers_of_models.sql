-- Who made a registered model or a version of one, NULL where nobody knows. Placeholders as in V1.
ALTER TABLE registered_models ADD COLUMN user_name ${text};
ALTER TABLE model_versions ADD COLUMN user_name ${text};
UPDATE registered_models SET user_name = (SELECT MIN(a.user_name) FROM model_activities a
  WHERE a.model = registered_models.id AND a.kind = 'MODEL_CREATED');
UPDATE model_versions SET user_name = (SELECT MIN(a.user_name) FROM model_activities a
  WHERE a.model = model_versions.model AND a.version = model_versions.version AND a.kind = 'VERSION_CREATED');
