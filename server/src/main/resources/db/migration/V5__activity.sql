-- Signs of life of runs, the stream of changes, the trash. Placeholders as in V1.

-- When the run was last written to, or said that it lives; behind by half a minute at most (Activity).
ALTER TABLE runs ADD COLUMN last_activity BIGINT;
CREATE INDEX runs_under_way ON runs (id) WHERE status = 'RUNNING';

-- The log of changes that clients watch (dev.cairn.live): bounded, the oldest go. Numbers are in the order of the
-- commits and without gaps. run_id is empty for the experiment itself; experiment_id is -1 where changes may have been
-- lost.
CREATE TABLE live_changes (
  id BIGINT NOT NULL PRIMARY KEY,
  experiment_id BIGINT NOT NULL,
  run_id ${text} NOT NULL,
  time BIGINT NOT NULL,
  content ${text} NOT NULL
);
CREATE INDEX live_changes_by_experiment ON live_changes (experiment_id, id);

CREATE TABLE live_clock (
  last BIGINT NOT NULL
);
INSERT INTO live_clock (last) VALUES (0);

-- Servers that are up, or ended without a word.
CREATE TABLE live_servers (
  server ${text} NOT NULL PRIMARY KEY,
  seen BIGINT NOT NULL
);

-- What is being purged (dev.cairn.trash): its stage is purging, so that nobody sees it any more; artifacts go first,
-- then rows, then the entry here.
CREATE TABLE purges (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  kind ${text} NOT NULL,
  item BIGINT NOT NULL,
  marked_time BIGINT NOT NULL,
  UNIQUE (kind, item)
);
CREATE INDEX model_versions_by_logged_model ON model_versions (model_id);
