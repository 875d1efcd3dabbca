"""Serving endpoints by the managed platform's own clients: databricks-sdk, and MLflow's deployments client."""

import json

import mlflow
import numpy
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InvalidParameterValue, NotFound
from databricks.sdk.errors.platform import NotImplemented as Refused
from databricks.sdk.service.serving import (
    EmailNotifications,
    EndpointCoreConfigInput,
    EndpointTag,
    RateLimit,
    RateLimitKey,
    RateLimitRenewalPeriod,
    ServedEntityInput,
    ServingEndpointAccessControlRequest,
    ServingEndpointPermissionLevel,
)
from mlflow.deployments import get_deploy_client
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from waiting import until

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
    assert f'request_count_total{{endpoint_name="{endpoint}",served_model_name="best",served_model_version="1"}} 1' in metrics
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
    settled(client, endpoint)
    assert len(client.predict(endpoint=endpoint, inputs={"inputs": ROWS})["predictions"]) > 0
    assert endpoint in [one["name"] for one in client.list_endpoints()]
    client.delete_endpoint(endpoint)


def test_an_endpoint_is_a_model_of_the_open_inference_protocol(databricks, url, endpoint, model):
    databricks()
    client = get_deploy_client("databricks")
    config = {"served_entities": [{"name": "best", "entity_name": model, "entity_version": "1"}]}
    client.create_endpoint(name=endpoint, config=config)
    base = f"{url}/v2/models/{endpoint}"
    until(lambda: requests.get(f"{base}/ready", timeout=60).status_code != 503)
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


def test_the_deployments_client_changes_an_endpoint(url, databricks, endpoint, model):
    databricks()
    client = get_deploy_client("databricks")
    entity = {"name": "best", "entity_name": model, "entity_version": "1"}
    client.create_endpoint(name=endpoint, config={"served_entities": [entity]})
    settled(client, endpoint)

    asked = client.update_endpoint_config(
        endpoint=endpoint, config={"served_entities": [{**entity, "workload_size": "Medium"}]}
    )
    assert asked["pending_config"]["served_entities"][0]["workload_size"] == "Medium"
    assert settled(client, endpoint)["config"]["config_version"] == 2
    tags = client.update_endpoint_tags(endpoint=endpoint, config={"add_tags": [{"key": "team", "value": "blue"}]})
    assert tags["tags"] == [{"key": "team", "value": "blue"}]

    limits = {"rate_limits": [{"calls": 2, "key": "endpoint", "renewal_period": "minute"}]}
    assert client.update_endpoint_rate_limits(endpoint=endpoint, config=limits) == limits
    with pytest.warns(UserWarning, match="deprecated"):
        assert client.update_endpoint(endpoint=endpoint, config=limits) == limits
    assert client.get_endpoint(endpoint)["rate_limits"] == limits["rate_limits"]
    answers = [ask(url, endpoint) for _ in range(4)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    assert answers[-1].status_code == 429 and int(answers[-1].headers["Retry-After"]) > 0
    client.update_endpoint_rate_limits(endpoint=endpoint, config={"rate_limits": []})
    assert len(client.predict(endpoint=endpoint, inputs={"inputs": ROWS})["predictions"]) > 0
    client.delete_endpoint(endpoint)


def settled(client, endpoint):
    def found():
        shown = client.get_endpoint(endpoint)
        return shown if shown["state"]["config_update"] != "IN_PROGRESS" else None

    return until(found)


def ask(url, endpoint):
    """Without the client, which waits and asks again where it was too often."""
    return requests.post(f"{url}/serving-endpoints/{endpoint}/invocations", json={"inputs": ROWS})


def test_the_sdk_gives_permissions_limits_calls_and_is_told_what_there_is_not(workspace, endpoint, model, unique):
    serving = workspace.serving_endpoints
    made = serving.create_and_wait(
        endpoint,
        config=served(model, "1"),
        rate_limits=[RateLimit(calls=600, key=RateLimitKey.USER, renewal_period=RateLimitRenewalPeriod.MINUTE)],
    )
    assert serving.get(endpoint).ai_gateway.rate_limits[0].calls == 600
    assert not serving.put(endpoint, rate_limits=[]).rate_limits

    levels = serving.get_permission_levels(made.id).permission_levels
    assert {level.permission_level for level in levels} == set(ServingEndpointPermissionLevel)
    assert serving.get_permissions(made.id).object_id.endswith(made.id)
    callers = workspace.groups_v2.create(display_name=unique("callers"))
    asks = ServingEndpointAccessControlRequest(
        group_name=callers.display_name, permission_level=ServingEndpointPermissionLevel.CAN_QUERY
    )
    given = serving.update_permissions(made.id, access_control_list=[asks])
    assert (callers.display_name, "CAN_QUERY") in levels_of(given)
    assert levels_of(serving.get_permissions(made.id)) == levels_of(given)
    assert (callers.display_name, "CAN_QUERY") not in levels_of(serving.set_permissions(made.id, access_control_list=[]))
    workspace.groups_v2.delete(callers.id)

    with pytest.raises(Refused, match="sends no mail"):
        serving.update_notifications(endpoint, email_notifications=EmailNotifications(on_update_failure=["a@b.c"]))
    with pytest.raises(InvalidParameterValue, match="route_optimized"):
        serving.create("other", config=served(model, "1"), route_optimized=True)
    serving.delete(endpoint)


def levels_of(permissions):
    return {
        (one.group_name or one.user_name, given.permission_level.value)
        for one in permissions.access_control_list or []
        for given in one.all_permissions
    }
