-- Runs and logged models that were moved to another experiment keep their files where they are. is_moved = 1 says that the
-- folder there is the one that the server made for them, so that it goes with them. Placeholders as in V1.
ALTER TABLE runs ADD COLUMN is_moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logged_models ADD COLUMN is_moved INTEGER NOT NULL DEFAULT 0;
