"""Runs: their life through the client."""

import re

import pytest
from mlflow.entities import Metric, Param, RunTag, ViewType

from refusals import INVALID, MISSING, refused


def test_a_new_run_is_running_active_and_has_its_own_artifact_folder(client, experiment):
    run = client.create_run(experiment, start_time=1234, run_name="first", tags={"phase": "one"})
    read = client.get_run(run.info.run_id)
    assert read.info.run_name == "first"
    assert read.info.status == "RUNNING"
    assert read.info.lifecycle_stage == "active"
    assert read.info.start_time == 1234
    assert read.info.end_time is None
    assert read.info.experiment_id == experiment
    assert read.info.artifact_uri == f"mlflow-artifacts:/{experiment}/{run.info.run_id}/artifacts"
    assert read.data.tags["phase"] == "one"
    assert read.data.tags["mlflow.runName"] == "first"


def test_a_run_id_is_32_hexadecimal_digits(run):
    assert re.fullmatch("[0-9a-f]{32}", run)


def test_a_run_without_a_name_is_given_one(client, run):
    read = client.get_run(run)
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d+", read.info.run_name)
    assert read.data.tags["mlflow.runName"] == read.info.run_name


def test_the_name_may_come_from_the_tag(client, experiment):
    run = client.create_run(experiment, tags={"mlflow.runName": "from the tag"})
    assert client.get_run(run.info.run_id).info.run_name == "from the tag"


def test_two_different_names_are_refused(client, experiment):
    words = "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values"
    with refused(INVALID, words):
        client.create_run(experiment, run_name="one", tags={"mlflow.runName": "two"})


def test_several_runs_may_share_a_name(client, experiment):
    ids = {client.create_run(experiment, run_name="twin").info.run_id for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize("name", ["ünïcode 試験 🚀", "with 'quotes' and \"more\"", "a/b:c%20d", "x" * 250])
def test_a_name_is_kept_as_given(client, experiment, name):
    run = client.create_run(experiment, run_name=name)
    assert client.get_run(run.info.run_id).info.run_name == name


@pytest.mark.parametrize("status", ["SCHEDULED", "FINISHED", "FAILED", "KILLED", "RUNNING"])
def test_an_update_sets_status_and_name(client, run, status):
    client.update_run(run, status=status, name="renamed")
    read = client.get_run(run)
    assert read.info.status == status
    assert read.info.run_name == read.data.tags["mlflow.runName"] == "renamed"


def test_setting_the_name_tag_renames_the_run(client, run):
    client.set_tag(run, "mlflow.runName", "by tag")
    assert client.get_run(run).info.run_name == "by tag"


def test_terminating_sets_status_and_end_time(client, run):
    client.set_terminated(run, status="FAILED", end_time=4321)
    read = client.get_run(run)
    assert read.info.status == "FAILED"
    assert read.info.end_time == 4321


def test_a_terminated_run_still_takes_data(client, run):
    client.set_terminated(run)
    client.log_metric(run, "late", 1.0)
    client.log_param(run, "late", "yes")
    assert client.get_run(run).data.metrics == {"late": 1.0}


def test_a_deleted_run_is_read_but_hidden_and_comes_back(client, experiment, run):
    client.delete_run(run)
    assert client.get_run(run).info.lifecycle_stage == "deleted"
    assert client.search_runs([experiment]) == []
    assert [r.info.run_id for r in client.search_runs([experiment], run_view_type=ViewType.DELETED_ONLY)] == [run]
    assert [r.info.run_id for r in client.search_runs([experiment], run_view_type=ViewType.ALL)] == [run]
    client.restore_run(run)
    assert [r.info.run_id for r in client.search_runs([experiment])] == [run]


def test_deleting_and_restoring_twice_is_harmless(client, run):
    client.delete_run(run)
    client.delete_run(run)
    client.restore_run(run)
    client.restore_run(run)
    assert client.get_run(run).info.lifecycle_stage == "active"


@pytest.mark.parametrize(
    "write",
    [
        lambda client, run: client.log_metric(run, "m", 1.0),
        lambda client, run: client.log_param(run, "p", "1"),
        lambda client, run: client.set_tag(run, "t", "1"),
        lambda client, run: client.delete_tag(run, "mlflow.runName"),
        lambda client, run: client.log_batch(run, metrics=[Metric("m", 1.0, 1, 0)]),
        lambda client, run: client.update_run(run, status="FINISHED"),
    ],
    ids=["log_metric", "log_param", "set_tag", "delete_tag", "log_batch", "update_run"],
)
def test_a_deleted_run_takes_no_data(client, run, write):
    client.delete_run(run)
    with refused(INVALID, f"The run {run} must be in the 'active' state. Current state is deleted."):
        write(client, run)


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.get_run("0" * 32),
        lambda client: client.log_metric("0" * 32, "m", 1.0),
        lambda client: client.log_param("0" * 32, "p", "1"),
        lambda client: client.set_tag("0" * 32, "t", "1"),
        lambda client: client.log_batch("0" * 32, params=[Param("p", "1")], tags=[RunTag("t", "1")]),
        lambda client: client.delete_run("0" * 32),
        lambda client: client.restore_run("0" * 32),
    ],
    ids=["get_run", "log_metric", "log_param", "set_tag", "log_batch", "delete_run", "restore_run"],
)
def test_an_unknown_run_is_not_found(client, call):
    with refused(MISSING, f"Run with id={'0' * 32} not found"):
        call(client)


def test_a_run_in_an_unknown_experiment_is_not_found(client):
    with refused(MISSING, "No Experiment with id=999999999 exists"):
        client.create_run("999999999")
