"""The managed platform's workspace registry by the stock client, with `databricks` for both of its URIs. The client lists
the files of a version and asks where each is (flows.md, section 5)."""

import os

import mlflow
import pytest
from mlflow.exceptions import MlflowException

from refusals import MISSING, refused
from workspace_registry import assert_is, log_model

FEW_BYTES = 1024 * 1024


@pytest.fixture
def name(client, unique):
    """The name of a new registered model."""
    return client.create_registered_model(unique("model")).name


def test_a_logged_model_is_registered_moved_and_loaded(databricks, fluent_experiment, unique):
    model, logged = log_model()
    client = databricks()
    name = unique("model")
    version = mlflow.register_model(logged.model_uri, name)
    assert (version.version, version.status, version.run_id) == ("1", "READY", logged.run_id)
    assert_is(mlflow.pyfunc.load_model(f"models:/{name}/1"), model)
    assert client.transition_model_version_stage(name, "1", "Production").current_stage == "Production"
    assert_is(mlflow.pyfunc.load_model(f"models:/{name}/Production"), model)
    assert_is(mlflow.sklearn.load_model(f"models:/{name}/latest"), model)
    assert mlflow.models.get_model_info(f"models:/{name}/1").signature == logged.signature


def test_a_model_in_a_folder_of_a_run_is_registered_and_loaded(databricks, client, run, tmp_path, name):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a b.txt").write_text("naïve")
    (tmp_path / "empty").write_text("")
    client.log_artifacts(run, str(tmp_path), "model")
    version = databricks().create_model_version(name, f"runs:/{run}/model", run_id=run)
    uri = f"models:/{name}/{version.version}"
    listed = {one.path: (one.is_dir, one.file_size) for one in mlflow.artifacts.list_artifacts(uri)}
    assert listed == {"empty": (False, 0), "notes": (True, None)}
    found = mlflow.artifacts.download_artifacts(uri, dst_path=str(tmp_path / "found"))
    assert (tmp_path / "found" / "notes" / "a b.txt").read_text() == "naïve"
    assert os.path.getsize(os.path.join(found, "empty")) == 0


def test_a_large_file_is_read_in_parts(databricks, client, run, tmp_path, name, monkeypatch):
    monkeypatch.setenv("MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", str(FEW_BYTES))
    content = os.urandom(3 * FEW_BYTES + 7)
    (tmp_path / "weights.bin").write_bytes(content)
    client.log_artifact(run, str(tmp_path / "weights.bin"), "model")
    databricks().create_model_version(name, f"runs:/{run}/model", run_id=run)
    found = mlflow.artifacts.download_artifacts(f"models:/{name}/1/weights.bin", dst_path=str(tmp_path / "found"))
    with open(found, "rb") as file:
        assert file.read() == content


def test_models_and_versions_are_described_tagged_found_and_deleted(databricks, name):
    client = databricks()
    client.create_model_version(name, "dbfs:/models/churn", tags={"a": "1"})
    client.update_registered_model(name, "a model")
    client.update_model_version(name, "1", "a version")
    client.set_registered_model_tag(name, "k", "v")
    client.set_model_version_tag(name, "1", "b", "2")
    model, version = client.get_registered_model(name), client.get_model_version(name, "1")
    assert (model.description, model.tags) == ("a model", {"k": "v"})
    assert (version.description, version.tags, version.source) == (
        "a version",
        {"a": "1", "b": "2"},
        "dbfs:/models/churn",
    )
    assert client.get_model_version_download_uri(name, "1") == "dbfs:/models/churn"
    assert [one.name for one in client.search_registered_models(f"name = '{name}'")] == [name]
    assert [one.version for one in client.search_model_versions(f"name = '{name}'")] == ["1"]
    client.delete_registered_model_tag(name, "k")
    client.delete_model_version(name, "1")
    with refused(MISSING):
        client.get_model_version(name, "1")
    client.rename_registered_model(name, name + "-2")
    client.delete_registered_model(name + "-2")
    with refused(MISSING):
        client.get_registered_model(name + "-2")


def test_files_outside_the_server_are_not_read_from_it(databricks, name):
    databricks().create_model_version(name, "dbfs:/models/churn")
    with pytest.raises(MlflowException, match="are kept outside this server"):
        mlflow.artifacts.list_artifacts(f"models:/{name}/1")


def test_runs_are_logged_too(databricks, unique):
    client = databricks()
    experiment = mlflow.set_experiment(unique("experiment"))
    with mlflow.start_run() as run:
        mlflow.log_param("p", 1)
        mlflow.log_metric("m", 0.5)
    assert client.get_run(run.info.run_id).data.metrics == {"m": 0.5}
    assert [one.info.run_id for one in client.search_runs([experiment.experiment_id])] == [run.info.run_id]
