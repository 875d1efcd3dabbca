"""Measures searches for runs, to see what they cost as an experiment grows.

    bench/runs.py fill SQLITE_FILE --runs 100000        fills Cairn's database; prints the experiment's id
    bench/runs.py measure URL EXPERIMENT                measures searches; prints a line for each

The runs are like those of the load tool's w9: 20 metrics, 10 params and 5 tags, all drawn anew for each. 'fill.py' puts the
same into a database of MLflow's. The schema must be there: './cairn db migrate'. Standard library only.
"""

import random
import sqlite3

import experiments
import searches

NEWEST = 1_760_000_000_000
"""Milliseconds: when the last run began; each one before it began a tenth of a second earlier."""

METRICS, PARAMS, TAGS = 20, 10, 5


def fill(file, runs):
    chance = random.Random(7)
    db = sqlite3.connect(file)
    db.execute("PRAGMA synchronous = OFF")
    experiment = experiments.add(db, "runs")
    for i in range(runs):
        add_run(db, chance, experiment, i, NEWEST - (runs - i) * 100)
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print(experiment)


def add_run(db, chance, experiment, number, began):
    run = db.execute(
        "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, end_time, lifecycle_stage,"
        " artifact_uri)"
        " VALUES (?, ?, ?, 'bench', 'FINISHED', ?, ?, 'active', '') RETURNING id",
        (f"{chance.getrandbits(128):032x}", experiment, f"run-{number:05d}", began, began + 1),
    ).fetchone()[0]
    params = {f"p{k}": f"{chance.getrandbits(32):08x}" for k in range(PARAMS)} | {"p1": f"v{chance.randrange(5)}"}
    tags = {f"t{k}": f"{chance.getrandbits(48):012x}" for k in range(TAGS)} | {"t0": chance.choice("abc")}
    tags |= {"mlflow.user": "bench", "mlflow.source.name": "train.py", "mlflow.runName": f"run-{number:05d}"}
    db.executemany("INSERT INTO run_params VALUES (?, ?, ?)", [(run, name_id(db, key), params[key]) for key in params])
    db.executemany("INSERT INTO run_tags VALUES (?, ?, ?)", [(run, name_id(db, key), tags[key]) for key in tags])
    db.executemany(
        "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)"
        " VALUES (?, ?, ?, 0, 0, ?, -1, 0)",
        [(run, name_id(db, f"m{k}"), chance.random(), began) for k in range(METRICS)],
    )


known_names = {}


def name_id(db, name):
    if name not in known_names:
        db.execute("INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        known_names[name] = db.execute("SELECT id FROM names WHERE name = ?", (name,)).fetchone()[0]
    return known_names[name]


SEARCHES = {
    "newest-100": {},
    "best-100-of-metric": {"order_by": ["metrics.m2 DESC"]},
    "best-100-of-filtered": {"filter": "metrics.m1 > 0.2 AND params.p1 = 'v3'", "order_by": ["metrics.m2 DESC"]},
    "newest-100-of-filtered": {"filter": "metrics.m1 > 0.2 AND params.p1 = 'v3'"},
    "newest-100-by-tag": {"filter": "tags.t0 = 'b'"},
    "one-by-name": {"filter": "attributes.run_name = 'run-00777'"},
    "none-by-metric": {"filter": "metrics.m3 > 2"},
    "none-by-param": {"filter": "params.p1 = 'v9'"},
    "none-by-metric-and-param": {"filter": "metrics.m3 > 2 AND params.p1 = 'v3'", "order_by": ["metrics.m2 DESC"]},
    "first-100-by-param": {"order_by": ["params.p0"]},
}


def main():
    options = searches.arguments(__doc__, "runs", 10_000)
    if options.command == "fill":
        fill(options.file, options.runs)
        return
    bodies = {name: {"experiment_ids": [options.experiment], "max_results": 100, **body} for name, body in SEARCHES.items()}
    searches.measure(options, "/api/2.0/mlflow/runs/search", "runs", bodies)


if __name__ == "__main__":
    main()
