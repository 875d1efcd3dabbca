"""Puts the experiment that mlbench's w9 loads into the database of an MLflow server, by SQL.

Through MLflow's REST API 10,000 runs take an hour or more. The rows written here are those that its
server writes for the same calls; only run ids and start times differ. Prints the experiment's id.
"""

import argparse
import sys
import time
import uuid

import sqlalchemy
from mlflow.store.tracking.dbmodels.models import SqlLatestMetric, SqlMetric, SqlParam, SqlRun, SqlTag
from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

MASK = (1 << 64) - 1
CHUNK = 500


class Rng:
    """Splitmix64, as in mlbench's stats.go."""

    def __init__(self, seed):
        self.state = seed & MASK

    def word(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def fraction(self):
        return (self.word() >> 11) / (1 << 53)

    def below(self, n):
        return self.word() % n

    def hex(self, n):
        return "".join("0123456789abcdef"[self.word() & 15] for _ in range(n))


def generate(seed, i):
    """The metrics, params and tags of run i: gen(i) of mlbench's workloads.go, draw for draw."""
    rng = Rng(seed * 1_000_003 + i)
    metrics = {f"m{k}": rng.fraction() for k in range(20)}
    params = {}
    for k in range(10):
        params[f"p{k}"] = rng.hex(8)
        if k == 1:
            params["p1"] = f"v{rng.below(5)}"
    tags = {}
    for k in range(5):
        tags[f"t{k}"] = rng.hex(12)
        if k == 0:
            tags["t0"] = "abc"[rng.below(3)]
    return metrics, params, tags


def rows_of(seed, i, experiment, start_time):
    """The rows of run i, by table."""
    run_id = uuid.uuid4().hex
    name = f"run-{i:05d}"
    metrics, params, tags = generate(seed, i)
    tags |= {"mlflow.user": "bench", "mlflow.source.name": "train.py", "mlflow.runName": name}
    points = [
        {
            "run_uuid": run_id,
            "key": key,
            "value": value,
            "timestamp": 1_700_000_000_000 + i,
            "step": 0,
            "is_nan": False,
        }
        for key, value in metrics.items()
    ]
    run = {
        "run_uuid": run_id,
        "name": name,
        "source_type": "UNKNOWN",
        "source_name": "",
        "entry_point_name": "",
        "user_id": "bench",
        "status": "RUNNING",
        "start_time": start_time,
        "source_version": "",
        "lifecycle_stage": "active",
        "artifact_uri": f"{experiment.artifact_location}/{run_id}/artifacts",
        "experiment_id": int(experiment.experiment_id),
    }
    return {
        SqlRun: [run],
        SqlTag: [{"run_uuid": run_id, "key": key, "value": value} for key, value in tags.items()],
        SqlParam: [{"run_uuid": run_id, "key": key, "value": value} for key, value in params.items()],
        SqlMetric: points,
        SqlLatestMetric: points,
    }


def fill(store, seed, runs):
    """Creates an experiment with that many runs and answers its id."""
    experiment = store.get_experiment(store.create_experiment("w9-filled"))
    first = int(time.time() * 1000) - runs * 100
    for start in range(0, runs, CHUNK):
        chunk = {}
        for i in range(start, min(start + CHUNK, runs)):
            for model, rows in rows_of(seed, i, experiment, first + i * 100).items():
                chunk.setdefault(model, []).extend(rows)
        with store.engine.begin() as connection:
            for model, rows in chunk.items():
                connection.execute(sqlalchemy.insert(model.__table__), rows)
    return experiment.experiment_id


def refresh_statistics(engine):
    """Does what PostgreSQL's autovacuum does during an hour of loading, and SQLite never does."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sqlalchemy.text("VACUUM ANALYZE"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="the store's URL, as given to mlflow server")
    parser.add_argument("--runs", type=int, default=10000, help="0 makes the schema only")
    parser.add_argument("--seed", type=int, default=42, help="mlbench's seed")
    options = parser.parse_args()
    store = SqlAlchemyStore(options.url, "mlflow-artifacts:/")
    if options.runs:
        began = time.monotonic()
        print(fill(store, options.seed, options.runs))
        refresh_statistics(store.engine)
        print(f"filled {options.runs} runs in {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
