-- People. username_key is the name in lower case; password_hash is Argon2id's own text with its parameters and salt.
CREATE TABLE users (
  id ${identity},
  username ${text} NOT NULL,
  username_key ${text} NOT NULL UNIQUE,
  password_hash ${text} NOT NULL,
  is_admin INTEGER NOT NULL,
  creation_time BIGINT NOT NULL
);

-- With what programs call in somebody's name. The digest is the SHA-256 of the token, which nobody else has.
CREATE TABLE access_tokens (
  token_id ${text} NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  digest ${text} NOT NULL UNIQUE,
  comment ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  expiry_time BIGINT
);
CREATE INDEX access_tokens_by_user ON access_tokens (user_id, creation_time);

-- Browsers that are signed in. The digest is the SHA-256 of what their cookie holds.
CREATE TABLE browser_sessions (
  session_id ${text} NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  digest ${text} NOT NULL UNIQUE,
  browser ${text} NOT NULL,
  address ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  expiry_time BIGINT NOT NULL
);
CREATE INDEX browser_sessions_by_user ON browser_sessions (user_id, creation_time);
CREATE INDEX browser_sessions_by_expiry ON browser_sessions (expiry_time);
