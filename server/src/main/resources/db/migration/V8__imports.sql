-- Imports from other servers: which experiment here is which one there, so that an import goes on where it stopped.
-- source names the database, folder or archive that was read; source_id is the experiment's id there.
CREATE TABLE imported_experiments (
  source ${text} NOT NULL,
  source_id ${text} NOT NULL,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id) ON DELETE CASCADE,
  PRIMARY KEY (source, source_id)
) ${clustered};
