-- What screens showed, kept under names. A view without an experiment is about all of them. name_key is the name in lower
-- case, by which views are listed.
CREATE TABLE saved_views (
  id ${identity},
  view_id ${text} NOT NULL UNIQUE,
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  experiment_id BIGINT REFERENCES experiments (id) ON DELETE CASCADE,
  screen ${text} NOT NULL,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  state ${text} NOT NULL,
  owner ${text} NOT NULL,
  is_shared INTEGER NOT NULL,
  created_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL
);

CREATE INDEX saved_views_by_screen ON saved_views (workspace_id, screen, experiment_id, name_key, view_id);
CREATE INDEX saved_views_by_owner ON saved_views (workspace_id, owner);
CREATE INDEX saved_views_by_experiment ON saved_views (experiment_id);
