"""The catalogue by the stock client, under each of its names: `databricks-uc` in both dialects, and `uc:http://…`."""

import io

import mlflow
import numpy
import pytest
import requests
from databricks.sdk import WorkspaceClient
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from waiting import until

DIALECTS = {"mlflow": "false", "native": "true"}


@pytest.fixture(scope="module")
def iris():
    return load_iris()


@pytest.fixture(scope="module")
def classifier(iris):
    return LogisticRegression(max_iter=500).fit(iris.data, iris.target)


@pytest.fixture(params=DIALECTS)
def governed(request, url, monkeypatch):
    """The stock client of the governed registry, in one of its dialects."""
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", "nobody-asks")
    monkeypatch.setenv("MLFLOW_ENABLE_UC_NATIVE_MODEL_REGISTRY", DIALECTS[request.param])
    mlflow.set_registry_uri("databricks-uc")
    return mlflow.MlflowClient(url, "databricks-uc")


@pytest.fixture
def name(unique):
    return "main.default." + unique("churn").replace("-", "_")


@pytest.fixture
def logged(fluent_experiment, iris, classifier):
    """A classifier logged by a run of its own; a governed registry asks for a signature."""
    with mlflow.start_run():
        return mlflow.sklearn.log_model(
            classifier,
            name="classifier",
            signature=infer_signature(iris.data, classifier.predict(iris.data)),
            pip_requirements=["scikit-learn"],
        )


def predictions(uri, iris):
    return mlflow.pyfunc.load_model(uri).predict(iris.data)


def test_a_model_is_registered_found_by_its_alias_and_loaded(governed, name, logged, iris, classifier):
    version = mlflow.register_model(logged.model_uri, name)
    assert (version.name, str(version.version), version.status) == (name, "1", "READY")
    assert logged.model_id in version.source
    governed.set_registered_model_alias(name, "champion", "1")
    numpy.testing.assert_array_equal(predictions(f"models:/{name}@champion", iris), classifier.predict(iris.data))
    assert governed.get_model_version_by_alias(name, "champion").run_id == logged.run_id
    assert governed.get_registered_model(name).aliases == {"champion": "1"}
    governed.delete_registered_model_alias(name, "champion")
    assert governed.get_registered_model(name).aliases == {}


def test_a_model_is_registered_while_it_is_logged(governed, name, fluent_experiment, iris, classifier):
    with mlflow.start_run():
        mlflow.sklearn.log_model(
            classifier,
            name="classifier",
            signature=infer_signature(iris.data, classifier.predict(iris.data)),
            pip_requirements=["scikit-learn"],
            registered_model_name=name,
        )
    numpy.testing.assert_array_equal(predictions(f"models:/{name}/1", iris), classifier.predict(iris.data))


def test_tags_and_descriptions_are_kept_and_searched(governed, name, logged):
    governed.create_registered_model(name, tags={"team": "a"}, description="first")
    mlflow.register_model(logged.model_uri, name, tags={"stage": "test"})
    mlflow.register_model(logged.model_uri, name)
    governed.set_registered_model_tag(name, "owner", "ann")
    governed.delete_registered_model_tag(name, "team")
    governed.set_model_version_tag(name, "1", "checked", "yes")
    governed.delete_model_version_tag(name, "1", "stage")
    governed.update_registered_model(name, "second")
    governed.update_model_version(name, "2", "the newer one")
    assert governed.get_registered_model(name).tags == {"owner": "ann"}
    assert governed.get_registered_model(name).description == "second"
    assert governed.get_model_version(name, "1").tags == {"checked": "yes"}
    found = {int(one.version): one for one in governed.search_model_versions(f"name='{name}'")}
    assert sorted(found) == [1, 2]
    assert found[2].description == "the newer one"
    assert name in [model.name for model in governed.search_registered_models(max_results=1000)]
    governed.delete_model_version(name, "1")
    assert [int(one.version) for one in governed.search_model_versions(f"name='{name}'")] == [2]
    governed.delete_registered_model(name)
    with pytest.raises(MlflowException, match="does not exist"):
        governed.get_registered_model(name)


