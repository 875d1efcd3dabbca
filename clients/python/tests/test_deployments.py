"""The target `cairn` of `mlflow deployments`, driven as its users do: by the stock client's functions and commands."""

import json
import os
import subprocess
import sys
import uuid

import mlflow
import numpy as np
import pandas as pd
import pytest
import xgboost
from mlflow import MlflowClient
from mlflow.deployments import get_deploy_client, interface, run_local
from mlflow.exceptions import MlflowException
from mlflow.pyfunc import ChatModel
from mlflow.types.llm import (
    ChatChoice,
    ChatChoiceDelta,
    ChatChunkChoice,
    ChatCompletionChunk,
    ChatCompletionResponse,
    ChatMessage,
)

ROWS = pd.DataFrame({"length": [1.0, 2.0, 3.0, 4.0], "width": [0.5, 0.1, 0.9, 0.2]})


class Trained:
    """A registered model with two versions, of which the alias Champion means the first."""

    def __init__(self):
        self.name = "model-" + uuid.uuid4().hex[:8]
        self.models = []
        mlflow.set_experiment("deployments")
        for factor in (1, 10):
            model = xgboost.XGBRegressor(n_estimators=3).fit(ROWS, factor * ROWS["length"])
            with mlflow.start_run() as run:
                logged = mlflow.xgboost.log_model(model, name="scorer", input_example=ROWS, model_format="json")
            self.models.append((run.info.run_id, logged.model_id, model.predict(ROWS)))
            mlflow.register_model(f"models:/{logged.model_id}", self.name)
        MlflowClient().set_registered_model_alias(self.name, "Champion", 1)

    def answers(self, version):
        return pytest.approx(self.models[version - 1][2], rel=1e-6)


@pytest.fixture(scope="module")
def tracking(session_server):
    if session_server._process is None:
        session_server.start()
    before = mlflow.get_tracking_uri()
    mlflow.set_tracking_uri(session_server.url)
    mlflow.set_registry_uri(session_server.url)
    yield session_server
    mlflow.set_registry_uri(None)
    mlflow.set_tracking_uri(before)


@pytest.fixture(scope="module")
def trained(tracking):
    return Trained()


@pytest.fixture
def name(tracking):
    made = "deployment-" + uuid.uuid4().hex[:8]
    yield made
    client = get_deploy_client("cairn")
    if made in [found["name"] for found in client.list_deployments()]:
        client.delete_deployment(made)


