-- Answers to writes that carried an Idempotency-Key, each stored in the transaction of its write. The name is a hash of
-- who called what under which key, the request one of what was asked; the answer is null only inside that transaction.
CREATE TABLE idempotency_keys (
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  request ${text} NOT NULL,
  answer ${bytes},
  creation_time BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
) ${clustered};
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (creation_time);
