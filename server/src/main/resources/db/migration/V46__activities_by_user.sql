-- Leads to what somebody did last in a workspace. Placeholders as in V1.
-- [jooq ignore start]
CREATE INDEX model_activities_by_user ON model_activities (workspace_id, lower(user_name), id);
-- [jooq ignore stop]
