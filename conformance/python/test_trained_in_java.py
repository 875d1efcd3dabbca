"""A model that Java trained and logged, with Cairn's Java client, is one for Python like any other."""

import os
import subprocess
from pathlib import Path

import mlflow
import numpy as np
import pytest

CLIENT = Path(__file__).parents[2] / "client" / "target"


@pytest.fixture(scope="module")
def trained(url):
    """The name of a registered model, whose version a Java program trained."""
    name = f"trained-in-java-{os.getpid()}"
    classes = [str(CLIENT / "test-classes"), str(CLIENT / "classes"), (CLIENT / "test-classpath").read_text().strip()]
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    subprocess.run(
        [java, "-cp", ":".join(classes), "dev.cairn.client.TrainedInJava", name],
        env=os.environ | {"MLFLOW_TRACKING_URI": url},
        check=True,
        timeout=120,
    )
    return name


@pytest.fixture
def expected(client, trained):
    """Rows, and what the program that trained the model gives for them."""
    version = client.get_model_version_by_alias(trained, "Champion")
    said = mlflow.artifacts.load_dict(f"runs:/{version.run_id}/expected.json")
    return np.array(said["rows"], dtype=np.float32), np.array(said["probabilities"])


def test_it_predicts_in_python_what_it_predicts_in_java(trained, expected):
    rows, probabilities = expected
    model = mlflow.pyfunc.load_model(f"models:/{trained}@Champion")

    assert np.allclose(model.predict({"input": rows})["output"], probabilities, atol=1e-5)
    assert set(probabilities.argmax(axis=1)) == {0, 1, 2}
    assert model.metadata.get_input_schema().input_names() == ["input"]


def test_it_is_an_onnx_model(trained):
    [graph_input] = mlflow.onnx.load_model(f"models:/{trained}@Champion").graph.input

    assert graph_input.name == "input"


def test_it_is_known_as_a_logged_model_of_its_run(client, trained):
    version = client.get_model_version_by_alias(trained, "Champion")
    [output] = client.get_run(version.run_id).outputs.model_outputs
    logged = mlflow.get_logged_model(output.model_id)

    assert str(logged.status) == "READY"
    assert logged.source_run_id == version.run_id
    assert version.source == logged.artifact_location
    assert mlflow.models.get_model_info(f"models:/{output.model_id}").model_id == output.model_id
