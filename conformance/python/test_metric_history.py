"""Metric histories: order, pages and the sampled bulk form."""

import pytest
from mlflow.entities import Metric

from refusals import INVALID, assert_refusal

INTERVAL = "metrics/get-history-bulk-interval"


@pytest.fixture
def curve(client, run):
    """A run with the metric `loss` at the steps 0 to 99, with value step / 2."""
    client.log_batch(run, metrics=[Metric("loss", step / 2, 1000 + step, step) for step in range(100)])
    return run


def test_history_is_ordered_by_time_then_step_then_value(client, run):
    points = [(3.0, 30, 1), (1.0, 10, 9), (2.0, 20, 2), (5.0, 20, 1), (4.0, 20, 1)]
    for value, time, step in points:
        client.log_metric(run, "m", value, timestamp=time, step=step)
    history = [(metric.value, metric.timestamp, metric.step) for metric in client.get_metric_history(run, "m")]
    assert history == [(1.0, 10, 9), (4.0, 20, 1), (5.0, 20, 1), (2.0, 20, 2), (3.0, 30, 1)]


def test_pages_join_to_the_whole_and_the_last_has_no_token(wire, curve):
    steps, token, pages = [], None, 0
    while pages == 0 or token:
        query = {"run_id": curve, "metric_key": "loss", "max_results": 30}
        page = wire.get("metrics/get-history", **query, **({"page_token": token} if token else {})).json()
        steps += [metric["step"] for metric in page["metrics"]]
        token, pages = page.get("next_page_token"), pages + 1
    assert steps == list(range(100))
    assert pages == 4


def test_a_complete_answer_has_no_token(wire, curve):
    for query in ({}, {"max_results": 100}, {"max_results": 25000}):
        page = wire.get("metrics/get-history", run_id=curve, metric_key="loss", **query).json()
        assert len(page["metrics"]) == 100
        assert "next_page_token" not in page


def test_the_history_of_an_unknown_key_is_empty(wire, client, run):
    assert wire.get("metrics/get-history", run_id=run, metric_key="absent").json() == {}
    assert client.get_metric_history(run, "absent") == []


@pytest.mark.parametrize("key", ["a/b c", "ünïcode:x"])
def test_keys_with_unusual_letters_have_a_history(client, run, key):
    client.log_metric(run, key, 1.0, step=3)
    assert [metric.step for metric in client.get_metric_history(run, key)] == [3]


def test_max_results_must_be_positive(wire, run):
    response = wire.get("metrics/get-history", run_id=run, metric_key="m", max_results=0)
    assert_refusal(
        response, INVALID, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer."
    )


def test_the_key_is_required(wire, run):
    response = wire.get("metrics/get-history", run_id=run)
    assert_refusal(response, INVALID, "Missing value for required parameter 'metric_key'.")


def test_the_bulk_form_lists_runs_and_points_in_order(wire, client, experiment, curve):
    other = client.create_run(experiment).info.run_id
    client.log_metric(other, "loss", 7.0, timestamp=5, step=1)
    points = wire.get(INTERVAL, run_ids=[other, curve], metric_key="loss").json()["metrics"]
    assert [point["run_id"] for point in points] == [other] + [curve] * 100
    assert points[0] == {"key": "loss", "value": 7.0, "timestamp": 5, "step": 1, "run_id": other}
    assert [point["step"] for point in points[1:]] == list(range(100))


def test_the_bulk_form_keeps_a_range_of_steps(wire, curve):
    query = {"run_ids": [curve], "metric_key": "loss", "start_step": 10, "end_step": 14}
    points = wire.get(INTERVAL, **query).json()["metrics"]
    assert [point["step"] for point in points] == [10, 11, 12, 13, 14]


@pytest.mark.parametrize("size", [1, 2, 7, 10, 99, 100, 2500])
def test_the_bulk_form_samples_and_always_keeps_the_last_point(wire, curve, size):
    points = wire.get(INTERVAL, run_ids=[curve], metric_key="loss", max_results=size).json()["metrics"]
    steps = [point["step"] for point in points]
    assert len(steps) <= size + 1
    assert steps == sorted(set(steps))
    assert steps[-1] == 99
    assert size == 1 or steps[0] == 0


def test_the_sample_is_the_first_point_of_each_bucket(wire, curve):
    points = wire.get(INTERVAL, run_ids=[curve], metric_key="loss", max_results=10).json()["metrics"]
    assert [point["step"] for point in points] == [0, 10, 20, 30, 40, 50, 60, 70, 80, 99]


def test_both_prefixes_serve_the_bulk_form(wire, curve):
    query = {"run_ids": [curve], "metric_key": "loss", "max_results": 5}
    assert wire.get("/ajax-api/2.0/mlflow/" + INTERVAL, **query).json() == wire.get(INTERVAL, **query).json()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"start_step": 1}, "If either start step or end step are specified, both must be specified."),
        ({"end_step": 1}, "If either start step or end step are specified, both must be specified."),
        (
            {"start_step": 3, "end_step": 1},
            "end_step must be greater than start_step. Found start_step=3 and end_step=1.",
        ),
        ({"max_results": 0}, "max_results must be between 1 and 2500."),
        ({"max_results": 2501}, "max_results must be between 1 and 2500."),
    ],
)
def test_a_bulk_request_that_makes_no_sense_is_refused(wire, curve, query, words):
    assert_refusal(wire.get(INTERVAL, run_ids=[curve], metric_key="loss", **query), INVALID, words)


def test_the_bulk_form_takes_at_most_100_runs(wire, curve):
    assert_refusal(wire.get(INTERVAL, run_ids=[curve] * 101, metric_key="loss"), INVALID)
