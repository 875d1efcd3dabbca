"""Compares the model registries of Cairn and of MLflow's own server, with many models in them.

    bench/registry.py fill SQLITE_FILE --models 10000   fills either server's database; prints the name of a model
    bench/registry.py measure URL MODEL                 measures look-ups and searches; prints a line for each

Both databases get the same models, each with 50 versions: 2 tags on each, the alias Champion on version 37, the stage
Production on the one before. Through the servers' APIs that would take hours. The schema must be there: start the
server once, then stop it. Standard library only.
"""

import json
import sqlite3
import urllib.parse

import experiments
import searches

NOW = 1_760_000_000_000
"""Milliseconds: when the first model was made; each one after it is a second younger."""

VERSIONS, CHAMPION, PRODUCTION = 50, 37, 36
DESCRIPTION = "Which customers leave, from what they did in the last ninety days."


def generate(models):
    """Names, times, and the versions' numbers, stages, runs and places."""
    for i in range(models):
        yield (
            f"model-{i:05d}",
            NOW + 1000 * i,
            [
                (number, "Production" if number == PRODUCTION else "None", f"{i:016x}{number:016x}", f"s3://bucket/{i}/{number}")
                for number in range(1, VERSIONS + 1)
            ],
        )


def tags(name, number=0):
    team = int(name[-5:]) % 100
    return [("team", f"team-{team}"), ("quality", f"{(team * 31 + number * 7) % 1000}")]


def fill_cairn(db, models):
    for name, time, versions in generate(models):
        model = db.execute(
            "INSERT INTO registered_models (workspace_id, name, description, creation_time, last_update_time, last_version)"
            " VALUES (1, ?, ?, ?, ?, ?) RETURNING id",
            (name, DESCRIPTION, time, time, VERSIONS),
        ).fetchone()[0]
        db.executemany("INSERT INTO registered_model_tags VALUES (?, ?, ?)", [(model, *tag) for tag in tags(name)])
        for number, stage, run, place in versions:
            row = db.execute(
                "INSERT INTO model_versions (model, version, stage, description, source, location, run_id, run_link,"
                " creation_time, last_update_time) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?) RETURNING id",
                (model, number, stage, DESCRIPTION, place, place, run, time, time),
            ).fetchone()[0]
            db.executemany("INSERT INTO model_version_tags VALUES (?, ?, ?)", [(row, *tag) for tag in tags(name, number)])
        db.execute("INSERT INTO model_aliases VALUES (?, 'Champion', ?)", (model, CHAMPION))


def fill_mlflow(db, models):
    space = "default"
    for name, time, versions in generate(models):
        db.execute(
            "INSERT INTO registered_models (workspace, name, creation_time, last_updated_time, description)"
            " VALUES (?, ?, ?, ?, ?)",
            (space, name, time, time, DESCRIPTION),
        )
        db.executemany(
            "INSERT INTO registered_model_tags (workspace, name, key, value) VALUES (?, ?, ?, ?)",
            [(space, name, *tag) for tag in tags(name)],
        )
        db.executemany(
            "INSERT INTO model_versions (workspace, name, version, creation_time, last_updated_time, description,"
            " current_stage, source, storage_location, run_id, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'READY')",
            [
                (space, name, number, time, time, DESCRIPTION, stage, place, place, run)
                for number, stage, run, place in versions
            ],
        )
        db.executemany(
            "INSERT INTO model_version_tags (workspace, name, version, key, value) VALUES (?, ?, ?, ?, ?)",
            [(space, name, version[0], *tag) for version in versions for tag in tags(name, version[0])],
        )
        db.execute(
            "INSERT INTO registered_model_aliases (workspace, name, alias, version) VALUES (?, ?, 'Champion', ?)",
            (space, name, CHAMPION),
        )


def fill(file, models):
    with sqlite3.connect(file) as db:
        (fill_mlflow if experiments.is_mlflow(db) else fill_cairn)(db, models)
        print(f"model-{models // 2:05d}")
    db.close()


def asked(model):
    """What is asked for by its name: path, parameters, and where the answer has what was found."""
    version, models, versions = "model_version", "registered_models", "model_versions"
    return {
        "champion": ("registered-models/alias", {"name": model, "alias": "Champion"}, version),
        "version": ("model-versions/get", {"name": model, "version": CHAMPION}, version),
        "model": ("registered-models/get", {"name": model}, "registered_model"),
        "in-production": ("registered-models/get-latest-versions", {"name": model, "stages": "Production"}, versions),
        "versions-of-model": ("model-versions/search", {"filter": f"name = '{model}'", "max_results": 100}, versions),
        "versions-of-run": (
            "model-versions/search",
            {"filter": f"run_id = '{int(model[-5:]):016x}{CHAMPION:016x}'", "max_results": 100},
            versions,
        ),
        "versions-by-tag": (
            "model-versions/search",
            {"filter": "tags.team = 'team-42' AND tags.quality = '309'", "max_results": 100},
            versions,
        ),
        "newest-versions": ("model-versions/search", {"max_results": 100}, versions),
        "models-by-name": ("registered-models/search", {"max_results": 100}, models),
        "newest-models": (
            "registered-models/search",
            {"max_results": 100, "order_by": "last_updated_timestamp DESC"},
            models,
        ),
        "models-like": ("registered-models/search", {"filter": "name LIKE '%-0424%'", "max_results": 100}, models),
        "models-by-tag": ("registered-models/search", {"filter": "tags.team = 'team-42'", "max_results": 100}, models),
    }


def measure(options):
    server = searches.Server(options.url)
    measuring = searches.Measuring(options, "registry")
    for name, (path, parameters, key) in asked(options.experiment).items():
        address = f"/api/2.0/mlflow/{path}?{urllib.parse.urlencode(parameters)}"

        def count(content, key=key):
            found = json.loads(content).get(key, [])
            return len(found) if isinstance(found, list) else 1

        measuring.of(name, lambda: server.get(address), count)


def main():
    arguments = searches.arguments(__doc__, "models", 10_000)
    if arguments.command == "fill":
        fill(arguments.file, arguments.models)
    else:
        measure(arguments)


if __name__ == "__main__":
    main()
