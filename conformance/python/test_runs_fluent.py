"""Runs: the fluent API, nesting and threads."""

from concurrent.futures import ThreadPoolExecutor

import mlflow
import pytest
from mlflow import MlflowException


def test_a_run_started_and_left_is_finished(client, fluent_experiment):
    with mlflow.start_run(run_name="fluent", description="a note", tags={"a": "b"}) as run:
        mlflow.log_param("depth", 3)
        mlflow.log_params({"rate": 0.1, "kind": "tree"})
        mlflow.log_metric("loss", 0.5, step=1)
        mlflow.log_metrics({"loss": 0.25, "auc": 0.9}, step=2)
        mlflow.set_tags({"c": 1})
    read = client.get_run(run.info.run_id)
    assert read.info.experiment_id == fluent_experiment
    assert read.info.status == "FINISHED"
    assert read.info.end_time >= read.info.start_time > 0
    assert read.data.params == {"depth": "3", "rate": "0.1", "kind": "tree"}
    assert read.data.metrics == {"loss": 0.25, "auc": 0.9}
    assert read.data.tags["mlflow.note.content"] == "a note"
    assert (read.data.tags["a"], read.data.tags["c"]) == ("b", "1")


def test_the_client_tags_user_and_source(client, fluent_experiment):
    with mlflow.start_run() as run:
        pass
    tags = client.get_run(run.info.run_id).data.tags
    assert {"mlflow.user", "mlflow.source.name", "mlflow.source.type", "mlflow.runName"} <= set(tags)


def test_a_run_left_by_an_exception_has_failed(client, fluent_experiment):
    with pytest.raises(ZeroDivisionError), mlflow.start_run() as run:
        _ = 1 / 0
    assert client.get_run(run.info.run_id).info.status == "FAILED"


def test_a_run_can_be_resumed(client, fluent_experiment):
    with mlflow.start_run() as first:
        mlflow.log_metric("m", 1.0, step=0)
    with mlflow.start_run(run_id=first.info.run_id):
        assert client.get_run(first.info.run_id).info.status == "RUNNING"
        mlflow.log_metric("m", 2.0, step=1)
    read = client.get_run(first.info.run_id)
    assert read.info.status == "FINISHED"
    assert read.data.metrics == {"m": 2.0}


def test_nested_runs_know_their_parent(client, fluent_experiment):
    with mlflow.start_run() as parent:
        with mlflow.start_run(nested=True) as child:
            with mlflow.start_run(nested=True) as grandchild:
                mlflow.log_metric("depth", 2)
    assert client.get_parent_run(child.info.run_id).info.run_id == parent.info.run_id
    assert client.get_parent_run(grandchild.info.run_id).info.run_id == child.info.run_id
    assert client.get_parent_run(parent.info.run_id) is None
    children = client.search_runs([fluent_experiment], f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
    assert [run.info.run_id for run in children] == [child.info.run_id]


def test_deleting_a_parent_leaves_the_child(client, fluent_experiment):
    with mlflow.start_run() as parent, mlflow.start_run(nested=True) as child:
        pass
    client.delete_run(parent.info.run_id)
    assert client.get_run(child.info.run_id).info.lifecycle_stage == "active"


def test_twenty_threads_write_runs_of_their_own(client, experiment):
    def work(number):
        run = client.create_run(experiment, run_name=f"thread-{number}").info.run_id
        for step in range(5):
            client.log_metric(run, "step", number * 100 + step, step=step)
        client.log_param(run, "number", number)
        client.set_terminated(run)
        return run

    with ThreadPoolExecutor(20) as threads:
        ids = list(threads.map(work, range(20)))
    runs = {run.info.run_id: run for run in client.search_runs([experiment])}
    assert set(runs) == set(ids)
    for number, run_id in enumerate(ids):
        assert runs[run_id].data.params == {"number": str(number)}
        assert runs[run_id].data.metrics == {"step": number * 100 + 4}
        assert runs[run_id].info.status == "FINISHED"


def test_twenty_threads_write_to_one_run(client, run):
    def work(number):
        client.log_metric(run, "shared", number, timestamp=1000 + number, step=number)
        client.log_param(run, f"param-{number}", number)
        client.set_tag(run, f"tag-{number}", number)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(work, range(20)))
    data = client.get_run(run).data
    assert data.metrics == {"shared": 19.0}
    assert len(data.params) == 20
    assert len([tag for tag in data.tags if tag.startswith("tag-")]) == 20
    assert [metric.step for metric in client.get_metric_history(run, "shared")] == list(range(20))


def test_search_runs_of_the_fluent_api_makes_a_data_frame(fluent_experiment):
    for value in (1, 2):
        with mlflow.start_run(run_name=f"run-{value}"):
            mlflow.log_param("p", value)
            mlflow.log_metric("m", value)
    frame = mlflow.search_runs([fluent_experiment], order_by=["metrics.m ASC"])
    assert list(frame["params.p"]) == ["1", "2"]
    assert list(frame["metrics.m"]) == [1.0, 2.0]
    assert list(frame["status"]) == ["FINISHED", "FINISHED"]


def test_what_is_logged_asynchronously_arrives(client, fluent_experiment):
    with mlflow.start_run() as run:
        for step in range(50):
            mlflow.log_metric("m", step / 2, step=step, synchronous=False)
        mlflow.log_param("p", 1, synchronous=False)
        mlflow.set_tag("t", "1", synchronous=False)
        mlflow.flush_async_logging()
    read = client.get_run(run.info.run_id)
    assert (read.data.metrics, read.data.params) == ({"m": 24.5}, {"p": "1"})
    assert len(client.get_metric_history(run.info.run_id, "m")) == 50


def test_set_experiment_makes_the_experiment_once(client, unique):
    name = unique()
    first = mlflow.set_experiment(name)
    second = mlflow.set_experiment(name)
    assert first.experiment_id == second.experiment_id == client.get_experiment_by_name(name).experiment_id


def test_a_deleted_experiment_cannot_be_set(client, unique):
    name = unique()
    client.delete_experiment(client.create_experiment(name))
    with pytest.raises(MlflowException, match="Cannot set a deleted experiment"):
        mlflow.set_experiment(name)
