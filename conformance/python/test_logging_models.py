"""Models of scikit-learn and ONNX: logged, listed, loaded back and registered."""

import json

import mlflow
import numpy
import pytest
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

REQUIREMENTS = ["scikit-learn"]


@pytest.fixture(scope="module")
def iris():
    return load_iris(as_frame=True)


@pytest.fixture(scope="module")
def classifier(iris):
    return LogisticRegression(max_iter=500).fit(iris.data, iris.target)


@pytest.fixture
def logged(fluent_experiment, iris, classifier):
    """A classifier logged by a run of its own, with signature and input example."""
    with mlflow.start_run():
        return mlflow.sklearn.log_model(
            classifier,
            name="classifier",
            signature=infer_signature(iris.data, classifier.predict(iris.data)),
            input_example=iris.data.head(2),
            pip_requirements=REQUIREMENTS,
            params={"solver": "lbfgs"},
            tags={"stage": "test"},
        )


def test_a_logged_model_is_ready_and_known_to_its_run(client, fluent_experiment, logged):
    model = client.get_logged_model(logged.model_id)
    assert str(model.status) == "READY"
    assert (model.name, model.params, model.tags["stage"]) == ("classifier", {"solver": "lbfgs"}, "test")
    run = client.get_run(model.source_run_id)
    assert [output.model_id for output in run.outputs.model_outputs] == [logged.model_id]
    assert [m.model_id for m in client.search_logged_models([fluent_experiment])] == [logged.model_id]


def test_the_files_of_a_model_are_listed(client, logged):
    paths = {item.path for item in client.list_logged_model_artifacts(logged.model_id)}
    assert {"MLmodel", "requirements.txt", "conda.yaml", "python_env.yaml", "input_example.json"} <= paths


def test_a_model_is_loaded_by_each_of_its_addresses(client, logged, iris, classifier):
    run = client.get_logged_model(logged.model_id).source_run_id
    expected = classifier.predict(iris.data)
    for address in (f"models:/{logged.model_id}", logged.model_uri, f"runs:/{run}/classifier"):
        assert (mlflow.sklearn.load_model(address).predict(iris.data) == expected).all(), address
        assert (mlflow.pyfunc.load_model(address).predict(iris.data) == expected).all(), address


def test_the_signature_and_the_example_come_back(logged, iris):
    info = mlflow.models.get_model_info(logged.model_uri)
    assert info.signature.inputs.input_names() == list(iris.data.columns)
    example = mlflow.pyfunc.load_model(logged.model_uri).input_example
    assert example.shape == (2, 4)


def test_a_model_without_a_run_is_logged_too(client, fluent_experiment, iris, classifier):
    with mlflow.start_run():
        pass
    info = mlflow.sklearn.log_model(classifier, name="alone", pip_requirements=REQUIREMENTS)
    assert client.get_logged_model(info.model_id).name == "alone"


def test_registering_while_logging_makes_a_version(client, fluent_experiment, classifier, unique):
    name = unique("registered")
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(
            classifier, name="m", pip_requirements=REQUIREMENTS, registered_model_name=name, await_registration_for=0
        )
    version = client.get_model_version(name, "1")
    assert (version.run_id, version.source) == (run.info.run_id, f"models:/{info.model_id}")
    assert str(info.registered_model_version) == "1"


def test_a_registered_model_is_loaded_by_version_alias_and_latest(client, logged, iris, classifier, unique):
    name = unique("registered")
    version = mlflow.register_model(logged.model_uri, name, await_registration_for=0, tags={"a": "1"})
    assert (str(version.version), version.source) == ("1", f"models:/{logged.model_id}")
    client.set_registered_model_alias(name, "Champion", "1")
    expected = classifier.predict(iris.data)
    for address in (f"models:/{name}/1", f"models:/{name}@Champion", f"models:/{name}/latest"):
        assert (mlflow.sklearn.load_model(address).predict(iris.data) == expected).all(), address
    assert client.get_model_version_by_alias(name, "Champion").tags == {"a": "1"}


def test_a_registered_version_leads_to_the_files_of_its_model(client, experiment, logged, unique):
    name = unique("registered")
    mlflow.register_model(logged.model_uri, name, await_registration_for=0)
    assert client.get_model_version(name, "1").source == f"models:/{logged.model_id}"
    location = client.get_logged_model(logged.model_id).artifact_location
    assert client.get_model_version_download_uri(name, "1") == location


def test_a_logged_model_remembers_where_it_was_registered(client, logged, unique):
    name = client.create_registered_model(unique("registered")).name
    client.create_model_version(name, f"models:/{logged.model_id}", model_id=logged.model_id)
    [entry] = json.loads(client.get_logged_model(logged.model_id).tags["mlflow.modelVersions"])
    assert (entry["name"], str(entry["version"])) == (name, "1")


def test_a_run_address_is_registered_with_its_run(client, logged, unique):
    run = client.get_logged_model(logged.model_id).source_run_id
    name = unique("registered")
    mlflow.register_model(f"runs:/{run}/classifier", name, await_registration_for=0)
    version = client.get_model_version(name, "1")
    assert (version.run_id, version.source) == (run, f"models:/{logged.model_id}")


def test_a_version_is_copied_to_another_model(client, logged, unique):
    first, second = unique("source"), unique("copy")
    mlflow.register_model(logged.model_uri, first, await_registration_for=0)
    copied = client.copy_model_version(f"models:/{first}/1", second)
    assert (copied.name, str(copied.version)) == (second, "1")
    assert mlflow.sklearn.load_model(f"models:/{second}/1")


def test_the_web_page_reads_a_file_of_a_registered_version(client, wire, logged, unique):
    name = unique("registered")
    mlflow.register_model(logged.model_uri, name, await_registration_for=0)
    response = wire.get("/model-versions/get-artifact", name=name, version="1", path="MLmodel")
    assert response.status_code == 200
    assert "python_function" in response.text


def test_a_model_in_onnx_form_is_logged_and_scored(fluent_experiment, iris, classifier):
    from skl2onnx import to_onnx

    converted = to_onnx(
        classifier, iris.data.head(1).to_numpy(dtype=numpy.float32), options={"zipmap": False}, target_opset=17
    )
    with mlflow.start_run():
        info = mlflow.onnx.log_model(converted, name="onnx", pip_requirements=["onnxruntime"])
    scored = mlflow.pyfunc.load_model(info.model_uri).predict(iris.data.to_numpy(dtype=numpy.float32))
    assert (scored["label"] == classifier.predict(iris.data)).all()
