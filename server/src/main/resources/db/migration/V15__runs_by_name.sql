-- Leads searches for the runs and models of a name to them. Of the beginnings of names, since PostgreSQL's indexes take no
-- texts of more than 2,700 bytes.
-- [jooq ignore start]
CREATE INDEX runs_by_name ON runs (experiment_id, substr(name, 1, 200));
DROP INDEX logged_models_by_name;
CREATE INDEX logged_models_by_name ON logged_models (experiment_id, substr(name, 1, 200));
-- [jooq ignore stop]
