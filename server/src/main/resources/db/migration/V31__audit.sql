-- What was done, in a chain: each seal is of the entry and of the seal before it.
CREATE TABLE audit_records (
  id ${identity},
  at BIGINT NOT NULL,
  entry ${text} NOT NULL,
  seal ${bytes} NOT NULL
);
CREATE INDEX audit_records_by_time ON audit_records (at);

-- In which blocks of records something is named, such as actor=ann.
CREATE TABLE audit_terms (
  term ${text} NOT NULL,
  block BIGINT NOT NULL,
  PRIMARY KEY (term, block)
) ${clustered};

-- The last record that was removed because of its age, from whose seal the chain goes on.
CREATE TABLE audit_removed (
  id BIGINT NOT NULL PRIMARY KEY,
  seal ${bytes} NOT NULL
);
