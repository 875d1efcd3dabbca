-- Leads to what was done last in a workspace. Placeholders as in V1.
ALTER TABLE model_activities ADD COLUMN workspace_id BIGINT NOT NULL DEFAULT 1;
UPDATE model_activities SET workspace_id = (SELECT m.workspace_id FROM registered_models m WHERE m.id = model);
CREATE INDEX model_activities_by_workspace ON model_activities (workspace_id, id);