def mlflow_command(server, *arguments):
    environment = {**os.environ, "MLFLOW_TRACKING_URI": server.url}
    command = [sys.executable, "-m", "mlflow", "deployments", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def test_a_model_is_deployed_asked_changed_and_removed(tracking, trained, name):
    client = get_deploy_client("cairn")
    made = client.create_deployment(name, f"models:/{trained.name}@Champion", config={"workload_size": "Medium"})
    assert made == {"name": name, "flavor": "python_function"}
    entity = client.get_deployment(name)["config"]["served_entities"][0]
    assert (entity["entity_version"], entity["workload_size"]) == ("@Champion", "Medium")
    answer = client.predict(name, ROWS)
    assert answer.get_predictions("ndarray") == trained.answers(1)

    client.update_deployment(name, f"models:/{trained.name}/2")
    entity = client.get_deployment(name)["config"]["served_entities"][0]
    assert (entity["entity_version"], entity["workload_size"]) == ("2", "Medium")
    assert client.predict(name, ROWS)["predictions"] == trained.answers(2)

    client.delete_deployment(name)
    assert name not in [found["name"] for found in client.list_deployments()]
    client.delete_deployment(name)
    client.delete_deployment("it", endpoint=name)
    with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        client.get_deployment(name)


def test_the_commands_do_the_same(tracking, trained, name, tmp_path):
    rows = tmp_path / "rows.json"
    rows.write_text(ROWS.to_json())
    target = "cairn://" + tracking.url.removeprefix("http://")
    elsewhere = type("Elsewhere", (), {"url": "http://127.0.0.1:9"})
    uri = f"models:/{trained.name}@Champion"
    made = mlflow_command(elsewhere, "create", "-t", target, "--name", name, "-m", uri, "-C", "tags={\"team\": \"blue\"}")
    assert f"python_function deployment {name} is created" in made.stdout, made.stderr
    asked = mlflow_command(tracking, "predict", "-t", "cairn", "--name", name, "-I", str(rows))
    assert json.loads(asked.stdout)["predictions"] == trained.answers(1), asked.stderr
    assert get_deploy_client(f"cairn:{tracking.url}").get_deployment(name)["tags"] == [{"key": "team", "value": "blue"}]
    refused = mlflow_command(tracking, "explain", "-t", "cairn", "--name", name, "-I", str(rows))
    assert refused.returncode != 0 and "does not explain predictions" in refused.stderr
    removed = mlflow_command(tracking, "delete", "-t", "cairn", "--name", name)
    assert f"Deployment {name} is deleted" in removed.stdout
    assert "cairn:https://HOST/PATH" in interface._target_help("cairn")


def test_deployments_of_one_endpoint_share_its_requests(trained, name):
    client = get_deploy_client("cairn")
    client.create_deployment("champion", f"models:/{trained.name}/1", endpoint=name)
    client.create_deployment("challenger", f"models:/{trained.name}/latest", endpoint=name, config={"traffic": "10"})
    shares = {route["served_entity_name"]: route["traffic_percentage"] for route in traffic(client, name)}
    assert shares == {"champion": 90, "challenger": 10}
    assert client.predict("challenger", ROWS, endpoint=name)["predictions"] == trained.answers(2)
    assert [found["name"] for found in client.list_deployments(name)] == ["champion", "challenger"]

    with pytest.raises(MlflowException, match="has a deployment 'challenger' already"):
        client.create_deployment("challenger", f"models:/{trained.name}/1", endpoint=name)
    client.update_deployment("challenger", config={"traffic": 100}, endpoint=name)
    client.delete_deployment("champion", endpoint=name)
    client.delete_deployment("champion", endpoint=name)
    assert traffic(client, name) == [
        {"served_entity_name": "challenger", "served_model_name": "challenger", "traffic_percentage": 100}
    ]
    assert client.predict(endpoint=name, inputs={"inputs": ROWS.to_dict("list")})["predictions"] == trained.answers(2)


def traffic(client, name):
    return client.get_endpoint(name)["config"]["traffic_config"]["routes"]


def test_a_deployment_becomes_a_shadow_and_back(trained, name):
    client = get_deploy_client("cairn")
    shadow = {"of": "champion", "percentage": 50}
    client.create_deployment("champion", f"models:/{trained.name}/1", endpoint=name)
    with pytest.raises(MlflowException, match="give another one its share first"):
        client.update_deployment("champion", config={"cairn_shadow": shadow}, endpoint=name)
    client.create_deployment("challenger", f"models:/{trained.name}/2", endpoint=name, config={"traffic": 20})
    client.update_deployment("challenger", config={"cairn_shadow": shadow}, endpoint=name)
    shares = {route["served_entity_name"]: route["traffic_percentage"] for route in traffic(client, name)}
    assert shares == {"champion": 100}
    assert client.get_deployment("challenger", endpoint=name)["cairn_shadow"]["of"] == "champion"
    client.update_deployment("challenger", config={"cairn_shadow": "{}", "traffic": 30}, endpoint=name)
    shares = {route["served_entity_name"]: route["traffic_percentage"] for route in traffic(client, name)}
    assert shares == {"champion": 70, "challenger": 30}


def test_nothing_is_registered_for_what_is_refused(trained, name):
    client, registry = get_deploy_client("cairn"), MlflowClient()
    model = f"models:/{trained.models[0][1]}"
    with pytest.raises(MlflowException, match="gets all its requests, and not 10 percent"):
        client.create_deployment(name, model, config={"traffic": 10})
    client.create_deployment(name, f"models:/{trained.name}/1", config={"traffic": 100})
    with pytest.raises(MlflowException, match=f"an endpoint '{name}' already") as refused:
        client.create_deployment(name, model)
    assert refused.value.error_code == "RESOURCE_ALREADY_EXISTS"
    with pytest.raises(MlflowException, match=f"has a deployment '{name}' already"):
        client.create_deployment(name, model, endpoint=name)
    with pytest.raises(MlflowException, match="there is no other that gets the rest"):
        client.update_deployment(name, model, config={"traffic": 50})
    assert registry.search_registered_models(f"name='{name}'") == []


def test_a_model_of_a_run_is_registered_once(trained, name):
    client, registry = get_deploy_client("cairn"), MlflowClient()
    run_id, model_id, _ = trained.models[0]
    client.create_deployment(name, f"runs:/{run_id}/scorer")
    client.update_deployment(name, f"models:/{model_id}", config={"workload_size": "Small"})
    client.update_deployment(name, f"runs:/{trained.models[1][0]}/scorer")
    versions = registry.search_model_versions(f"name='{name}'")
    assert {str(version.version): version.source for version in versions} == {
        "1": "models:/" + trained.models[0][1],
        "2": "models:/" + trained.models[1][1],
    }
    assert client.predict(name, ROWS)["predictions"] == trained.answers(2)


def test_all_forms_of_inputs_are_taken_and_missing_values_are_sent(trained, name):
    client = get_deploy_client("cairn")
    client.create_deployment(name, f"models:/{trained.name}@Champion")
    for rows in (
        ROWS,
        {"dataframe_split": ROWS.to_dict("split")},
        {"length": ROWS["length"].to_numpy(), "width": ROWS["width"].to_numpy()},
        ROWS.to_dict("records"),
    ):
        assert client.predict(name, rows)["predictions"] == trained.answers(1)
    holes = ROWS.assign(width=np.nan)
    assert len(client.predict(name, holes)["predictions"]) == 4
    with pytest.raises(MlflowException, match="Model is missing inputs"):
        client.predict(name, ROWS[["length"]])


def test_a_model_answers_in_parts_while_it_makes_them(tracking, name):
    class Endless(ChatModel):
        def predict(self, context, messages, params):
            said = ChatMessage(role="assistant", content=messages[-1].content)
            return ChatCompletionResponse(choices=[ChatChoice(index=0, message=said)])

        def predict_stream(self, context, messages, params):
            while True:
                delta = ChatChoiceDelta(role="assistant", content=messages[-1].content)
                yield ChatCompletionChunk(choices=[ChatChunkChoice(index=0, delta=delta)])

    asked = {"messages": [{"role": "user", "content": "Grüß dich\u2028du"}]}
    mlflow.pyfunc.log_model(name="model", python_model=Endless(), registered_model_name=name)
    client = get_deploy_client("cairn")
    client.create_deployment(name, f"models:/{name}/1")
    parts = client.predict_stream(name, asked)
    for _ in range(3):
        assert next(parts)["choices"][0]["delta"]["content"] == "Grüß dich\u2028du"
    parts.close()
    assert client.predict(name, asked)["choices"][0]["message"]["content"] == "Grüß dich\u2028du"
    with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        next(client.predict_stream("nobody-made-it", asked))
    with pytest.raises(MlflowException, match="one of them streams"):
        client.predict_stream(name, asked, endpoint=name)


def test_a_model_that_cannot_be_loaded_is_told_with_its_reason(trained, name):
    client = get_deploy_client("cairn")
    client.create_deployment(name, f"models:/{trained.name}/1")
    with mlflow.start_run() as run:
        mlflow.log_text("flavors: {xgboost: {data: gone.xgb, model_format: xgb}}", "broken/MLmodel")
    with pytest.raises(MlflowException, match="could not be updated. .*gone.xgb"):
        client.update_deployment(name, f"runs:/{run.info.run_id}/broken")
    assert client.predict(name, ROWS)["predictions"] == trained.answers(1)


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("models:/some", "names no version"),
        ("./model", "log and register it first"),
        ("models:/gone/latest", "has no version for 'latest'"),
        ("models:/gone/3", "RESOURCE_DOES_NOT_EXIST"),
        ("runs:/0123", "names no model of the run"),
    ],
)
def test_what_cannot_be_deployed_is_refused_with_the_reason(tracking, uri, reason):
    with pytest.raises(MlflowException, match=reason):
        get_deploy_client("cairn").create_deployment("never", uri)


