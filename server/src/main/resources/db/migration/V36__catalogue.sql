-- The catalogue: a metastore, in which catalogs, in which schemas, in which models lie. What a model is, is in
-- registered_models, under its full name in a workspace of their own, which nobody asks for.
INSERT INTO workspaces (id, name) VALUES (-1, '.catalogue');

-- full_name: the names of what it lies in and its own, with dots between; empty for the metastore. properties: JSON.
CREATE TABLE securables (
  id ${identity},
  parent BIGINT REFERENCES securables (id) ON DELETE CASCADE,
  kind ${text} NOT NULL,
  name ${text} NOT NULL,
  full_name ${text} NOT NULL UNIQUE,
  comment ${text},
  properties ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  created_by ${text} NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by ${text} NOT NULL
);
CREATE INDEX securables_by_parent ON securables (parent, full_name);
CREATE INDEX securables_by_kind ON securables (kind, full_name);
INSERT INTO securables (parent, kind, name, full_name, properties, created_at, created_by, updated_at, updated_by)
VALUES (NULL, 'METASTORE', 'cairn', '', '{}', 0, '', 0, '');
INSERT INTO securables (parent, kind, name, full_name, properties, created_at, created_by, updated_at, updated_by)
SELECT id, 'CATALOG', 'main', 'main', '{}', 0, '', 0, '' FROM securables WHERE full_name = '';
INSERT INTO securables (parent, kind, name, full_name, properties, created_at, created_by, updated_at, updated_by)
SELECT id, 'SCHEMA', 'default', 'main.default', '{}', 0, '', 0, '' FROM securables WHERE full_name = 'main';

-- The owner of a thing holds the privilege OWNER on it.
CREATE TABLE securable_grants (
  securable BIGINT NOT NULL REFERENCES securables (id) ON DELETE CASCADE,
  principal BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  privilege ${text} NOT NULL,
  PRIMARY KEY (principal, securable, privilege)
) ${clustered};
CREATE INDEX securable_grants_by_securable ON securable_grants (securable);

-- What the catalogue knows of a version beside the registry. folder: of the artifact store.
CREATE TABLE catalog_versions (
  securable BIGINT NOT NULL REFERENCES securables (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  status ${text} NOT NULL,
  folder ${text} NOT NULL,
  tracking_server ${text},
  created_at BIGINT NOT NULL,
  created_by ${text} NOT NULL,
  updated_at BIGINT NOT NULL,
  updated_by ${text} NOT NULL,
  PRIMARY KEY (securable, version)
) ${clustered};
CREATE INDEX catalog_versions_by_status ON catalog_versions (status, created_at);

-- Folders of versions that are gone, until they are emptied.
CREATE TABLE catalog_garbage (
  folder ${text} NOT NULL PRIMARY KEY
) ${clustered};
