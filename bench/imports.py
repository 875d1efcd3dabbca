"""Measures 'cairn import' of a large database of MLflow's.

    bench/imports.py fill SQLITE_FILE       fills a database that 'mlflow db upgrade' made, by SQL
    bench/imports.py measure SQLITE_FILE    imports it into a new folder; prints what that takes

10,000 runs with 10 million points: 10 params, 4 tags and 10 metrics of 100 points a run, unless told otherwise. The points of
ten runs at a time are written in turns, as trainings that run side by side log them. Standard library only.
"""

import argparse
import math
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import searches

CAIRN = pathlib.Path(__file__).resolve().parent.parent / "cairn"
METRICS = 10
SIDE_BY_SIDE = 10
START = 1_700_000_000_000


def fill(file, runs, points):
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


def measure(file, runs, points):
    """Prints each line of the import with the seconds until it came, then the whole."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        command = [CAIRN, "import", file, "--data", os.path.join(folder, "data"), "--artifacts", "reference"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            for line in process.stdout:
                print(f"{time.monotonic() - began:7.1f} s  {line.rstrip()}", flush=True)
        except BaseException:
            process.kill()
            process.wait()
            raise
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.monotonic() - began
        with sqlite3.connect(os.path.join(folder, "data", "cairn.db")) as database:
            (found,) = database.execute("SELECT COUNT(*) FROM runs").fetchone()
    if process.returncode or found != runs:
        sys.exit(f"The import ended with {process.returncode} and {found} of {runs} runs.")
    figures = [("import", took, "s"), ("cpu", used.ru_utime + used.ru_stime, "s"), ("memory", used.ru_maxrss / 1024, "MiB")]
    for case, value, unit in figures:
        print(f"{case:10} {value:8.1f} {unit}")
    return [
        {"workload": "import", "case": f"{case}-{runs}-runs", "value": value, "unit": unit} for case, value, unit in figures
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["fill", "measure"])
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--points", type=int, default=1_000, help="of each run")
    searches.add_report(parser)
    options = parser.parse_args()
    if options.command == "fill":
        fill(options.file, options.runs, options.points)
        return
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    results = measure(options.file, options.runs, options.points)
    if options.out:
        searches.write_report(options.out, options.label, results)


if __name__ == "__main__":
    main()
