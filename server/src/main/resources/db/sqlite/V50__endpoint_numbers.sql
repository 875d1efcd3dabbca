-- Numbers of endpoints are never given twice, which on PostgreSQL they never were: SQLite gave the number of the last one again
-- once that was deleted. Migrations look after no references, so that rows of other tables stay with their endpoint.
CREATE TABLE serving_endpoints_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name VARCHAR NOT NULL,
  description VARCHAR,
  creator VARCHAR NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  last_version BIGINT NOT NULL,
  active_version BIGINT,
  UNIQUE (workspace_id, name)
);
INSERT INTO serving_endpoints_anew
  (id, workspace_id, name, description, creator, creation_time, last_update_time, last_version, active_version)
SELECT id, workspace_id, name, description, creator, creation_time, last_update_time, last_version, active_version
FROM serving_endpoints;
DROP TABLE serving_endpoints;
ALTER TABLE serving_endpoints_anew RENAME TO serving_endpoints;
