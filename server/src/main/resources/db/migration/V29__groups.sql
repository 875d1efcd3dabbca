-- Whoever may have roles is a row of users: people, programs (kind SERVICE_PRINCIPAL, with their application id as the
-- name), and groups (kind GROUP), whose username_key begins with a colon, which no other name has. Groups sign in
-- nowhere; others do as long as they are active. details are SCIM's words about them, in JSON.
ALTER TABLE users ADD COLUMN kind ${text} NOT NULL DEFAULT 'USER';
ALTER TABLE users ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN display_name ${text};
ALTER TABLE users ADD COLUMN external_id ${text};
ALTER TABLE users ADD COLUMN details ${text};
CREATE INDEX users_by_external_id ON users (external_id);

-- Who is in a group: people, programs and other groups.
CREATE TABLE group_members (
  group_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  member_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (member_id, group_id)
);
CREATE INDEX group_members_by_group ON group_members (group_id, member_id);
