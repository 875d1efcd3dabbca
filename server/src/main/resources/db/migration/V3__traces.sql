-- Traces: spans, assessments, links. Placeholders as in V1.

-- One row a trace. What is often searched or added up stands in columns, as copies of tags and metadata, which are
-- whole in their own tables. Times and durations are milliseconds. is_final = 1 once a client has told of the trace
-- itself (start_trace); until then spans alone decide its times and its state.
CREATE TABLE traces (
  id ${identity},
  trace_id ${text} NOT NULL UNIQUE,
  experiment_id BIGINT NOT NULL REFERENCES experiments (id),
  client_request_id ${text},
  state ${text} NOT NULL,
  request_time BIGINT NOT NULL,
  execution_duration BIGINT,
  request_preview ${text},
  response_preview ${text},
  is_final INTEGER NOT NULL,
  name ${text},
  session ${text},
  input_tokens BIGINT,
  output_tokens BIGINT,
  total_tokens BIGINT,
  cache_read_input_tokens BIGINT,
  cache_creation_input_tokens BIGINT
);
CREATE INDEX traces_by_time ON traces (experiment_id, request_time DESC, trace_id);
CREATE INDEX traces_by_session ON traces (session, experiment_id);
CREATE INDEX traces_by_client_request ON traces (client_request_id);

-- What belongs to a trace has no foreign keys where rows come by the hundred (as in V1): a trace is only ever deleted
-- together with it.
CREATE TABLE trace_tags (
  trace BIGINT NOT NULL,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (trace, name)
) ${clustered};

CREATE TABLE trace_metadata (
  trace BIGINT NOT NULL,
  name ${text} NOT NULL,
  value ${text} NOT NULL,
  PRIMARY KEY (trace, name)
) ${clustered};

-- The tags and the metadata of a trace as they are sent, each a JSON object: a row costs more than what is in it. NULL
-- where they are many, which are read from their own tables. An identity, since that is what SQLite keeps rows by.
CREATE TABLE trace_texts (
  trace ${identity},
  tags ${text},
  metadata ${text}
);

-- One narrow row a span, which searches and sums read. Ids are the eight bytes of the wire; a root has parent 0. Times
-- are nanoseconds, an end of 0 is a span that has not ended. The length is that of the content, in UTF-16 units.
CREATE TABLE spans (
  trace BIGINT NOT NULL,
  span_id BIGINT NOT NULL,
  parent_id BIGINT NOT NULL,
  name ${text} NOT NULL,
  type ${text} NOT NULL,
  status ${text} NOT NULL,
  start_time BIGINT NOT NULL,
  end_time BIGINT NOT NULL,
  content_length INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (trace, span_id)
) ${clustered};

-- A span whole: the JSON text that it is answered with. The texts of a trace are read in a row. Not clustered: SQLite
-- puts what is longer than a quarter of a page into pages of its own in a clustered table.
CREATE TABLE span_contents (
  trace BIGINT NOT NULL,
  span_id BIGINT NOT NULL,
  content ${text} NOT NULL,
  PRIMARY KEY (trace, span_id)
);

-- What the few spans that called a model say of it: tokens, costs in dollars.
CREATE TABLE span_usage (
  trace BIGINT NOT NULL,
  span_id BIGINT NOT NULL,
  model_name ${text},
  model_provider ${text},
  input_tokens BIGINT,
  output_tokens BIGINT,
  total_tokens BIGINT,
  cache_read_input_tokens BIGINT,
  cache_creation_input_tokens BIGINT,
  input_cost DOUBLE PRECISION,
  output_cost DOUBLE PRECISION,
  total_cost DOUBLE PRECISION,
  PRIMARY KEY (trace, span_id)
) ${clustered};

-- Which traces may have something, by hashes of tags, metadata, names, types, states and attributes of spans, values of
-- assessments, and of their experiments and states (TraceTerms). A block is 1,024 numbers of traces in a row; traces are
-- the low ten bits of those that have the term, two bytes each, ascending, or 128 bytes with a bit for each number where
-- these are 64 and more. What is here may be out of date, so that what it leads to is always looked at.
CREATE TABLE trace_terms (
  block BIGINT NOT NULL,
  term BIGINT NOT NULL,
  traces ${bytes} NOT NULL,
  PRIMARY KEY (block, term)
) ${clustered};

-- When traces began, by block: for each eighth of it the oldest and the newest time, eight bytes each, which the traces
-- there are between. Mostly numbers are given in the order of time, so that a search by time looks at few of them.
CREATE TABLE trace_times (
  block BIGINT NOT NULL PRIMARY KEY,
  times ${bytes} NOT NULL
);

-- What is not among trace_terms yet: some terms of a trace, eight bytes each. A trace has hundreds of them; put in their
-- places for many traces at once they cost a tenth. Rows stay for a fraction of a second.
CREATE TABLE pending_terms (
  id ${identity},
  trace BIGINT NOT NULL,
  terms ${bytes} NOT NULL
);
CREATE INDEX pending_terms_by_trace ON pending_terms (trace);

-- value, error and metadata are JSON. number is what a value counts as in sums and comparisons, if anything. An
-- assessment with a session is about every trace of it.
CREATE TABLE assessments (
  id ${identity},
  assessment_id ${text} NOT NULL UNIQUE,
  trace BIGINT NOT NULL REFERENCES traces (id),
  name ${text} NOT NULL,
  kind ${text} NOT NULL,
  value ${text},
  number DOUBLE PRECISION,
  error ${text},
  source_type ${text} NOT NULL,
  source_id ${text},
  rationale ${text},
  metadata ${text},
  session ${text},
  span_id ${text},
  run_id ${text},
  overrides ${text},
  is_valid INTEGER NOT NULL,
  creation_time BIGINT NOT NULL,
  last_update_time BIGINT NOT NULL
);
CREATE INDEX assessments_by_trace ON assessments (trace, name);
CREATE INDEX assessments_by_session ON assessments (name, session);
CREATE INDEX assessments_by_run ON assessments (run_id);

CREATE TABLE trace_runs (
  trace BIGINT NOT NULL REFERENCES traces (id),
  run_id ${text} NOT NULL,
  PRIMARY KEY (trace, run_id)
) ${clustered};
CREATE INDEX trace_runs_by_run ON trace_runs (run_id);

CREATE TABLE trace_prompts (
  trace BIGINT NOT NULL REFERENCES traces (id),
  name ${text} NOT NULL,
  version ${text} NOT NULL,
  PRIMARY KEY (trace, name, version)
) ${clustered};
CREATE INDEX trace_prompts_by_prompt ON trace_prompts (name, version);
