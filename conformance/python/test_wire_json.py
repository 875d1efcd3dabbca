"""The wire: how requests may be written and how answers are."""

import json

import pytest

from refusals import INVALID, MISSING, assert_refusal


def test_an_answer_is_json(wire, experiment):
    response = wire.get("experiments/get", experiment_id=experiment)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")


def test_an_error_has_exactly_four_fields(wire):
    response = wire.get("runs/get", run_id="absent")
    assert_refusal(response, MISSING, "Run with id=absent not found")
    assert set(response.json()) == {"error_code", "message", "sqlstate", "error_class"}


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "Bad Request. Content-Type header is missing."),
        ({"Content-Type": "text/plain"}, "Bad Request. Content-Type must be one of ['application/json']."),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "Content-Type must be one of ['application/json']."),
    ],
)
def test_a_post_must_say_that_it_is_json(wire, unique, headers, words):
    body = json.dumps({"name": unique()}).encode()
    assert_refusal(wire.send("POST", "experiments/create", data=body, headers=headers), INVALID, words)


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "application/json;charset=UTF-8", "application/json"]
)
def test_a_charset_after_the_content_type_is_fine(wire, unique, content_type):
    body = json.dumps({"name": unique("ü")}, ensure_ascii=False).encode()
    response = wire.send("POST", "experiments/create", data=body, headers={"Content-Type": content_type})
    assert response.status_code == 200


def test_integers_may_come_as_strings_and_go_out_as_numbers(wire, experiment):
    made = wire.answer("POST", "runs/create", experiment_id=experiment, start_time="1700000000123")
    assert made["run"]["info"]["start_time"] == 1700000000123
    found = wire.answer("POST", "runs/search", experiment_ids=[experiment], max_results="5")
    assert len(found["runs"]) == 1


def test_fields_may_be_written_in_camel_case_and_are_answered_in_snake_case(wire, experiment):
    made = wire.answer("POST", "runs/create", experimentId=experiment, startTime=12, runName="camel", userId="me")
    info = made["run"]["info"]
    assert (info["experiment_id"], info["start_time"], info["run_name"], info["user_id"]) == (
        experiment,
        12,
        "camel",
        "me",
    )


def test_enums_may_come_by_name_and_by_number(wire, client, experiment, run):
    client.delete_run(run)
    for view in ("DELETED_ONLY", 2, "ALL", 3):
        assert len(wire.answer("POST", "runs/search", experiment_ids=[experiment], run_view_type=view)["runs"]) == 1
    for view in ("ACTIVE_ONLY", 1):
        assert wire.answer("POST", "runs/search", experiment_ids=[experiment], run_view_type=view) == {}


def test_unknown_fields_are_ignored(wire, experiment):
    assert wire.answer("POST", "runs/search", experiment_ids=[experiment], colour="red", more={"deep": [1]}) == {}
    assert wire.answer("GET", "experiments/get", experiment_id=experiment, colour="red")


def test_a_run_carries_its_id_under_both_names(wire, run):
    for query in ({"run_id": run}, {"run_uuid": run}, {"run_id": run, "run_uuid": run}):
        info = wire.answer("GET", "runs/get", **query)["run"]["info"]
        assert info["run_id"] == info["run_uuid"] == run


def test_run_uuid_is_taken_for_run_id_in_writes(wire, client, run):
    wire.answer("POST", "runs/log-metric", run_uuid=run, key="m", value=1, timestamp=1)
    wire.answer("POST", "runs/log-parameter", run_uuid=run, key="p", value="1")
    wire.answer("POST", "runs/set-tag", run_uuid=run, key="t", value="1")
    wire.answer("POST", "runs/update", run_uuid=run, status="FINISHED")
    read = client.get_run(run)
    assert (read.data.metrics, read.data.params, read.info.status) == ({"m": 1.0}, {"p": "1"}, "FINISHED")
    assert wire.answer("GET", "metrics/get-history", run_uuid=run, metric_key="m")["metrics"]


def test_empty_lists_and_unset_fields_are_left_out(wire, experiment):
    info_and_data = wire.answer("POST", "runs/create", experiment_id=experiment)["run"]
    assert "end_time" not in info_and_data["info"]
    assert set(info_and_data["data"]) == {"tags"}
    assert wire.answer("POST", "experiments/search", max_results=1, filter="name = 'no such name at all'") == {}


def test_fields_set_to_nothing_are_answered(wire, experiment):
    info = wire.answer("POST", "runs/create", experiment_id=experiment)["run"]["info"]
    assert (info["user_id"], info["start_time"]) == ("", 0)


def test_a_read_run_has_these_parts(wire, client, run):
    client.log_metric(run, "m", 1, timestamp=5, step=2)
    client.log_param(run, "p", "v")
    client.set_tag(run, "t", "w")
    read = wire.answer("GET", "runs/get", run_id=run)["run"]
    assert set(read) <= {"info", "data", "inputs", "outputs"}
    assert {"key": "t", "value": "w"} in read["data"]["tags"]
    assert read["data"]["params"] == [{"key": "p", "value": "v"}]
    [metric] = read["data"]["metrics"]
    assert (metric["key"], metric["value"], metric["timestamp"], metric["step"]) == ("m", 1.0, 5, 2)


def test_writes_answer_an_empty_object(wire, run):
    assert wire.answer("POST", "runs/log-metric", run_id=run, key="m", value=1, timestamp=1) == {}
    assert wire.answer("POST", "runs/log-batch", run_id=run, metrics=[], params=[], tags=[]) == {}
    assert wire.answer("POST", "runs/set-tag", run_id=run, key="t", value="") == {}
    assert wire.answer("POST", "runs/delete", run_id=run) == {}


def test_an_update_answers_the_run(wire, run):
    info = wire.answer("POST", "runs/update", run_id=run, status="FINISHED", end_time=77, run_name="new")["run_info"]
    assert (info["run_id"], info["status"], info["end_time"], info["run_name"]) == (run, "FINISHED", 77, "new")


def test_an_experiment_has_these_fields(wire, experiment):
    body = wire.answer("GET", "experiments/get", experiment_id=experiment)["experiment"]
    expected = {"experiment_id", "name", "artifact_location", "lifecycle_stage", "last_update_time", "creation_time"}
    assert expected <= set(body)
    assert isinstance(body["creation_time"], int)
    assert isinstance(body["experiment_id"], str)


def test_page_tokens_hold_an_offset(wire, experiment):
    for _ in range(3):
        wire.answer("POST", "runs/create", experiment_id=experiment)
    first = wire.answer("POST", "runs/search", experiment_ids=[experiment], max_results=2)
    second = wire.answer(
        "POST", "runs/search", experiment_ids=[experiment], max_results=2, page_token=first["next_page_token"]
    )
    assert (len(first["runs"]), len(second["runs"])) == (2, 1)
    assert "next_page_token" not in second


def test_a_parameter_that_lies_deep_in_a_request_is_missed_by_name(wire):
    response = wire.post("/api/3.0/mlflow/traces", trace={"trace_info": {}})
    assert_refusal(response, INVALID, "Missing value for required parameter 'trace_location'")
