-- What is said of a workspace besides its name.
ALTER TABLE workspaces ADD COLUMN description ${text};
ALTER TABLE workspaces ADD COLUMN artifact_root ${text};
ALTER TABLE workspaces ADD COLUMN trace_archival_location ${text};
ALTER TABLE workspaces ADD COLUMN trace_archival_retention ${text};

-- Finds whose a folder of the artifact store is.
CREATE INDEX experiments_by_location ON experiments (artifact_location);
