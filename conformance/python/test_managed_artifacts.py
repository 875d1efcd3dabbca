"""Files, models and traces by the stock client with `databricks` for its tracking URI: it takes artifact URIs below
`dbfs:/databricks/mlflow-tracking` alone, and sends and reads what is behind them by the Files API (flows.md, section 2)."""

import http.client
import json
import os
from urllib.parse import urlsplit

import matplotlib.pyplot as plt
import mlflow
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import DatabricksError, NotFound
from mlflow.exceptions import MlflowException

from workspace_registry import assert_is, log_model

MANY_BYTES = 55 * 1024 * 1024


@pytest.fixture
def platform(databricks, unique):
    """The client, and the id of a new experiment that the fluent API uses too."""
    client = databricks()
    return client, mlflow.set_experiment(unique("experiment")).experiment_id


@pytest.fixture
def run(platform):
    """A new run, which is active."""
    with mlflow.start_run() as run:
        yield run


@pytest.fixture
def files(platform, url):
    """The Files API by the platform's SDK."""
    return WorkspaceClient(host=url, token=os.environ["DATABRICKS_TOKEN"], auth_type="pat").files


def place(platform, run):
    return f"/WorkspaceInternal/Mlflow/Artifacts/{platform[1]}/Runs/{run.info.run_id}/artifacts"


def paths(listed):
    return [one.path for one in listed]


def test_artifact_uris_are_the_platforms_own(platform, run, url):
    client, experiment = platform
    root = f"dbfs:/databricks/mlflow-tracking/{experiment}"
    uri = f"{root}/{run.info.run_id}/artifacts"
    assert run.info.artifact_uri == uri
    assert client.get_run(run.info.run_id).info.artifact_uri == uri
    assert [one.info.artifact_uri for one in client.search_runs([experiment])] == [uri]
    assert client.get_experiment(experiment).artifact_location == root
    model = mlflow.initialize_logged_model("model")
    assert model.artifact_location == f"{root}/logged_models/{model.model_id}/artifacts"
    other = mlflow.MlflowClient(url).get_run(run.info.run_id)
    assert other.info.artifact_uri.startswith("mlflow-artifacts:/")


def test_texts_figures_and_folders_are_logged_listed_and_read(platform, run, tmp_path):
    client = platform[0]
    (tmp_path / "in" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "in" / "a b.txt").write_text("naïve")
    (tmp_path / "in" / "deep" / "er" / "empty").write_text("")
    mlflow.log_text("one", "notes/1+1.txt")
    mlflow.log_dict({"k": 1}, "notes/d.json")
    mlflow.log_figure(plt.figure(), "plots/p.png")
    mlflow.log_artifacts(str(tmp_path / "in"), "folder")
    mlflow.log_artifact(str(tmp_path / "in" / "a b.txt"))
    run_id = run.info.run_id
    assert paths(client.list_artifacts(run_id)) == ["a b.txt", "folder", "notes", "plots"]
    assert [(one.path, one.is_dir, one.file_size) for one in client.list_artifacts(run_id, "folder")] == [
        ("folder/a b.txt", False, 6),
        ("folder/deep", True, None),
    ]
    assert client.list_artifacts(run_id, "absent") == []
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/notes/1+1.txt") == "one"
    assert mlflow.artifacts.load_dict(f"{run.info.artifact_uri}/notes/d.json") == {"k": 1}
    found = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="folder", dst_path=str(tmp_path / "out"))
    assert (tmp_path / "out" / "folder" / "a b.txt").read_text() == "naïve"
    assert os.path.getsize(os.path.join(found, "deep", "er", "empty")) == 0


def test_both_kinds_of_clients_see_the_same_files(platform, run, url):
    mlflow.log_text("one", "a.txt")
    other = mlflow.MlflowClient(url)
    assert paths(other.list_artifacts(run.info.run_id)) == ["a.txt"]
    other.log_text(run.info.run_id, "two", "b.txt")
    assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/b.txt") == "two"


def test_a_run_without_files_lists_none(platform, run):
    assert platform[0].list_artifacts(run.info.run_id) == []


def test_a_large_file_comes_and_goes_whole(platform, run, tmp_path):
    content = os.urandom(1024) * (MANY_BYTES // 1024)
    (tmp_path / "large").write_bytes(content)
    mlflow.log_artifact(str(tmp_path / "large"))
    found = mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path="large")
    with open(found, "rb") as file:
        assert file.read() == content


def test_a_model_is_logged_registered_and_loaded(platform, unique):
    model, logged = log_model()
    assert_is(mlflow.sklearn.load_model(logged.model_uri), model)
    assert_is(mlflow.pyfunc.load_model(f"models:/{logged.model_id}"), model)
    assert_is(mlflow.pyfunc.load_model(f"runs:/{logged.run_id}/model"), model)
    name = unique("model")
    version = mlflow.register_model(logged.model_uri, name)
    assert (version.version, version.status, version.run_id) == ("1", "READY", logged.run_id)
    assert_is(mlflow.pyfunc.load_model(f"models:/{name}/1"), model)


