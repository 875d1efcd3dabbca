-- Which versions answer behind endpoints, for lineage; and what was done to endpoints, which goes with them. subject is an
-- entity, the number of a configuration or the key of a tag; what was before and is since then are numbers of versions or
-- texts, and NULL for nothing. Placeholders as in V1.
CREATE TABLE serving_versions (
  endpoint BIGINT NOT NULL REFERENCES serving_endpoints (id) ON DELETE CASCADE,
  entity ${text} NOT NULL,
  model BIGINT NOT NULL REFERENCES registered_models (id) ON DELETE CASCADE,
  version BIGINT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (endpoint, entity)
) ${clustered};
CREATE INDEX serving_versions_by_version ON serving_versions (model, version);

CREATE TABLE serving_events (
  id ${identity},
  endpoint BIGINT NOT NULL REFERENCES serving_endpoints (id) ON DELETE CASCADE,
  kind ${text} NOT NULL,
  subject ${text} NOT NULL,
  was ${text},
  became ${text},
  message ${text},
  user_name ${text} NOT NULL,
  creation_time BIGINT NOT NULL
);
CREATE INDEX serving_events_by_endpoint ON serving_events (endpoint, id);
