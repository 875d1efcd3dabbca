-- Serving endpoints, and all that each was asked to serve. Placeholders as in V1.
CREATE TABLE serving_endpoints (
  id ${identity},
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  name ${text} NOT NULL,
  description ${text},
  creator ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL,
  last_version BIGINT NOT NULL,
  active_version BIGINT,
  UNIQUE (workspace_id, name)
);

CREATE TABLE serving_endpoint_tags (
  endpoint BIGINT NOT NULL REFERENCES serving_endpoints (id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (endpoint, name)
) ${clustered};

-- config: an EndpointConfig as JSON, without what the server says of states. models: when the model of each entity was
-- made, by which it is known from another one that gets its name. served: the versions that answered last.
-- outcome: PENDING, SERVING, SERVED, FAILED.
CREATE TABLE serving_configs (
  endpoint BIGINT NOT NULL REFERENCES serving_endpoints (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  config ${text} NOT NULL,
  models ${text} NOT NULL,
  served ${text},
  creator ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  outcome ${text} NOT NULL,
  message ${text},
  PRIMARY KEY (endpoint, version)
) ${clustered};
