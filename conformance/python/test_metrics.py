"""Metrics: what is stored, and which value is the latest."""

import math

import pytest
from mlflow.entities import Metric

from refusals import INVALID, assert_refusal

LARGEST = 1.7976931348623157e308


@pytest.mark.parametrize("value", [0, 1, -1, 0.1, 1e-300, 1e300, 5e-324, LARGEST, 123456789012345.67, 2**53])
def test_a_number_is_kept_exactly(client, run, value):
    client.log_metric(run, "m", value)
    assert client.get_run(run).data.metrics["m"] == value


def test_nan_is_kept(client, run):
    client.log_metric(run, "m", math.nan)
    assert math.isnan(client.get_run(run).data.metrics["m"])
    assert math.isnan(client.get_metric_history(run, "m")[0].value)


@pytest.mark.parametrize(("value", "stored"), [(math.inf, LARGEST), (-math.inf, -LARGEST)])
def test_infinity_becomes_the_largest_number(client, run, value, stored):
    client.log_metric(run, "m", value)
    assert client.get_run(run).data.metrics["m"] == stored
    assert client.get_metric_history(run, "m")[0].value == stored


def test_nan_and_infinity_travel_as_strings(wire, run):
    for step, value in enumerate(["NaN", "Infinity", "-Infinity"]):
        assert wire.post("runs/log-metric", run_id=run, key="m", value=value, timestamp=1, step=step).status_code == 200
    history = wire.get("metrics/get-history", run_id=run, metric_key="m").json()["metrics"]
    assert {point["step"]: point["value"] for point in history} == {0: "NaN", 1: LARGEST, 2: -LARGEST}


def test_the_latest_value_is_that_of_the_highest_step(client, run):
    for step, value in [(0, 1.0), (5, 2.0), (3, 3.0)]:
        client.log_metric(run, "m", value, timestamp=1000, step=step)
    assert client.get_run(run).data.metrics["m"] == 2.0


def test_at_equal_steps_the_latest_time_wins_and_then_the_largest_value(client, run):
    client.log_metric(run, "m", 1.0, timestamp=2000, step=1)
    client.log_metric(run, "m", 9.0, timestamp=1000, step=1)
    assert client.get_run(run).data.metrics["m"] == 1.0
    client.log_metric(run, "m", 4.0, timestamp=2000, step=1)
    client.log_metric(run, "m", 3.0, timestamp=2000, step=1)
    assert client.get_run(run).data.metrics["m"] == 4.0


def test_steps_may_be_negative_and_large(client, run):
    for step in (-5, 2**40, 0):
        client.log_metric(run, "m", float(step), step=step)
    assert client.get_run(run).data.metrics["m"] == float(2**40)
    assert {metric.step for metric in client.get_metric_history(run, "m")} == {-5, 0, 2**40}


def test_an_exact_duplicate_is_stored_once(client, run):
    for _ in range(3):
        client.log_metric(run, "m", 1.0, timestamp=1000, step=1)
    client.log_batch(run, metrics=[Metric("m", 1.0, 1000, 1)] * 2 + [Metric("m", 1.0, 1000, 2)])
    assert [metric.step for metric in client.get_metric_history(run, "m")] == [1, 2]


def test_a_batch_of_a_thousand_metrics_is_stored_whole(client, run):
    client.log_batch(run, metrics=[Metric(f"m{i % 10}", i / 8, 1000 + i, i) for i in range(1000)])
    assert client.get_run(run).data.metrics == {f"m{i}": (990 + i) / 8 for i in range(10)}
    history = client.get_metric_history(run, "m7")
    assert [(metric.value, metric.timestamp, metric.step) for metric in history] == [
        (i / 8, 1000 + i, i) for i in range(7, 1000, 10)
    ]


def test_a_batch_with_several_values_of_one_key_keeps_the_latest(client, run):
    points = [Metric("m", 1.0, 10, 3), Metric("m", 2.0, 10, 7), Metric("m", 3.0, 10, 5)]
    client.log_batch(run, metrics=points)
    assert client.get_run(run).data.metrics == {"m": 2.0}


def test_a_batch_may_hold_nan(client, run):
    client.log_batch(run, metrics=[Metric("a", math.nan, 1, 0), Metric("b", math.inf, 1, 0), Metric("c", 1.0, 1, 0)])
    metrics = client.get_run(run).data.metrics
    assert math.isnan(metrics["a"])
    assert (metrics["b"], metrics["c"]) == (LARGEST, 1.0)


def test_a_batch_has_at_most_1000_metrics(wire, run):
    response = wire.post("runs/log-batch", run_id=run, metrics=[{"key": "m", "value": 1, "timestamp": 1}] * 1001)
    assert_refusal(response, INVALID, "A batch logging request can contain at most 1000 metrics. Got 1001 metrics.")


def test_a_batch_has_at_most_1000_items_together(wire, run):
    metrics = [{"key": "m", "value": i, "timestamp": 1} for i in range(950)]
    items = [{"key": f"k{i}", "value": ""} for i in range(51)]
    response = wire.post("runs/log-batch", run_id=run, metrics=metrics, params=items)
    assert_refusal(response, INVALID, "A batch logging request can contain at most 1000")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"key": "m", "value": 1}, "Missing value for required parameter 'timestamp'."),
        ({"key": "m", "timestamp": 1}, "Missing value for required parameter 'value'."),
        ({"value": 1, "timestamp": 1}, "Missing value for required parameter 'key'."),
        ({"key": "m", "value": 1, "timestamp": -1}, "Timestamp must be a nonnegative long (64-bit integer)"),
    ],
)
def test_an_incomplete_metric_is_refused(wire, run, body, words):
    assert_refusal(wire.post("runs/log-metric", run_id=run, **body), INVALID, words)


@pytest.mark.parametrize(
    ("metrics", "words"),
    [
        ([{"key": "m", "timestamp": 1}], "Missing value for required parameter 'metrics[0].value'."),
        ([{"value": 1.0, "timestamp": 1}], "Missing value for required parameter 'metrics[0].key'."),
        ("x", "Invalid value \"x\" for parameter 'metrics' supplied:  Hint: Value was of type 'str'."),
    ],
)
def test_an_incomplete_batch_is_refused(wire, run, metrics, words):
    assert_refusal(wire.post("runs/log-batch", run_id=run, metrics=metrics), INVALID, words)


def test_numbers_may_be_written_as_strings(wire, client, run):
    body = {"run_id": run, "key": "m", "value": "1.5", "timestamp": "1000", "step": "7"}
    assert wire.post("runs/log-metric", **body).status_code == 200
    [point] = client.get_metric_history(run, "m")
    assert (point.value, point.timestamp, point.step) == (1.5, 1000, 7)
