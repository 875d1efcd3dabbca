"""Measures the web pages of a server in a real browser, with very many runs and very long series.

    bench/ui.py fill SQLITE_FILE                  fills Cairn's or MLflow's database; prints the experiments' ids, A,B
    bench/ui.py measure URL A,B                   measures the pages; prints a line for each thing

Experiment A has 100,000 runs of 20 metrics (8 that all have, 12 of the other 12,000 keys), 10 params and 6 tags; every tenth
run is the parent of the next four. B has 50 runs with a series of 100,000 points each. The schema must be there: './cairn db
migrate', 'mlflow db upgrade'. Standard library only, but for Playwright in web/.
"""

import argparse
import json
import math
import os
import pathlib
import random
import sqlite3
import struct
import subprocess
import tempfile

import experiments
import searches
from runs import NEWEST, name_id

COMMON, RARE, PARAMS = 8, 12, 10
COMMON_METRICS = ["loss", "accuracy", "val_loss", "val_accuracy", "f1", "auc", "epoch_seconds", "learning_rate"]
COMMON_PARAMS = ["lr", "model", "depth", "dropout", "batch_size", "optimizer", "seed", "epochs", "width", "data"]
MODELS = ["resnet", "vit", "mlp", "xgboost", "lightgbm"]
STATUSES = ["FINISHED"] * 17 + ["FAILED", "KILLED", "RUNNING"]
SERIES, POINTS, EVERY = 50, 100_000, 100
"""Long series, the points of each, and milliseconds between two of them."""

WEB = pathlib.Path(__file__).resolve().parent.parent / "web"


def fill(file, runs, keys, points):
    db = sqlite3.connect(file)
    db.execute("PRAGMA synchronous = OFF")
    chance = random.Random(7)
    filling = MlflowFilling if experiments.is_mlflow(db) else CairnFilling
    many = filling(db, experiments.add(db, "very many runs"))
    for run in very_many(chance, runs, keys):
        many.add(**run)
    many.end()
    long = filling(db, experiments.add(db, "long series"))
    for i in range(SERIES):
        run = {"run_id": f"{chance.getrandbits(128):032x}", "name": f"long-{i}", "status": "FINISHED", "began": NEWEST - POINTS * EVERY}
        long.add(**run, ended=NEWEST, params={"number": str(i)}, tags={"mlflow.runName": run["name"]}, metrics={})
        long.add_series(run["run_id"], "train/loss", curve(chance, i, points), run["began"])
    long.end()
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print(f"{many.experiment},{long.experiment}")


def very_many(chance, runs, keys):
    rare = [f"layer_{k // 12}/grad_{k % 12}" for k in range(keys - COMMON)]
    parent = None
    for i in range(runs):
        run_id, name = f"{chance.getrandbits(128):032x}", f"{chance.choice(MODELS)}-{i:06d}"
        began, status = NEWEST - (runs - i) * 60_000, chance.choice(STATUSES)
        if i % 10 == 0:
            parent = run_id
        tags = {"mlflow.user": "ana", "mlflow.source.name": "train.py", "mlflow.source.type": "LOCAL", "mlflow.runName": name}
        tags |= {"team": chance.choice(["vision", "text"]), "stage": chance.choice("abc")}
        if 0 < i % 10 < 5:
            tags["mlflow.parentRunId"] = parent
        params = [1e-4 * chance.randrange(1, 100), chance.choice(MODELS), chance.randrange(1, 12), chance.random(), 2 ** chance.randrange(4, 10)]
        params += [chance.choice(["adam", "sgd"]), i, chance.randrange(10, 100), 2 ** chance.randrange(5, 11), "train-v3"]
        yield {
            "run_id": run_id,
            "name": name,
            "status": status,
            "began": began,
            "ended": None if status == "RUNNING" else began + chance.randrange(1_000, 9_000_000),
            "params": {key: f"{value:.6g}" if isinstance(value, float) else str(value) for key, value in zip(COMMON_PARAMS, params)},
            "tags": tags,
            "metrics": {key: chance.random() for key in COMMON_METRICS + chance.sample(rare, RARE)},
        }


