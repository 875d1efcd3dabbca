"""The R client's way of calling: every scalar of a body is a string, runs go by `run_uuid` as well, models are searched by POST."""

import pytest


@pytest.fixture
def r(wire):
    """Calls as the R client does: 200 or an error; what it sends is turned into strings all the way down."""

    def strings(value):
        if isinstance(value, dict):
            return {key: strings(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [strings(inner) for inner in value]
        return str(value)

    def call(method, path, **arguments):
        if method == "GET":
            return wire.answer("GET", path, **arguments)
        return wire.answer(method, path, **strings(arguments))

    return call


@pytest.fixture
def r_run(r, experiment):
    made = r("POST", "runs/create", experiment_id=experiment, user_id="ada", start_time=1700000000000, tags=[{"key": "t", "value": 1}])
    return made["run"]["info"]["run_uuid"]


def both(run):
    return {"run_uuid": run, "run_id": run}


def test_a_run_is_created_and_read_by_its_uuid(r, r_run):
    info = r("GET", "runs/get", **both(r_run))["run"]["info"]
    assert info["run_uuid"] == info["run_id"] == r_run
    assert (info["user_id"], int(info["start_time"])) == ("ada", 1700000000000)


def test_numbers_are_logged_as_strings(r, r_run):
    r("POST", "runs/log-metric", **both(r_run), key="loss", value=0.25, timestamp=1700000000001, step=3)
    r("POST", "runs/log-metric", **both(r_run), key="odd", value="NaN", timestamp=1700000000001, step=0)
    r("POST", "runs/log-parameter", **both(r_run), key="depth", value=7)
    r("POST", "runs/set-tag", **both(r_run), key="phase", value=2)
    data = r("GET", "runs/get", **both(r_run))["run"]["data"]
    assert {"key": "depth", "value": "7"} in data["params"]
    assert {"key": "phase", "value": "2"} in data["tags"]
    history = r("GET", "metrics/get-history", **both(r_run), metric_key="loss")["metrics"]
    assert [(point["value"], int(point["step"]), int(point["timestamp"])) for point in history] == [(0.25, 3, 1700000000001)]


def test_a_batch_is_logged_as_strings(r, r_run):
    r(
        "POST",
        "runs/log-batch",
        **both(r_run),
        metrics=[{"key": "acc", "value": 0.5, "timestamp": 1, "step": step} for step in range(3)],
        params=[{"key": "lr", "value": 0.1}],
        tags=[{"key": "b", "value": True}],
    )
    assert len(r("GET", "metrics/get-history", **both(r_run), metric_key="acc")["metrics"]) == 3


def test_a_run_is_ended_searched_deleted_and_restored(r, r_run, experiment):
    ended = r("POST", "runs/update", **both(r_run), status="FINISHED", end_time=1700000000009)
    assert ended["run_info"]["run_uuid"] == r_run and ended["run_info"]["status"] == "FINISHED"
    found = r("POST", "runs/search", experiment_ids=[experiment], filter="", run_view_type="ACTIVE_ONLY", max_results=10)
    assert [run["info"]["run_uuid"] for run in found["runs"]] == [r_run]
    r("POST", "runs/delete", **both(r_run))
    r("POST", "runs/restore", **both(r_run))
    r("POST", "runs/delete-tag", **both(r_run), key="t")
    assert r("GET", "artifacts/list", **both(r_run)).get("files", []) == []


def test_experiments_are_kept_in_strings(r, unique):
    name = unique()
    made = r("POST", "experiments/create", name=name)["experiment_id"]
    assert r("GET", "experiments/get-by-name", experiment_name=name)["experiment"]["experiment_id"] == made
    found = r("POST", "experiments/search", max_results=1000, filter=f"name = '{name}'")
    assert [experiment["experiment_id"] for experiment in found["experiments"]] == [made]
    r("POST", "experiments/update", experiment_id=made, new_name=name + "2")
    r("POST", "experiments/delete", experiment_id=made)
    r("POST", "experiments/restore", experiment_id=made)
    assert r("GET", "experiments/get", experiment_id=made)["experiment"]["name"] == name + "2"


def test_models_and_versions_are_kept_in_strings(r, r_run, unique):
    name = unique("model")
    r("POST", "registered-models/create", name=name, tags=[{"key": "k", "value": 1}])
    source = r("GET", "runs/get", **both(r_run))["run"]["info"]["artifact_uri"] + "/model"
    version = r("POST", "model-versions/create", name=name, source=source, run_id=r_run)["model_version"]
    assert version["version"] == "1"
    r("PATCH", "model-versions/update", name=name, version=1, description="d")
    r("POST", "model-versions/transition-stage", name=name, version=1, stage="Staging", archive_existing_versions=False)
    latest = r("GET", "registered-models/get-latest-versions", name=name)["model_versions"]
    assert [found["current_stage"] for found in latest] == ["Staging"]
    r("POST", "registered-models/alias", name=name, alias="best", version=1)
    assert r("GET", "registered-models/alias", name=name, alias="best")["model_version"]["version"] == "1"
    assert r("GET", "model-versions/get-download-uri", name=name, version=1)["artifact_uri"] == source
    r("DELETE", "model-versions/delete", name=name, version=1)
    r("DELETE", "registered-models/delete", name=name)
