-- What endpoints keep of the requests that they answer. The rows lie in Parquet files below folder in the artifact
-- store; a file counts once it is named here. A table whose endpoint is gone is removed in the background with its
-- files. settings: an InferenceTable as JSON. day: such as 2026-11-28. Placeholders as in V1.
CREATE TABLE inference_tables (
  id ${identity},
  endpoint BIGINT REFERENCES serving_endpoints (id) ON DELETE SET NULL,
  folder ${text} NOT NULL,
  settings ${text} NOT NULL
);
CREATE UNIQUE INDEX inference_tables_by_endpoint ON inference_tables (endpoint);

CREATE TABLE inference_files (
  id ${identity},
  inference_table BIGINT NOT NULL REFERENCES inference_tables (id) ON DELETE CASCADE,
  path ${text} NOT NULL,
  day ${text} NOT NULL,
  first_time BIGINT NOT NULL,
  last_time BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  text_bytes BIGINT NOT NULL
);
CREATE INDEX inference_files_by_time ON inference_files (inference_table, last_time);
