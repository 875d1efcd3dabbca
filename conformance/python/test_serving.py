"""Serving endpoints by the managed platform's own clients: databricks-sdk, and MLflow's deployments client."""

import json

import mlflow
import numpy
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound
from databricks.sdk.service.serving import EndpointCoreConfigInput, EndpointTag, ServedEntityInput
from mlflow.deployments import get_deploy_client
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

ROWS = [[5.1, 3.5, 1.4, 0.2], [6.2, 2.9, 4.3, 1.3]]


@pytest.fixture(scope="module")
def onnx():
    from skl2onnx import to_onnx

    iris = load_iris()
    rows = iris.data.astype(numpy.float32)
    return to_onnx(
        LogisticRegression(max_iter=500).fit(rows, iris.target), rows[:1], options={"zipmap": False}, target_opset=17
    ), rows


@pytest.fixture
def model(fluent_experiment, unique, onnx):
    """The name of a model of the workspace, of which there is version 1."""
    name = unique("iris")
    with mlflow.start_run():
        mlflow.onnx.log_model(
            onnx[0],
            name="classifier",
            signature=infer_signature(onnx[1], numpy.zeros(len(onnx[1]), numpy.int64)),
            pip_requirements=["onnxruntime"],
            registered_model_name=name,
        )
    return name


@pytest.fixture
def governed(model, url, unique, monkeypatch):
    """The full name of a model of the catalogue, of which there is version 1 with the alias champion."""
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", "nobody-asks")
    name = "main.default." + unique("iris").replace("-", "_")
    source = mlflow.MlflowClient().get_model_version(model, "1").source
    mlflow.set_registry_uri("databricks-uc")
    mlflow.register_model(source, name)
    mlflow.MlflowClient().set_registered_model_alias(name, "champion", 1)
    return name


@pytest.fixture
def endpoint(unique):
    return unique("e")[:40]


@pytest.fixture
def workspace(url):
    return WorkspaceClient(host=url, token="nobody-asks")


def served(name, version):
    return EndpointCoreConfigInput(
        name="e",
        served_entities=[
            ServedEntityInput(
                name="best", entity_name=name, entity_version=version, workload_size="Small", scale_to_zero_enabled=False
            )
        ],
    )


def test_the_sdk_makes_asks_watches_and_deletes_an_endpoint(workspace, endpoint, governed):
    made = workspace.serving_endpoints.create_and_wait(endpoint, config=served(governed, "@champion"))
    assert made.state.ready.value == "READY"
    answer = workspace.serving_endpoints.query(endpoint, inputs=ROWS)
    assert [row["label"] if isinstance(row, dict) else row for row in answer.predictions]
    assert answer.served_model_name == "best"

    metrics = workspace.serving_endpoints.export_metrics(endpoint).contents.read().decode()
    assert f'request_count_total{{endpoint_name="{endpoint}",served_model_name="best"}} 1' in metrics
    assert "is loaded" in workspace.serving_endpoints.build_logs(endpoint, "best").logs
    assert "takes the requests" in workspace.serving_endpoints.logs(endpoint, "best").logs
    form = json.loads(workspace.serving_endpoints.get_open_api(endpoint).contents.read())
    assert f"/serving-endpoints/{endpoint}/invocations" in form["paths"]

    workspace.serving_endpoints.patch(endpoint, add_tags=[EndpointTag(key="team", value="blue")])
    assert endpoint in [one.name for one in workspace.serving_endpoints.list()]
    workspace.serving_endpoints.update_config_and_wait(endpoint, served_entities=served(governed, "1").served_entities)
    assert workspace.serving_endpoints.get(endpoint).config.served_entities[0].entity_version == "1"
    workspace.serving_endpoints.delete(endpoint)
    with pytest.raises(NotFound):
        workspace.serving_endpoints.get(endpoint)


def test_the_deployments_client_does_the_same(databricks, endpoint, model):
    databricks()
    client = get_deploy_client("databricks")
    client.create_endpoint(
        name=endpoint,
        config={"served_entities": [{"name": "best", "entity_name": model, "entity_version": "1"}]},
    )
    while client.get_endpoint(endpoint)["state"]["config_update"] == "IN_PROGRESS":
        pass
    assert len(client.predict(endpoint=endpoint, inputs={"inputs": ROWS})["predictions"]) > 0
    assert endpoint in [one["name"] for one in client.list_endpoints()]
    client.delete_endpoint(endpoint)


def test_an_endpoint_is_a_model_of_the_open_inference_protocol(databricks, url, endpoint, model):
    databricks()
    client = get_deploy_client("databricks")
    config = {"served_entities": [{"name": "best", "entity_name": model, "entity_version": "1"}]}
    client.create_endpoint(name=endpoint, config=config)
    base = f"{url}/v2/models/{endpoint}"
    while requests.get(f"{base}/ready", timeout=60).status_code == 503:
        pass
    labels = client.predict(endpoint=endpoint, inputs={"inputs": ROWS})["predictions"]["label"]
    rows = numpy.array(ROWS, numpy.float32)
    described = requests.get(base, timeout=60).json()
    assert [(each["datatype"], each["shape"]) for each in described["inputs"]] == [("FP32", [-1, 4])]

    tensor = {"name": "x", "shape": rows.shape, "datatype": "FP32"}
    plain = requests.post(f"{base}/infer", json={"inputs": [tensor | {"data": rows.tolist()}]}, timeout=60)
    assert plain.headers["served-model-name"] == "best"
    assert plain.json()["outputs"][0]["data"] == labels

    tensor["parameters"] = {"binary_data_size": rows.nbytes}
    head = json.dumps({"inputs": [tensor], "parameters": {"binary_data_output": True}}).encode()
    length = "Inference-Header-Content-Length"
    packed = requests.post(
        f"{base}/versions/1/infer", data=head + rows.tobytes(), headers={length: str(len(head))}, timeout=60
    )
    outputs = packed.content[int(packed.headers[length]) :]
    assert numpy.frombuffer(outputs[: 8 * len(labels)], numpy.int64).tolist() == labels
    client.delete_endpoint(endpoint)
    other = requests.post(f"{url}/v2/models/nobody/infer", json={}, timeout=60)
    assert other.status_code == 404
    assert "nobody" in other.json()["error"]
