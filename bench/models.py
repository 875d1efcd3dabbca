"""Compares searches for logged models on Cairn and on MLflow's own server.

    bench/models.py fill SQLITE_FILE --models 10000     fills either server's database; prints the experiment's id
    bench/models.py measure URL EXPERIMENT              measures searches; prints a line for each

Both databases get the same models: 20 metrics (half of them on a data set), 10 params, 5 tags. Through the servers'
APIs that would take hours. The schema must be there: start the server once, then stop it. Standard library only.
"""

import random
import sqlite3

import experiments
import searches

NOW = 1_760_000_000_000
"""Milliseconds: when the first model was made; each one after it is a second younger."""

METRICS, PARAMS, TAGS = 20, 10, 5


def generate(models):
    rng = random.Random(7)
    for i in range(models):
        yield {
            "id": f"m-{i:032x}",
            "name": f"model-{i % 1000}",
            "time": NOW + 1000 * i,
            "metrics": {f"m{k}": rng.random() for k in range(METRICS)},
            "params": {f"p{k}": f"v{rng.randrange(5)}" for k in range(PARAMS)},
            "tags": {f"t{k}": "abc"[rng.randrange(3)] for k in range(TAGS)},
        }


def dataset(metric):
    return ("train", "d1") if int(metric[1:]) % 2 else (None, None)


def fill_cairn(db, models):
    experiment = experiments.add(db, "models")
    run = f"{experiment:032x}"
    for model in generate(models):
        row = db.execute(
            "INSERT INTO logged_models (model_id, experiment_id, name, artifact_uri, status, model_type,"
            " source_run_id, creation_time, last_update_time, lifecycle_stage)"
            " VALUES (?, ?, ?, '', 'LOGGED_MODEL_READY', 'agent', ?, ?, ?, 'active') RETURNING id",
            (f"{model['id']}{experiment}", experiment, model["name"], run, model["time"], model["time"]),
        ).fetchone()[0]
        db.executemany("INSERT INTO logged_model_params VALUES (?, ?, ?)", [(row, *it) for it in model["params"].items()])
        db.executemany("INSERT INTO logged_model_tags VALUES (?, ?, ?)", [(row, *it) for it in model["tags"].items()])
        db.executemany(
            "INSERT INTO logged_model_metrics (model, experiment_id, name, value, is_nan, step, timestamp, run_id,"
            " dataset_name, dataset_digest) VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, ?)",
            [
                (row, experiment, key, value, model["time"], run, *dataset(key))
                for key, value in model["metrics"].items()
            ],
        )
    return experiment


def fill_mlflow(db, models):
    experiment = experiments.add(db, "models")
    run = f"{experiment:032x}"
    db.execute(
        "INSERT INTO runs (run_uuid, name, source_type, status, start_time, lifecycle_stage, artifact_uri,"
        " experiment_id) VALUES (?, 'r', 'LOCAL', 'FINISHED', ?, 'active', '', ?)",
        (run, NOW, experiment),
    )
    for model in generate(models):
        identity = f"{model['id']}{experiment}"
        db.execute(
            "INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms,"
            " last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id)"
            " VALUES (?, ?, ?, '', ?, ?, 2, 'active', 'agent', ?)",
            (identity, experiment, model["name"], model["time"], model["time"], run),
        )
        db.executemany(
            "INSERT INTO logged_model_params VALUES (?, ?, ?, ?)",
            [(identity, experiment, *it) for it in model["params"].items()],
        )
        db.executemany(
            "INSERT INTO logged_model_tags VALUES (?, ?, ?, ?)",
            [(identity, experiment, *it) for it in model["tags"].items()],
        )
        db.executemany(
            "INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, metric_value,"
            " experiment_id, run_id, dataset_name, dataset_digest) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)",
            [(identity, key, model["time"], value, experiment, run, *dataset(key)) for key, value in model["metrics"].items()],
        )
    return experiment


def fill(file, models):
    with sqlite3.connect(file) as db:
        print((fill_mlflow if experiments.is_mlflow(db) else fill_cairn)(db, models))
    db.close()


SEARCHES = {
    "newest-100": {},
    "newest-1000": {"max_results": 1000},
    "by-metric": {"filter": "metrics.m0 > 0.99"},
    "by-metric-and-param": {"filter": "metrics.m1 > 0.9 AND params.p0 = 'v1' AND tags.t0 = 'a'"},
    "on-data-set": {
        "filter": "metrics.m1 > 0.99",
        "datasets": [{"dataset_name": "train", "dataset_digest": "d1"}],
    },
    "best-100-of-metric": {"order_by": [{"field_name": "metrics.m1", "ascending": False}]},
    "best-100-on-data-set": {
        "order_by": [
            {"field_name": "metrics.m1", "ascending": False, "dataset_name": "train", "dataset_digest": "d1"}
        ]
    },
    "by-name": {"filter": "name = 'model-7'"},
}


def main():
    arguments = searches.arguments(__doc__, "models", 10_000)
    if arguments.command == "fill":
        fill(arguments.file, arguments.models)
    else:
        bodies = {
            name: {"experiment_ids": [arguments.experiment], "max_results": 100, **search}
            for name, search in SEARCHES.items()
        }
        searches.measure(arguments, "/api/2.0/mlflow/logged-models/search", "models", bodies)


if __name__ == "__main__":
    main()
