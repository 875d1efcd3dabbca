"""Logged models: their life, params, tags and metrics."""

import re

import mlflow
import pandas
import pytest
from mlflow.entities import LoggedModelStatus, Metric

from refusals import INVALID, MISSING, assert_refusal, refused


@pytest.fixture
def model(client, experiment):
    """The id of a new logged model, still pending."""
    return client.create_logged_model(experiment, name="net").model_id


def test_a_new_model_is_pending_and_has_its_own_artifact_folder(client, experiment, run):
    made = client.create_logged_model(
        experiment, name="net", source_run_id=run, tags={"a": "1"}, params={"depth": "3"}, model_type="agent"
    )
    read = client.get_logged_model(made.model_id)
    assert re.fullmatch("m-[0-9a-f]{32}", read.model_id)
    assert (read.name, read.experiment_id, read.source_run_id, read.model_type) == ("net", experiment, run, "agent")
    assert read.artifact_location == f"mlflow-artifacts:/{experiment}/models/{read.model_id}/artifacts"
    assert read.status == LoggedModelStatus.PENDING
    assert (read.tags["a"], read.params) == ("1", {"depth": "3"})
    assert read.creation_timestamp == read.last_updated_timestamp > 0


def test_a_model_without_a_name_is_given_one(client, experiment):
    assert client.create_logged_model(experiment).name


@pytest.mark.parametrize("name", ["a/b", "a:b", "a.b", "a%b", 'a"b', "a'b"])
def test_some_signs_are_refused_in_names(wire, experiment, name):
    assert_refusal(wire.post("logged-models", experiment_id=experiment, name=name), INVALID)


@pytest.mark.parametrize("status", [LoggedModelStatus.READY, LoggedModelStatus.FAILED])
def test_finalizing_sets_the_status(client, model, status):
    assert client.finalize_logged_model(model, status).status == status
    assert client.get_logged_model(model).status == status


def test_an_external_model_is_ready_at_once(client, fluent_experiment):
    made = mlflow.create_external_model(name="elsewhere", params={"p": "1"}, tags={"t": "2"})
    read = client.get_logged_model(made.model_id)
    assert read.status == LoggedModelStatus.READY
    assert read.params == {"p": "1"}
    assert read.tags["t"] == "2"


def test_the_fluent_api_initializes_and_finalizes(client, fluent_experiment):
    made = mlflow.initialize_logged_model(name="slow")
    assert client.get_logged_model(made.model_id).status == LoggedModelStatus.PENDING
    mlflow.finalize_logged_model(made.model_id, "READY")
    assert client.get_logged_model(made.model_id).status == LoggedModelStatus.READY


def test_tags_are_set_overwritten_and_deleted(client, model):
    client.set_logged_model_tags(model, {"a": "1", "b": "ü"})
    client.set_logged_model_tags(model, {"a": "2"})
    tags = client.get_logged_model(model).tags
    assert (tags["a"], tags["b"]) == ("2", "ü")
    client.delete_logged_model_tag(model, "a")
    assert "a" not in client.get_logged_model(model).tags


def test_deleting_a_tag_that_is_not_there_is_not_found(client, model):
    with refused(MISSING, f"No tag with key 'absent' found for model with ID '{model}'."):
        client.delete_logged_model_tag(model, "absent")


def test_params_are_added_later_but_never_twice(client, wire, model):
    client.log_model_params(model, {"depth": "3", "rate": "0.1"})
    assert client.get_logged_model(model).params == {"depth": "3", "rate": "0.1"}
    response = wire.post(f"logged-models/{model}/params", model_id=model, params=[{"key": "depth", "value": "4"}])
    assert response.status_code == 400
    assert client.get_logged_model(model).params["depth"] == "3"


def test_many_params_arrive_whole(client, experiment):
    params = {f"p{i}": "x" * 100 for i in range(150)}
    made = client.create_logged_model(experiment, params=params)
    assert client.get_logged_model(made.model_id).params == params


def test_metrics_belong_to_model_run_and_dataset(client, run, model):
    client.log_metric(run, "auc", 0.9, timestamp=10, step=2, model_id=model, dataset_name="iris", dataset_digest="d1")
    client.log_metric(run, "auc", 0.8, timestamp=20, step=2, model_id=model)
    metrics = client.get_logged_model(model).metrics
    assert {(m.key, m.value, m.step, m.timestamp, m.dataset_name, m.dataset_digest, m.run_id) for m in metrics} == {
        ("auc", 0.9, 2, 10, "iris", "d1", run),
        ("auc", 0.8, 2, 20, None, None, run),
    }
    assert client.get_run(run).data.metrics["auc"] == 0.8


def test_a_batch_carries_metrics_of_models(client, run, model):
    points = [
        Metric("loss", 1 / (1 + i), 10 + i, i, model_id=model, dataset_name="d", dataset_digest="x") for i in range(5)
    ]
    client.log_batch(run, metrics=points)
    metrics = client.get_logged_model(model).metrics
    assert max(m.step for m in metrics) == 4
    assert {m.dataset_name for m in metrics} == {"d"}


def test_the_fluent_api_logs_metrics_for_the_active_model(client, fluent_experiment):
    made = mlflow.create_external_model(name="elsewhere")
    with mlflow.start_run():
        table = mlflow.data.from_pandas(pandas.DataFrame({"x": [1]}), name="table")
        mlflow.log_metric("auc", 0.7, model_id=made.model_id, dataset=table)
        mlflow.log_metrics({"f1": 0.6, "recall": 0.5}, model_id=made.model_id, step=1)
    on = {m.key: m.dataset_name for m in client.get_logged_model(made.model_id).metrics}
    assert on == {"auc": "table", "f1": None, "recall": None}


def test_a_deleted_model_is_gone(client, model):
    client.delete_logged_model(model)
    with refused(MISSING, f"Logged model with ID '{model}' not found."):
        client.get_logged_model(model)


def test_a_deleted_model_is_read_when_asked_for(client, wire, model):
    client.delete_logged_model(model)
    query = {"allow_deleted": "true"}
    assert wire.get(f"logged-models/{model}", **query).json()["model"]["info"]["model_id"] == model


def test_an_unknown_model_is_not_found(client):
    unknown = "m-" + "0" * 32
    with refused(MISSING, f"Logged model with ID '{unknown}' not found."):
        client.get_logged_model(unknown)
    with refused(MISSING):
        client.finalize_logged_model(unknown, "READY")
    with refused(MISSING):
        client.delete_logged_model(unknown)


def test_a_model_in_an_unknown_experiment_is_not_found(client):
    with refused(MISSING, "No Experiment with id=999999999 exists"):
        client.create_logged_model("999999999")


def test_the_wire_form_has_info_and_data(wire, client, experiment, run, model):
    client.finalize_logged_model(model, "READY")
    client.log_model_params(model, {"p": "1"})
    body = wire.get(f"logged-models/{model}").json()["model"]
    assert set(body) == {"info", "data"}
    assert body["info"]["status"] == "LOGGED_MODEL_READY"
    assert isinstance(body["info"]["creation_timestamp_ms"], int)
    assert body["info"]["artifact_uri"].endswith(f"/models/{model}/artifacts")
    assert body["data"]["params"] == [{"key": "p", "value": "1"}]
