-- Leads searches for registered models to those with a tag. Placeholders as in V1.
-- [jooq ignore start]
CREATE INDEX registered_model_tags_by_value ON registered_model_tags (name, substr(value, 1, 200));
-- [jooq ignore stop]
