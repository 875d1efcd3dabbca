-- Rollouts: a served entity that gets more of the requests of its endpoint, step by step; the newest of each endpoint.
-- plan: steps, times and limits as JSON. state: RUNNING, DONE, TURNED_BACK, ABORTED, REPLACED. Placeholders as in V1.
CREATE TABLE serving_rollouts (
  endpoint BIGINT NOT NULL REFERENCES serving_endpoints (id) ON DELETE CASCADE,
  config_version BIGINT NOT NULL,
  entity ${text} NOT NULL,
  plan ${text} NOT NULL,
  state ${text} NOT NULL,
  step BIGINT NOT NULL,
  step_time BIGINT NOT NULL,
  message ${text},
  creator ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  end_time BIGINT,
  PRIMARY KEY (endpoint)
) ${clustered};

-- How entities did in a step, as each process of a server has counted it.
CREATE TABLE serving_rollout_figures (
  endpoint BIGINT NOT NULL REFERENCES serving_rollouts (endpoint) ON DELETE CASCADE,
  step BIGINT NOT NULL,
  server ${text} NOT NULL,
  entity ${text} NOT NULL,
  sums ${text} NOT NULL,
  PRIMARY KEY (endpoint, step, server, entity)
) ${clustered};