def test_a_version_is_copied_to_another_model(governed, name, logged, iris, classifier):
    mlflow.register_model(logged.model_uri, name)
    copied = governed.copy_model_version(f"models:/{name}/1", name + "_production")
    assert copied.run_id == logged.run_id
    numpy.testing.assert_array_equal(
        predictions(f"models:/{name}_production/1", iris), classifier.predict(iris.data)
    )


def test_a_large_file_comes_whole(governed, url, name, logged):
    """The platform's SDK asks for parts where a file has 50 MiB and more, and sends it whole where there are none."""
    size = 60 * 1024 * 1024
    files = WorkspaceClient(host=url, token="nobody-asks").files
    governed.create_registered_model(name)
    begun = requests.post(
        f"{url}/api/2.0/mlflow/unity-catalog/model-versions/create",
        json={"name": name, "source": logged.model_uri, "model_id": logged.model_id},
        timeout=60,
    ).json()["model_version"]
    folder = f"/Models/{name.replace('.', '/')}/{begun['version']}"
    files.upload(f"{folder}/weights/large.bin", io.BytesIO(b"w" * size), overwrite=True)
    finished = requests.post(
        f"{url}/api/2.0/mlflow/unity-catalog/model-versions/finalize",
        json={"name": name, "version": begun["version"]},
        timeout=60,
    ).json()["model_version"]
    assert finished["status"] == "READY"
    assert [(one.name, one.is_directory) for one in files.list_directory_contents(folder)] == [("weights", True)]
    assert files.download(f"{folder}/weights/large.bin").contents.read() == b"w" * size


def test_stages_are_refused(governed, name, logged):
    mlflow.register_model(logged.model_uri, name)
    with pytest.raises(MlflowException, match="(?i)stage"):
        governed.transition_model_version_stage(name, "1", "Production")
    with pytest.raises(MlflowException, match="(?i)stage"):
        governed.get_latest_versions(name, ["Production"])


def test_the_open_registry_registers_and_loads(url, name, logged, iris, classifier):
    registry = f"uc:{url}"
    mlflow.set_registry_uri(registry)
    client = mlflow.MlflowClient(url, registry)
    try:
        version = mlflow.register_model(logged.model_uri, name)
    except MlflowException as refused:
        if "credential" not in str(refused):
            raise
        pytest.skip("only a server whose store is a folder of this machine lets clients write there")
    assert str(version.version) == "1"
    numpy.testing.assert_array_equal(predictions(f"models:/{name}/1", iris), classifier.predict(iris.data))
    client.update_registered_model(name, "described")
    assert client.get_registered_model(name).description == "described"
    assert name in [model.name for model in client.search_registered_models()]
    client.delete_model_version(name, "1")
    client.delete_registered_model(name)


def test_the_server_copies_a_version_to_the_catalogue(governed, url, name, unique, logged, iris, classifier):
    workspace = mlflow.MlflowClient(url, url)
    own = workspace.create_registered_model(unique("own")).name
    workspace.create_model_version(own, logged.model_uri, logged.run_id, tags={"a": "b"}, model_id=logged.model_id)
    begun = requests.post(
        f"{url}/api/3.0/cairn/registry/promote",
        json={"name": own, "version": "1", "to_name": name, "with_tags": True},
        timeout=60,
    ).json()["model_version"]
    until(lambda: governed.get_model_version(name, begun["version"]).status != "PENDING_REGISTRATION")
    copied = governed.get_model_version(name, begun["version"])
    assert (copied.status, copied.run_id, copied.source) == ("READY", logged.run_id, f"models:/{own}/1")
    assert copied.tags["a"] == "b"
    numpy.testing.assert_array_equal(predictions(f"models:/{name}/1", iris), classifier.predict(iris.data))
