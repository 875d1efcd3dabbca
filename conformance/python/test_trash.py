"""The trash, beside the stock client: what it deletes is listed, comes back, or goes for good."""

import mlflow
import pytest
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

TRASH = "/api/3.0/cairn/trash"


def test_what_the_client_deletes_is_in_the_trash_and_comes_back(client, wire, experiment, run):
    client.log_metric(run, "loss", 0.5)
    client.delete_experiment(experiment)
    items = wire.answer("GET", TRASH, experiment_id=experiment)["items"]
    assert {item["id"] for item in items} == {experiment, run}

    wire.answer("POST", TRASH + "/restore", experiment_ids=[experiment])

    assert client.get_run(run).info.lifecycle_stage == "active"
    assert client.get_run(run).data.metrics == {"loss": 0.5}


def test_what_is_purged_is_gone_for_the_client(client, wire, experiment, run):
    kept = client.create_run(experiment).info.run_id
    client.log_text(run, "content", "file.txt")
    client.delete_run(run)
    assert wire.answer("POST", TRASH + "/purge", run_ids=[run], dry_run=True)["runs"] == 1
    assert client.get_run(run).info.lifecycle_stage == "deleted"

    assert wire.answer("POST", TRASH + "/purge", run_ids=[run])["runs"] == 1

    for call in (client.get_run, client.restore_run):
        with pytest.raises(MlflowException, match="not found"):
            call(run)
    found = client.search_runs([experiment], run_view_type=ViewType.ALL)
    assert [found_run.info.run_id for found_run in found] == [kept]


def test_a_run_that_was_registered_is_kept(client, wire, experiment, run, unique):
    name = unique("model")
    client.create_registered_model(name)
    client.create_model_version(name, f"runs:/{run}/model", run_id=run)
    client.delete_run(run)
    answer = wire.answer("POST", TRASH + "/purge", run_ids=[run])
    assert answer["runs"] == 0
    assert answer["kept"][0]["id"] == run
    assert name in answer["kept"][0]["kept_because"]
    client.restore_run(run)
    assert client.get_run(run).info.lifecycle_stage == "active"


def test_a_deleted_trace_comes_back_whole_or_goes_for_good(client, wire, fluent_experiment):
    @mlflow.trace
    def answer(question):
        return question.upper()

    answer("why?")
    mlflow.flush_trace_async_logging()
    [trace] = client.search_traces(locations=[fluent_experiment])
    mlflow.log_feedback(trace_id=trace.info.trace_id, name="right", value=True)
    trace = client.get_trace(trace.info.trace_id)
    assert client.delete_traces(fluent_experiment, trace_ids=[trace.info.trace_id]) == 1
    assert client.search_traces(locations=[fluent_experiment]) == []
    with pytest.raises(MlflowException, match="not found"):
        client.get_trace(trace.info.trace_id)
    [item] = wire.answer("GET", TRASH, experiment_id=fluent_experiment)["items"]
    assert (item["kind"], item["id"], item["name"]) == ("trace", trace.info.trace_id, "answer")

    wire.answer("POST", TRASH + "/restore", trace_ids=[trace.info.trace_id])

    assert client.get_trace(trace.info.trace_id).to_dict() == trace.to_dict()
    [found] = client.search_traces(locations=[fluent_experiment], filter_string="feedback.right = 'true'")
    assert found.data.spans[0].outputs == "WHY?"
    client.delete_traces(fluent_experiment, trace_ids=[trace.info.trace_id])
    assert wire.answer("POST", TRASH + "/purge", trace_ids=[trace.info.trace_id])["traces"] == 1
    assert wire.answer("GET", TRASH, experiment_id=fluent_experiment).get("items", []) == []


def test_a_stream_tells_of_what_the_client_logs(client, wire, experiment, run):
    with wire.send("GET", f"/api/3.0/cairn/runs/{run}/events", stream=True) as response:
        lines = response.iter_lines(decode_unicode=True)
        assert any(line == "event: open" for line in lines)
        assert any(line.startswith("id: ") for line in lines)
        client.log_metric(run, "loss", 0.25, step=7)
        data = next(line for line in lines if line.startswith("data: ") and "loss" in line)
    assert '"step":7' in data
    assert mlflow.get_run(run).data.metrics["loss"] == 0.25


def test_what_is_in_the_trash_is_counted_and_a_purge_may_be_stopped(client, wire, experiment, run):
    client.delete_run(run)
    summary = wire.answer("GET", TRASH + "/summary", experiment_id=experiment)
    assert (summary["runs"], summary["experiments"]) == (1, 0)
    assert wire.answer("GET", TRASH, contains=run[:20])["items"][0]["experiment_name"]
    assert "going" in wire.answer("POST", TRASH + "/stop-purges")
