-- Traces in the trash. Placeholders as in V1.

-- A trace in the trash keeps its row and all that belongs to it, hidden by is_deleted = 1. Its trace_id is then one that
-- nobody can ask for, as are the ids of its assessments, so that the trace can be sent again.
ALTER TABLE traces ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0;
DROP INDEX traces_by_time;
CREATE INDEX traces_by_time ON traces (experiment_id, is_deleted, request_time DESC, trace_id);

-- What is in the trash, by the number of the trace; trace_id is the one that it had. lifecycle_stage is deleted, or
-- purging once it has to go.
CREATE TABLE deleted_traces (
  id BIGINT NOT NULL PRIMARY KEY REFERENCES traces (id),
  trace_id ${text} NOT NULL,
  experiment_id BIGINT NOT NULL,
  lifecycle_stage ${text} NOT NULL,
  deleted_time BIGINT NOT NULL,
  UNIQUE (trace_id, experiment_id)
);
CREATE INDEX deleted_traces_by_experiment ON deleted_traces (experiment_id, id);
CREATE INDEX deleted_traces_by_time ON deleted_traces (deleted_time);
