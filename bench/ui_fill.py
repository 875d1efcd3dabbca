"""Fills Cairn's database (SQLite) with what the web UI is measured by: one experiment of very many runs.

    bench/ui_fill.py SQLITE_FILE --runs 100000 --keys 12000        prints the experiment's id

Each run has 20 metrics (8 that all have, 12 of the other keys), 10 params and 6 tags. Every tenth run is a parent of the
next four. The schema must be there: './cairn db migrate'. Standard library only.
"""

import argparse
import random
import sqlite3

import experiments
from runs import NEWEST, name_id

COMMON, RARE, PARAMS = 8, 12, 10
COMMON_METRICS = ["loss", "accuracy", "val_loss", "val_accuracy", "f1", "auc", "epoch_seconds", "learning_rate"]
COMMON_PARAMS = ["lr", "model", "depth", "dropout", "batch_size", "optimizer", "seed", "epochs", "width", "data"]
MODELS = ["resnet", "vit", "mlp", "xgboost", "lightgbm"]
STATUSES = ["FINISHED"] * 17 + ["FAILED", "KILLED", "RUNNING"]


def fill(file, runs, keys):
    chance = random.Random(7)
    db = sqlite3.connect(file)
    db.execute("PRAGMA synchronous = OFF")
    experiment = experiments.add(db, "very many runs")
    rare = [f"layer_{k // 12}/grad_{k % 12}" for k in range(keys - COMMON)]
    ids = {key: name_id(db, key) for key in COMMON_METRICS + rare + COMMON_PARAMS}
    notes = [("metrics", ids[key]) for key in COMMON_METRICS + rare] + [("params", ids[key]) for key in COMMON_PARAMS]
    parent = None
    for i in range(runs):
        began = NEWEST - (runs - i) * 60_000
        run_id = f"{chance.getrandbits(128):032x}"
        status = chance.choice(STATUSES)
        if i % 10 == 0:
            parent = run_id
        child_of = parent if 0 < i % 10 < 5 else None
        add_run(db, chance, experiment, (i, run_id, began, status, child_of), ids, rare)
    tags = ["mlflow.user", "mlflow.source.name", "mlflow.source.type", "mlflow.runName", "team", "stage", "mlflow.parentRunId"]
    notes += [("tags", name_id(db, key)) for key in tags]
    note(db, experiment, notes)
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print(experiment)


def add_run(db, chance, experiment, run, ids, rare):
    number, run_id, began, status, child_of = run
    name = f"{chance.choice(MODELS)}-{number:06d}"
    ended = None if status == "RUNNING" else began + chance.randrange(1_000, 9_000_000)
    row = db.execute(
        "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, end_time, lifecycle_stage,"
        " artifact_uri, parent_run_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'active', '', ?) RETURNING id",
        (run_id, experiment, name, chance.choice(["ana", "bo", "chen"]), status, began, ended, child_of),
    ).fetchone()[0]
    params = [1e-4 * chance.randrange(1, 100), chance.choice(MODELS), chance.randrange(1, 12), chance.random(), 2 ** chance.randrange(4, 10)]
    params += [chance.choice(["adam", "sgd"]), number, chance.randrange(10, 100), 2 ** chance.randrange(5, 11), "train-v3"]
    tags = {"mlflow.user": "ana", "mlflow.source.name": "train.py", "mlflow.source.type": "LOCAL", "mlflow.runName": name}
    tags |= {"team": chance.choice(["vision", "text"]), "stage": chance.choice("abc")}
    if child_of:
        tags["mlflow.parentRunId"] = child_of
    db.executemany(
        "INSERT INTO run_params VALUES (?, ?, ?)",
        [(row, ids[key], f"{value:.6g}" if isinstance(value, float) else str(value)) for key, value in zip(COMMON_PARAMS, params)],
    )
    db.executemany("INSERT INTO run_tags VALUES (?, ?, ?)", [(row, name_id(db, key), tags[key]) for key in tags])
    metrics = COMMON_METRICS + chance.sample(rare, RARE)
    db.executemany(
        "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)"
        " VALUES (?, ?, ?, 0, 0, ?, -1, 0)",
        [(row, ids[key], chance.random(), began) for key in metrics],
    )


def note(db, experiment, notes):
    db.executemany(
        "INSERT INTO experiment_keys (experiment_id, kind, name_id) VALUES (?, ?, ?)",
        [(experiment, kind, name) for kind, name in notes],
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=12_000)
    options = parser.parse_args()
    fill(options.file, options.runs, options.keys)


if __name__ == "__main__":
    main()
