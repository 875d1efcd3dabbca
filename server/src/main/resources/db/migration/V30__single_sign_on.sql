-- Whose account somebody has whom a provider of identities knows. The subject is the provider's name for a person, which
-- it gives to nobody else; the issuer is the provider's own name, or that of a proxy in front.
CREATE TABLE external_identities (
  issuer ${text} NOT NULL,
  subject ${text} NOT NULL,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  creation_time BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_identities_by_user ON external_identities (user_id);

-- Command lines that ask to be let in by somebody who is signed in to a browser (RFC 8628). The digest is the SHA-256 of
-- what the command line alone has; the user is who let it in.
CREATE TABLE device_codes (
  digest ${text} NOT NULL PRIMARY KEY,
  user_code ${text} NOT NULL UNIQUE,
  client ${text} NOT NULL,
  address ${text} NOT NULL,
  creation_time BIGINT NOT NULL,
  expiry_time BIGINT NOT NULL,
  next_poll_time BIGINT NOT NULL,
  is_refused INTEGER NOT NULL,
  user_id BIGINT REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX device_codes_by_expiry ON device_codes (expiry_time);
CREATE INDEX device_codes_by_address ON device_codes (address);

-- With what a program gets itself tokens that hold for a short time.
CREATE TABLE client_secrets (
  secret_id ${text} NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  digest ${text} NOT NULL UNIQUE,
  creation_time BIGINT NOT NULL,
  expiry_time BIGINT NOT NULL
);
CREATE INDEX client_secrets_by_user ON client_secrets (user_id, creation_time);

-- What a token lets its bearer do, `all-apis` or `read`, and with which secret a program got it.
ALTER TABLE access_tokens ADD COLUMN scope ${text} DEFAULT 'all-apis' NOT NULL;
ALTER TABLE access_tokens ADD COLUMN client_secret_id ${text} REFERENCES client_secrets (secret_id) ON DELETE CASCADE;
CREATE INDEX access_tokens_by_secret ON access_tokens (client_secret_id, expiry_time);

-- By which provider's word the browser came in; none where by a password.
ALTER TABLE browser_sessions ADD COLUMN issuer ${text};
