-- The keys that data are encrypted with, each encrypted itself with a key that is not in the database. kek_id says with
-- which; a renewable key makes room for a new one when keys are rotated, and is kept to read with once it is retired.
CREATE TABLE data_keys (
  key_id ${text} NOT NULL PRIMARY KEY,
  purpose ${text} NOT NULL,
  renewable INTEGER NOT NULL,
  kek_id ${text} NOT NULL,
  wrapped ${text} NOT NULL,
  created_at BIGINT NOT NULL,
  retired_at BIGINT
);
CREATE UNIQUE INDEX data_keys_in_use ON data_keys (purpose) WHERE retired_at IS NULL;