def test_settings_that_make_no_sense_are_refused(trained, name):
    client = get_deploy_client("cairn")
    uri = f"models:/{trained.name}/1"
    for config, reason in (
        ({"size": "Small"}, "There is no setting 'size' here"),
        ({"scale_to_zero_enabled": "perhaps"}, "cannot be 'perhaps': true or false"),
        ({"environment_vars": "[1]"}, "an object"),
        ({"workload_size": "Huge"}, "workload_size"),
    ):
        with pytest.raises(MlflowException, match=reason):
            client.create_deployment(name, uri, config=config)
    with pytest.raises(MlflowException, match="The flavor cannot be chosen"):
        client.create_deployment(name, uri, flavor="xgboost")
    client.create_deployment(name, uri)
    with pytest.raises(MlflowException, match="Nothing to update"):
        client.update_deployment(name)
    with pytest.raises(MlflowException, match="there is no other that gets the rest"):
        client.update_deployment(name, config={"traffic": 50})


def test_a_target_without_a_server_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr("mlflow.get_tracking_uri", tmp_path.as_uri)
    with pytest.raises(MlflowException, match="set MLFLOW_TRACKING_URI"):
        get_deploy_client("cairn")
    assert get_deploy_client("cairn:https://cairn.example.org/base/")._server == "https://cairn.example.org/base"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("cairn://127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("cairn://localhost:5000/", "http://localhost:5000"),
        ("cairn://[::1]:5000", "http://[::1]:5000"),
        ("cairn://cairn.example.org:5000", "https://cairn.example.org:5000"),
        ("cairn://127.0.0.1.example.org", "https://127.0.0.1.example.org"),
        ("cairn:http://cairn.example.org", "http://cairn.example.org"),
    ],
)
def test_clear_text_goes_to_this_machine_only_unless_it_is_asked_for(target, address):
    assert get_deploy_client(target)._server == address


