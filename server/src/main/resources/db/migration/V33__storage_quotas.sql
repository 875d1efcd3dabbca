-- How many bytes of the artifact store a workspace may use, and uses; row 0 has the quota of those without one of their
-- own. quota: NULL for that one, -1 for none. used: NULL until the store was measured. added: what came in while it is
-- being measured by whoever has the token; epoch: another whenever that begins or ends.
CREATE TABLE storage_quotas (
  workspace_id BIGINT NOT NULL PRIMARY KEY,
  quota BIGINT,
  used BIGINT,
  added BIGINT NOT NULL DEFAULT 0,
  epoch BIGINT NOT NULL DEFAULT 0,
  token ${text} NOT NULL DEFAULT '',
  measured_at BIGINT NOT NULL DEFAULT 0,
  due BIGINT NOT NULL DEFAULT 0
);

-- What is on its way into the store, or out of it. previous: the bytes that it takes the place of, where they are known.
CREATE TABLE storage_reservations (
  reservation_id ${text} NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL,
  path ${text} NOT NULL,
  bytes BIGINT NOT NULL,
  previous BIGINT,
  epoch BIGINT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE INDEX storage_reservations_of ON storage_reservations (workspace_id);
