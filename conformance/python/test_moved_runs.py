"""Runs that were moved to another experiment, as the stock client sees them."""

import mlflow
import pytest
from mlflow.exceptions import MlflowException

MOVE = "/api/3.0/cairn/runs/move"


@pytest.fixture
def target(client, unique):
    return client.create_experiment(unique("target"))


def test_a_moved_run_is_whole_in_its_new_experiment(client, wire, experiment, target, run, tmp_path):
    client.log_metric(run, "loss", 0.5, step=1)
    client.log_metric(run, "loss", 0.25, step=2)
    client.log_param(run, "depth", 3)
    client.log_text(run, "content", "deep/file.txt")

    assert wire.answer("POST", MOVE, run_ids=[run], experiment_id=target)["moved"] == 1

    assert client.search_runs([experiment]) == []
    [found] = client.search_runs([target], "metrics.loss < 0.3 and params.depth = '3'")
    assert found.info.run_id == run
    assert [point.value for point in client.get_metric_history(run, "loss")] == [0.5, 0.25]
    assert [file.path for file in client.list_artifacts(run, "deep")] == ["deep/file.txt"]
    with open(client.download_artifacts(run, "deep/file.txt", str(tmp_path))) as file:
        assert file.read() == "content"
    client.log_text(run, "more", "later.txt")
    client.log_metric(run, "loss", 0.1, step=3)
    assert client.get_run(run).data.metrics == {"loss": 0.1}


def test_a_run_that_goes_on_logs_where_it_was_moved_to(client, wire, fluent_experiment, target):
    with mlflow.start_run() as active:
        mlflow.log_metric("loss", 0.5)
        wire.answer("POST", MOVE, run_ids=[active.info.run_id], experiment_id=target)
        mlflow.log_metric("later", 1.0)
    run = client.get_run(active.info.run_id)
    assert run.info.experiment_id == target
    assert run.info.status == "FINISHED"
    assert run.data.metrics == {"loss": 0.5, "later": 1.0}


def test_children_and_models_go_with_a_run(client, wire, fluent_experiment, target):
    with mlflow.start_run() as parent:
        with mlflow.start_run(nested=True) as child:
            model = mlflow.initialize_logged_model(name="net", source_run_id=child.info.run_id)
            mlflow.finalize_logged_model(model.model_id, "READY")
    wire.answer("POST", MOVE, run_ids=[parent.info.run_id], experiment_id=target)
    assert {run.info.run_id for run in client.search_runs([target])} == {parent.info.run_id, child.info.run_id}
    assert mlflow.get_logged_model(model.model_id).experiment_id == target
    found = mlflow.search_logged_models(experiment_ids=[target], output_format="list")
    assert [one.model_id for one in found] == [model.model_id]


def test_a_deleted_experiment_takes_no_runs(client, wire, target, run):
    client.delete_experiment(target)
    answer = wire.send("POST", MOVE, json={"run_ids": [run], "experiment_id": target})
    assert answer.status_code == 400
    assert "active" in answer.json()["message"]
    with pytest.raises(MlflowException, match="not found"):
        client.get_run("0" * 32)
