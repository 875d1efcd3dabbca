"""Metrics of the machine that a run is on, which the client samples by itself."""

import time

import mlflow
import pytest

from waiting import until

# Seconds in which a test has its points. The client sends them only when it has run ten times as long as it takes to send.
PATIENCE = 240


@pytest.fixture
def sampled():
    """Samples every tenth of a second, and sends each one."""
    mlflow.enable_system_metrics_logging()
    mlflow.set_system_metrics_sampling_interval(0.1)
    mlflow.set_system_metrics_samples_before_logging(1)
    mlflow.set_system_metrics_node_id("node-7")
    yield
    mlflow.disable_system_metrics_logging()
    mlflow.set_system_metrics_sampling_interval(None)
    mlflow.set_system_metrics_samples_before_logging(None)
    mlflow.set_system_metrics_node_id(None)


def test_the_machine_is_measured_while_a_run_is_active(client, fluent_experiment, sampled):
    cpu = "system/node-7/cpu_utilization_percentage"
    end = time.monotonic() + PATIENCE
    with mlflow.start_run() as run:
        run_id = run.info.run_id
        until(lambda: len(client.get_metric_history(run_id, cpu)) >= 5, end - time.monotonic())
    with mlflow.start_run(run_id=run_id):
        before = len(client.get_metric_history(run_id, cpu))
        until(lambda: len(client.get_metric_history(run_id, cpu)) >= before + 3, end - time.monotonic())

    names = set(client.get_run(run_id).data.metrics)
    assert {
        f"system/node-7/{name}"
        for name in (
            "cpu_utilization_percentage",
            "system_memory_usage_megabytes",
            "disk_available_megabytes",
            "network_receive_megabytes",
        )
    } <= names
    history = client.get_metric_history(run_id, cpu)
    assert [point.step for point in history] == list(range(len(history)))
    assert all(0 <= point.value for point in history)
    found = client.search_runs([fluent_experiment], "metrics.`system/node-7/system_memory_usage_megabytes` > 0")
    assert [each.info.run_id for each in found] == [run_id]
