-- secrets_of: the configuration whose secrets it has, which is another one where but its shares are others.
ALTER TABLE serving_configs ADD COLUMN secrets_of BIGINT NOT NULL DEFAULT 0;
UPDATE serving_configs SET secrets_of = version;