def curve(chance, number, points):
    """A falling loss with noise, and one outlier that no chart may lose."""
    length = points / (2 + number % 5)
    values = [math.exp(-step / length) + chance.random() * 0.1 for step in range(points)]
    values[points // 3 + number] += 5
    return values


class CairnFilling:
    def __init__(self, db, experiment):
        self.db, self.experiment = db, experiment
        self.keys = {"metrics": set(), "params": set(), "tags": set()}
        self.rows = {}

    def add(self, run_id, name, status, began, ended, params, tags, metrics):
        self.rows[run_id] = row = self.db.execute(
            "INSERT INTO runs (run_id, experiment_id, name, user_id, status, start_time, end_time, lifecycle_stage,"
            " artifact_uri, parent_run_id)"
            " VALUES (?, ?, ?, 'ana', ?, ?, ?, 'active', '', ?) RETURNING id",
            (run_id, self.experiment, name, status, began, ended, tags.get("mlflow.parentRunId")),
        ).fetchone()[0]
        self.db.executemany("INSERT INTO run_params VALUES (?, ?, ?)", [(row, name_id(self.db, key), params[key]) for key in params])
        self.db.executemany("INSERT INTO run_tags VALUES (?, ?, ?)", [(row, name_id(self.db, key), tags[key]) for key in tags])
        self.db.executemany(
            "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)"
            " VALUES (?, ?, ?, 0, 0, ?, -1, 0)",
            [(row, name_id(self.db, key), value, began) for key, value in metrics.items()],
        )
        for kind, named in (("metrics", metrics), ("params", params), ("tags", tags)):
            self.keys[kind].update(named)

    def add_series(self, run_id, key, values, began):
        """Points of steps 0, 1, 2 …, in frames of 80, as `series/Points` describes them."""
        row, name = self.rows[run_id], name_id(self.db, key)
        apart = zigzag(1) + zigzag(EVERY)
        chunks = []
        for step in range(0, len(values), 80):
            part = [struct.pack("<d", value) for value in values[step : step + 80]]
            frame = varint(len(part)) + zigzag(step) + zigzag(began + step * EVERY) + apart.join(part)
            end = step + len(part) - 1
            chunks.append((row, name, len(chunks), frame, step, end, began + step * EVERY, began + end * EVERY))
        last = len(values) - 1
        self.db.execute(
            "INSERT INTO metric_series (run, name_id, value, is_nan, step, timestamp, chunk, chunk_bytes)"
            " VALUES (?, ?, ?, 0, ?, ?, ?, ?)",
            (row, name, values[-1], last, began + last * EVERY, len(chunks) - 1, len(chunks[-1][3])),
        )
        self.db.executemany(
            "INSERT INTO metric_chunks (run, name_id, chunk, points, least_step, greatest_step, least_time, greatest_time)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            chunks,
        )
        self.keys["metrics"].add(key)

    def end(self):
        self.db.executemany(
            "INSERT INTO experiment_keys (experiment_id, kind, name_id) VALUES (?, ?, ?)",
            [(self.experiment, kind, name_id(self.db, key)) for kind in self.keys for key in self.keys[kind]],
        )


def zigzag(number):
    return varint((number << 1) ^ (number >> 63))


def varint(number):
    written = b""
    while number > 127:
        written += bytes([number & 127 | 128])
        number >>= 7
    return written + bytes([number])


class MlflowFilling:
    def __init__(self, db, experiment):
        self.db, self.experiment = db, experiment

    def add(self, run_id, name, status, began, ended, params, tags, metrics):
        self.db.execute(
            "INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,"
            " source_version, lifecycle_stage, artifact_uri, experiment_id)"
            " VALUES (?, ?, 'UNKNOWN', '', '', 'ana', ?, ?, ?, '', 'active', '', ?)",
            (run_id, name, status, began, ended, self.experiment),
        )
        self.db.executemany("INSERT INTO params (run_uuid, key, value) VALUES (?, ?, ?)", [(run_id, key, params[key]) for key in params])
        self.db.executemany("INSERT INTO tags (run_uuid, key, value) VALUES (?, ?, ?)", [(run_id, key, tags[key]) for key in tags])
        for key, value in metrics.items():
            self.add_series(run_id, key, [value], began)

    def add_series(self, run_id, key, values, began):
        into = "(run_uuid, key, step, timestamp, value, is_nan) VALUES (?, ?, ?, ?, ?, 0)"
        rows = [(run_id, key, step, began + step * EVERY, value) for step, value in enumerate(values)]
        self.db.executemany(f"INSERT INTO metrics {into}", rows)
        self.db.execute(f"INSERT INTO latest_metrics {into}", rows[-1])

    def end(self):
        """It keeps no list of keys."""


def measure(options):
    """Lets the browser measure, which writes a JSON object a line for each thing."""
    many, long = options.experiment.split(",")
    with tempfile.NamedTemporaryFile("r") as figures:
        asked = {"CAIRN_URL": options.url, "BENCH_MANY": many, "BENCH_LONG": long, "BENCH_FIGURES": figures.name}
        command = ["npx", "playwright", "test", "--project", f"bench-{options.peer}", "--reporter", "line"]
        ended = subprocess.run(command, cwd=WEB, env=os.environ | asked)
        measuring = searches.Measuring(options, "ui")
        for line in figures:
            figure = json.loads(line)
            measuring.note(figure["case"], [millis / 1000 for millis in figure["millis"]], 0, figure["found"])
    if ended.returncode != 0:
        raise SystemExit(ended.returncode)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    filling = commands.add_parser("fill")
    filling.add_argument("file")
    filling.add_argument("--runs", type=int, default=100_000)
    filling.add_argument("--keys", type=int, default=12_000)
    filling.add_argument("--points", type=int, default=POINTS)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--peer", choices=["cairn", "mlflow"], default="cairn", help="whose pages they are")
    searches.add_options(measuring)
    options = parser.parse_args()
    if options.command == "fill":
        fill(options.file, options.runs, options.keys, options.points)
    else:
        measure(options)


if __name__ == "__main__":
    main()
