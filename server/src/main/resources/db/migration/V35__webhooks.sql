-- Who is told what happens to models. is_managed: in the words of the managed platform, and not in MLflow's. events:
-- their names, each between two spaces. model: of which alone they are told. secret and authorization_header are sealed.
CREATE TABLE webhooks (
  webhook_id ${text} NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
  is_managed INTEGER NOT NULL,
  name ${text} NOT NULL,
  description ${text},
  url ${text} NOT NULL,
  events ${text} NOT NULL,
  status ${text} NOT NULL,
  model BIGINT REFERENCES registered_models (id) ON DELETE CASCADE,
  verifies_tls INTEGER NOT NULL,
  secret ${text},
  authorization_header ${text},
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL
);
CREATE INDEX webhooks_of ON webhooks (workspace_id, status);
CREATE INDEX webhooks_of_model ON webhooks (model);

-- What they are told: the outbox, and its log. since: from when on it may be tried.
CREATE TABLE webhook_deliveries (
  id ${identity},
  delivery_id ${text} NOT NULL UNIQUE,
  webhook_id ${text} NOT NULL REFERENCES webhooks (webhook_id) ON DELETE CASCADE,
  model BIGINT NOT NULL,
  model_name ${text} NOT NULL,
  event ${text} NOT NULL,
  body ${text} NOT NULL,
  status ${text} NOT NULL,
  attempts INTEGER NOT NULL,
  creation_time BIGINT NOT NULL,
  since BIGINT NOT NULL,
  attempt_time BIGINT,
  response_status INTEGER,
  error ${text}
);
CREATE INDEX webhook_deliveries_of ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, model, id) WHERE status = 'PENDING';
CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (creation_time);

-- What waits for one webhook about one model goes out in order. due: when its first is sent at the earliest; lease: until
-- when a server is at it.
CREATE TABLE webhook_queues (
  webhook_id ${text} NOT NULL REFERENCES webhooks (webhook_id) ON DELETE CASCADE,
  model BIGINT NOT NULL,
  due BIGINT NOT NULL,
  lease BIGINT NOT NULL,
  PRIMARY KEY (webhook_id, model)
);
CREATE INDEX webhook_queues_due ON webhook_queues (due);