def test_a_model_elsewhere_is_not_copied_here(databricks, url, fluent_experiment, unique):
    _, logged = log_model()
    databricks()
    mlflow.set_tracking_uri(url)
    with pytest.raises(MlflowException, match="set the tracking URI to 'databricks'"):
        mlflow.register_model(logged.model_uri, unique("model"))


def test_files_are_deleted_by_the_files_api(platform, run, files):
    mlflow.log_text("one", "notes/a.txt")
    path = f"{place(platform, run)}/notes/a.txt"
    files.delete(path)
    with pytest.raises(NotFound):
        files.download(path)
    assert platform[0].list_artifacts(run.info.run_id, "notes") == []


def test_paths_lead_nowhere_else(platform, run, files, url):
    client, experiment = platform
    mlflow.log_text("one", "a.txt")
    other = client.create_run(experiment).info.run_id
    client.log_text(other, "kept", "secret.txt")
    root = place(platform, run)
    for up in ("..", "%2e%2e", ".%2E"):
        for between in ("/", "%2f", "%5c"):
            way = between.join([up, up, other, "artifacts"])
            for name in ("secret.txt", "new.txt"):
                for method in ("GET", "PUT", "DELETE"):
                    status, text = sent_as_it_is(url, method, f"/api/2.0/fs/files{root}/{way}{between}{name}")
                    assert status in (400, 404) and "kept" not in text, (method, way)
    assert paths(client.list_artifacts(other)) == ["secret.txt"]
    assert mlflow.artifacts.load_text(f"runs:/{other}/secret.txt") == "kept"
    for path in (root.rpartition("/")[0], root.replace("Runs", "Others"), "/WorkspaceInternal", "/Volumes/a/b/c/d"):
        with pytest.raises(NotFound):
            files.download(path)
    with pytest.raises(DatabricksError):
        files.download(root.replace(run.info.run_id, "0" * 32))


def sent_as_it_is(url, method, path):
    """The status and the text of the answer to a path that `requests` would have made simpler."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.request(method, path, body="new" if method == "PUT" else None, headers=token())
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def token():
    return {"Authorization": f"Bearer {os.environ['DATABRICKS_TOKEN']}"}


def test_traces_are_logged_found_read_and_deleted(platform, url):
    client, experiment = platform

    @mlflow.trace(span_type="TOOL", attributes={"k": [1, 2]})
    def inner(x):
        return {"y": x + 1}

    with mlflow.start_span("outer", span_type="CHAIN") as span:
        span.set_inputs({"x": 1})
        span.set_outputs(inner(1))
        mlflow.update_current_trace(tags={"team": "a"})
    mlflow.flush_trace_async_logging()
    trace = mlflow.get_trace(span.trace_id)
    assert trace.info.tags["mlflow.artifactLocation"] == (
        f"dbfs:/databricks/mlflow-tracking/{experiment}/{span.trace_id}/artifacts"
    )
    assert [(one.name, one.span_type, one.inputs, one.outputs) for one in trace.data.spans] == [
        ("outer", "CHAIN", {"x": 1}, {"y": 2}),
        ("inner", "TOOL", {"x": 1}, {"y": 2}),
    ]
    assert trace.data.spans[1].attributes["k"] == [1, 2]
    found = mlflow.search_traces(locations=[experiment], filter_string="tags.team = 'a'", return_type="list")
    assert [(one.info.trace_id, len(one.data.spans)) for one in found] == [(span.trace_id, 2)]

    other = mlflow.MlflowClient(url)
    assert [one.name for one in other.get_trace(span.trace_id).data.spans] == ["outer", "inner"]
    by_span = other.search_traces(locations=[experiment], filter_string="span.name = 'inner'")
    assert [one.info.trace_id for one in by_span] == [span.trace_id]

    assert client.delete_traces(experiment, trace_ids=[span.trace_id]) == 1
    assert mlflow.search_traces(locations=[experiment], return_type="list") == []


def test_spans_of_another_trace_are_refused(platform, url):
    ids = []
    for _ in range(2):
        with mlflow.start_span("root") as span:
            ids.append(span.trace_id)
    mlflow.flush_trace_async_logging()
    where = requests.get(
        f"{url}/api/2.0/mlflow/traces/{ids[0]}/credentials-for-data-upload", timeout=60, headers=token()
    ).json()["credential_info"]
    spans = json.dumps(mlflow.get_trace(ids[1]).data.to_dict())
    answer = requests.put(where["signed_uri"], data=spans, headers=token(), timeout=60)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "INVALID_PARAMETER_VALUE")
