"""Fills a server with what the tests of the web UI look at, by the stock client alone."""

import argparse
import math
import os
import random

# The queue of spans is as long as a batch; the large trace overflows a shorter one, which drops spans.
os.environ["MLFLOW_ASYNC_TRACE_LOGGING_MAX_SPAN_BATCH_SIZE"] = "8192"

import fill_ui_catalog
import fill_ui_images
import fill_ui_prompts
import fill_ui_registry
import fill_ui_rtl
import fill_ui_runs
import fill_ui_serving
import fill_ui_traces
import fill_ui_trash
import mlflow
from mlflow.entities import Metric, Param

NAMES = [
    "churn-model",
    "ranker sweep 2026-11",
    "日本語の実験",
    "مرحبا بالعالم",
    "a-very-long-experiment-name-" + "x" * 180,
    "<img src=x onerror=window.attacked=1>",
]
NOTE = "Predicts **churn** from events. <script>window.attacked=1</script> [board](javascript:window.attacked=1)"


def training(client: mlflow.MlflowClient, experiment: str, number: int, chance: random.Random) -> None:
    """A run with two parameters and two metrics of 200 steps."""
    run = client.create_run(experiment, run_name=f"run-{number}", tags={"mlflow.user": "ann", "mlflow.source.name": "train.py"})
    rate = 10.0 ** -chance.randint(1, 5)
    points = [
        Metric(key, math.exp(-step / (40 + 10 * number)) + chance.random() * 0.05, 1_760_000_000_000 + step * 1_000, step)
        for step in range(200)
        for key in ("loss", "val_loss")
    ]
    client.log_batch(run.info.run_id, params=[Param("depth", str(number)), Param("lr", str(rate))], metrics=points)
    client.set_terminated(run.info.run_id, "FAILED" if number % 5 == 4 else "FINISHED")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="of the server")
    url = parser.parse_args().url
    mlflow.set_tracking_uri(url)
    client = mlflow.MlflowClient()
    chance = random.Random(7)
    for name in NAMES:
        tags = {"mlflow.note.content": NOTE, "team": "growth", "stage": "prod"}
        experiment = client.create_experiment(name, tags=tags)
        for number in range(12 if name == NAMES[0] else 2):
            training(client, experiment, number, chance)
    fill_ui_runs.fill()
    fill_ui_rtl.fill()
    fill_ui_images.fill()
    fill_ui_traces.fill()
    fill_ui_registry.fill()
    fill_ui_serving.fill()
    fill_ui_prompts.fill()
    fill_ui_catalog.fill(url)
    fill_ui_trash.fill()


if __name__ == "__main__":
    main()
