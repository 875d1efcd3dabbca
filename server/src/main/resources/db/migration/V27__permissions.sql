-- What people may do. Roles belong to a workspace and are given to users; what is granted to one user is in a role of
-- their own, which has their user_id.
CREATE TABLE roles (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  description ${text},
  user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
  UNIQUE (workspace_id, name)
);
CREATE INDEX roles_by_user ON roles (user_id);

-- The types, patterns and permissions are MLflow's words.
CREATE TABLE role_permissions (
  id ${identity},
  role_id BIGINT NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  resource_type ${text} NOT NULL,
  resource_pattern ${text} NOT NULL,
  permission ${text} NOT NULL,
  UNIQUE (role_id, resource_type, resource_pattern)
);
CREATE INDEX role_permissions_by_resource ON role_permissions (resource_type, resource_pattern);

CREATE TABLE role_users (
  id ${identity},
  role_id BIGINT NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  UNIQUE (user_id, role_id)
);
CREATE INDEX role_users_by_role ON role_users (role_id);

-- What servers remember of somebody's rights holds as long as the sum of these two is the same.
CREATE TABLE rights_version (
  version BIGINT NOT NULL
);
INSERT INTO rights_version (version) VALUES (1);
ALTER TABLE users ADD COLUMN rights_version BIGINT NOT NULL DEFAULT 0;

INSERT INTO roles (workspace_id, name, description)
SELECT id, 'admin', 'May do everything in the workspace, and says who may do what' FROM workspaces
UNION ALL
SELECT id, 'user', 'Sees everything in the workspace, and creates experiments and models of their own' FROM workspaces;

INSERT INTO role_permissions (role_id, resource_type, resource_pattern, permission)
SELECT id, 'workspace', '*', CASE name WHEN 'admin' THEN 'MANAGE' ELSE 'USE' END FROM roles;

INSERT INTO role_users (role_id, user_id)
SELECT r.id, u.id FROM roles r CROSS JOIN users u WHERE r.workspace_id = 1 AND r.name = 'user';
