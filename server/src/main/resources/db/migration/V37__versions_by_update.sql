-- Leads searches for versions: to the newest ones of a workspace, to those with a tag. Placeholders as in V1.
ALTER TABLE model_versions ADD COLUMN workspace_id BIGINT NOT NULL DEFAULT 1;
UPDATE model_versions SET workspace_id = (SELECT m.workspace_id FROM registered_models m WHERE m.id = model);
CREATE INDEX model_versions_by_update ON model_versions (workspace_id, last_update_time);
-- [jooq ignore start]
CREATE INDEX model_version_tags_by_value ON model_version_tags (name, substr(value, 1, 200));
-- [jooq ignore stop]
