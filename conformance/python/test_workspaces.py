"""Workspaces as the stock client makes, enters and leaves them."""

import mlflow
import pytest
import requests
from mlflow.entities.workspace import TraceArchivalConfig, WorkspaceDeletionMode
from mlflow.exceptions import MlflowException

DEFAULT = "default"


@pytest.fixture(autouse=True)
def stay_in_the_default_workspace():
    yield
    mlflow.set_workspace(None)


@pytest.fixture
def workspace(client, unique):
    """The name of a new workspace, which goes with all that is in it."""
    name = unique("ws")
    client.create_workspace(name, description="of a test")
    yield name
    mlflow.set_workspace(None)
    if name in names(client):
        client.delete_workspace(name, mode=WorkspaceDeletionMode.CASCADE)


def names(client):
    return [workspace.name for workspace in client.list_workspaces()]


def test_a_workspace_is_made_changed_and_deleted(client, unique):
    name = unique("ws")

    made = client.create_workspace(
        name, description="first", trace_archival_config=TraceArchivalConfig(location="s3://b/t", retention="30d")
    )
    assert (made.name, made.description) == (name, "first")
    assert client.get_workspace(name) == made
    assert {DEFAULT, name} <= set(names(client))

    changed = client.update_workspace(name, description="second", default_artifact_root="s3://bucket/root")
    assert (changed.description, changed.default_artifact_root) == ("second", "s3://bucket/root")
    assert changed.trace_archival_retention == "30d"
    assert client.update_workspace(name, default_artifact_root="").default_artifact_root is None

    client.delete_workspace(name)
    assert name not in names(client)
    with pytest.raises(MlflowException) as refusal:
        client.get_workspace(name)
    assert refusal.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_a_name_is_taken_only_once(client, workspace):
    with pytest.raises(MlflowException) as refusal:
        client.create_workspace(workspace)
    assert refusal.value.error_code == "RESOURCE_ALREADY_EXISTS"


def test_the_default_workspace_stays(client):
    with pytest.raises(MlflowException):
        client.delete_workspace(DEFAULT)
    assert DEFAULT in names(client)


def test_a_workspace_that_is_not_there_is_refused(client, unique):
    mlflow.set_workspace(unique("nowhere"))
    with pytest.raises(MlflowException) as refusal:
        client.search_experiments()
    assert refusal.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_a_run_and_its_files_are_seen_in_their_workspace_alone(client, workspace, unique, tmp_path):
    name = unique("experiment")
    mlflow.set_workspace(workspace)
    experiment = client.get_experiment(client.create_experiment(name))
    assert experiment.workspace == workspace
    assert experiment.artifact_location == f"mlflow-artifacts:/workspaces/{workspace}/{experiment.experiment_id}"
    with mlflow.start_run(experiment_id=experiment.experiment_id) as run:
        mlflow.log_metric("loss", 0.5)
        mlflow.log_text("ours", "notes/a.txt")

    assert client.get_run(run.info.run_id).data.metrics == {"loss": 0.5}
    assert [file.path for file in client.list_artifacts(run.info.run_id, "notes")] == ["notes/a.txt"]
    assert mlflow.artifacts.load_text(run.info.artifact_uri + "/notes/a.txt") == "ours"
    downloaded = client.download_artifacts(run.info.run_id, "notes", str(tmp_path))
    assert (tmp_path / "notes" / "a.txt").read_text() == "ours", downloaded

    mlflow.set_workspace(None)
    assert client.get_experiment_by_name(name) is None
    assert client.search_runs([experiment.experiment_id]) == []
    for look in (client.get_run, client.list_artifacts):
        with pytest.raises(MlflowException) as refusal:
            look(run.info.run_id)
        assert refusal.value.error_code == "RESOURCE_DOES_NOT_EXIST"
    with pytest.raises(requests.HTTPError, match="400"):
        mlflow.artifacts.load_text(run.info.artifact_uri + "/notes/a.txt")


def test_the_same_names_are_free_in_each_workspace(client, workspace, unique):
    name = unique("same")
    ids = set()
    for place in (None, workspace):
        mlflow.set_workspace(place)
        ids.add(client.create_experiment(name))
        model = client.create_registered_model(name, description=place)
        assert client.get_registered_model(name).description == (model.description or "")
        assert [found.name for found in client.search_registered_models(f"name = '{name}'")] == [name]
    assert len(ids) == 2


def test_a_model_is_logged_registered_and_loaded_in_a_workspace(client, workspace, unique):
    name = unique("model")
    mlflow.set_workspace(workspace)
    mlflow.set_experiment(unique("experiment"))
    with mlflow.start_run():
        logged = mlflow.pyfunc.log_model(name="net", python_model=double, pip_requirements=[], registered_model_name=name)

    assert client.get_model_version(name, "1").source == f"models:/{logged.model_id}"
    assert mlflow.pyfunc.load_model(f"models:/{name}/1").predict([2]) == [4]

    mlflow.set_workspace(None)
    with pytest.raises(MlflowException) as refusal:
        client.get_registered_model(name)
    assert refusal.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def double(model_input: list[int]) -> list[int]:
    return [2 * number for number in model_input]


def test_a_trace_is_seen_in_its_workspace_alone(client, workspace, unique):
    mlflow.set_workspace(workspace)
    experiment = mlflow.set_experiment(unique("experiment")).experiment_id
    with mlflow.start_span("answer") as span:
        span.set_inputs({"question": "whose?"})
    trace = mlflow.get_last_active_trace_id()
    mlflow.flush_trace_async_logging()

    assert mlflow.get_trace(trace).data.spans[0].name == "answer"
    assert [found.info.trace_id for found in client.search_traces([experiment])] == [trace]

    mlflow.set_workspace(None)
    assert mlflow.get_trace(trace) is None
    assert list(client.search_traces([experiment])) == []


def test_what_is_in_a_workspace_may_move_to_the_default_one(client, workspace, unique):
    mlflow.set_workspace(workspace)
    experiment = client.create_experiment(unique("experiment"))
    with mlflow.start_run(experiment_id=experiment) as run:
        mlflow.log_text("ours", "a.txt")
    mlflow.set_workspace(None)
    with pytest.raises(MlflowException) as refusal:
        client.delete_workspace(workspace)
    assert refusal.value.error_code == "INVALID_STATE"

    client.delete_workspace(workspace, mode=WorkspaceDeletionMode.SET_DEFAULT)

    assert client.get_run(run.info.run_id).info.lifecycle_stage == "active"
    assert mlflow.artifacts.load_text(run.info.artifact_uri + "/a.txt") == "ours"