def test_credentials_are_those_of_the_tracking_client(monkeypatch):
    seen = []

    def send(self, request, **_):
        seen.append(request.headers["Authorization"])
        raise ConnectionError

    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", send)
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "secret-1")
    with pytest.raises((MlflowException, ConnectionError)):
        get_deploy_client("cairn://127.0.0.1:9").list_deployments()
    assert seen[0] == "Bearer secret-1"


def test_a_model_is_served_on_this_machine(tracking, trained, tmp_path):
    launcher = tmp_path / "cairn"
    launcher.write_text('#!/bin/sh\necho "$@" > "$(dirname "$0")/said"\nexit 0\n')
    launcher.chmod(0o700)
    config = {"cairn": str(launcher), "port": 5007, "model_timeout": "9s"}
    run_local("cairn", "local", f"models:/{trained.name}/latest", config=config)
    assert (tmp_path / "said").read_text().split() == [
        "serve",
        f"models:/{trained.name}/2",
        *("--port", "5007", "--model-timeout", "9s", "--tracking-uri", tracking.url),
    ]
    run_local("cairn", "local", f"models:/{trained.name}/1", config={"cairn": str(launcher), "tracking_uri": "http://other"})
    assert (tmp_path / "said").read_text().split()[2:] == ["--tracking-uri", "http://other"]
    for end, code in (("exit 3", "3"), ("kill -9 $$", "-9")):
        launcher.write_text(f"#!/bin/sh\n{end}\n")
        with pytest.raises(MlflowException, match=f"it ended with {code}"):
            run_local("cairn", "local", f"models:/{trained.name}/1", config=config)
