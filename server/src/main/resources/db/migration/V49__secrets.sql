-- Secrets, in scopes of workspaces. name_key: the name in lower case. users_permission: what everybody may do with a scope
-- who uses the workspace. Placeholders as in V1.
CREATE TABLE secret_scopes (
  scope_id ${text} NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  users_permission ${text},
  UNIQUE (workspace_id, name_key)
);

-- sealed: the value, which nobody reads who has the database alone.
CREATE TABLE secrets (
  scope_id ${text} NOT NULL REFERENCES secret_scopes (scope_id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  name_key ${text} NOT NULL,
  sealed ${text} NOT NULL,
  last_update_time BIGINT NOT NULL,
  PRIMARY KEY (scope_id, name_key)
);

-- Who may do what with a scope: READ, WRITE, MANAGE.
CREATE TABLE secret_acls (
  scope_id ${text} NOT NULL REFERENCES secret_scopes (scope_id) ON DELETE CASCADE,
  principal BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  permission ${text} NOT NULL,
  PRIMARY KEY (scope_id, principal)
) ${clustered};
CREATE INDEX secret_acls_by_principal ON secret_acls (principal);
