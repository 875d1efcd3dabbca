"""Experiments that are put into a server's database by SQL. Standard library only."""

import time

CREATED = 1_760_000_000_000
"""Milliseconds."""


def is_mlflow(db):
    """Whether the database is one of MLflow's own server, not of Cairn."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is not None


def add(db, kind):
    """Adds an experiment to either server's database; returns its id."""
    name, place = f"{kind} {time.time()}", "mlflow-artifacts:/x"
    if is_mlflow(db):
        experiment = db.execute("SELECT COALESCE(MAX(experiment_id), 0) + 1 FROM experiments").fetchone()[0]
        db.execute(
            "INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time,"
            " last_update_time, workspace) VALUES (?, ?, ?, 'active', ?, ?, 'default')",
            (experiment, name, place, CREATED, CREATED),
        )
        return experiment
    return db.execute(
        "INSERT INTO experiments (workspace_id, name, artifact_location, lifecycle_stage, creation_time,"
        " last_update_time) VALUES (1, ?, ?, 'active', ?, ?) RETURNING id",
        (name, place, CREATED, CREATED),
    ).fetchone()[0]
