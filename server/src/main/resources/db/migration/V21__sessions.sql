-- What lists of sessions ask for. Placeholders as in V1.

-- The traces of each session of an experiment in the order of time; those without one are not in it.
CREATE INDEX traces_by_session_time ON traces (experiment_id, session, request_time)
  WHERE session IS NOT NULL AND is_deleted = 0;
