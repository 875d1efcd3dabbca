"""Runs with images by step, as a training of a generator logs them; a part of `fill_ui.py`."""

import os
import time

import mlflow
import numpy as np

EXPERIMENT = "images by step"
RUNS = 8


def fill() -> None:
    mlflow.set_experiment(EXPERIMENT)
    for number in range(RUNS):
        with mlflow.start_run(run_name=f"generator {number}"):
            mlflow.log_param("seed", number)
            for step in range(0, 30, 5):
                mlflow.log_metric("loss", 1 / (1 + step + number), step=step)
                mlflow.log_image(sample(number, step), key="samples", step=step)
            for step in (0, 20):
                mlflow.log_image(sample(number, 50 - step), key="val/attention", step=step)
    with mlflow.start_run(run_name="no images"):
        mlflow.log_metric("loss", 0.5, step=0)


def sample(number: int, step: int) -> np.ndarray:
    """Rings that grow clearer with the steps, in a hue of the run."""
    y, x = np.mgrid[-1:1:96j, -1:1:128j]
    rings = 0.5 + 0.5 * np.cos(np.hypot(x, y) * (6 + number) - step / 5)
    noise = np.random.default_rng(number * 100 + step).random(rings.shape)
    clear = min(step / 25, 1)
    light = clear * rings + (1 - clear) * noise
    hue = np.array([0.4 + 0.6 * np.cos(number + shade) ** 2 for shade in (0, 2, 4)])
    return (light[..., None] * hue * 255).astype(np.uint8)


if __name__ == "__main__":
    mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
    started = time.monotonic()
    fill()
    print(f"{time.monotonic() - started:.1f} s")
