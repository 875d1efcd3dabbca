"""Fills an MLflow SQLite database that 'mlflow db upgrade' made: runs with parameters, tags and metric points.

usage: fill_mlflow.py FILE [RUNS [POINTS]]     defaults: 10000 runs, 1000 points each in 10 metrics
The points of ten runs at a time are written in turns, as trainings that run side by side log them.
"""

import math
import random
import sqlite3
import sys

METRICS = 10
SIDE_BY_SIDE = 10
START = 1_700_000_000_000


def main():
    file = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    points = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000
    chance = random.Random(7)
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    columns = "experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time"
    database.executemany(
        f"INSERT INTO experiments ({columns}) VALUES (?, ?, ?, 'active', ?, ?)",
        [(i, f"experiment {i}" if i else "Default", f"mlflow-artifacts:/{i}", START, START) for i in range(10)],
    )
    for first in range(0, runs, SIDE_BY_SIDE):
        ids = ["%032x" % chance.getrandbits(128) for _ in range(min(SIDE_BY_SIDE, runs - first))]
        for number, run in enumerate(ids, first):
            add_run(database, run, number)
        add_points(database, ids, points // METRICS, chance)
        database.commit()
    database.close()


def add_run(database, run, number):
    experiment = number % 10
    database.execute(
        """INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,
           end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
           VALUES (?, ?, 'UNKNOWN', '', '', 'bench', 'FINISHED', ?, ?, '', 'active', ?, ?)""",
        (run, f"run-{number}", START + number, START + number + 1, f"mlflow-artifacts:/{experiment}/{run}/artifacts", experiment),
    )
    database.executemany(
        "INSERT INTO params (key, value, run_uuid) VALUES (?, ?, ?)",
        [(f"param_{i}", str(number * i % 97), run) for i in range(10)],
    )
    tags = [("mlflow.runName", f"run-{number}"), ("mlflow.user", "bench"), ("mlflow.source.name", "train.py"), ("team", "blue")]
    database.executemany("INSERT INTO tags (key, value, run_uuid) VALUES (?, ?, ?)", [(*tag, run) for tag in tags])


def add_points(database, runs, steps, chance):
    latest = {}
    for step in range(steps):
        rows = []
        for run in runs:
            for metric in range(METRICS):
                value = math.exp(-step / 40) + chance.random() / 10
                rows.append((f"metric_{metric}", value, START + step * 1_000, run, step, False))
        latest.update({(row[0], row[3]): row for row in rows})
        database.executemany("INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.executemany(
        "INSERT INTO latest_metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)", latest.values()
    )


if __name__ == "__main__":
    main()
