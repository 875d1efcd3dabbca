"""A search for good settings of a model, with pictures of each step; a part of the demo."""

import math
import random

EXPERIMENT = "cairn-demo-sweep"
RATES = (0.3, 0.1, 0.03, 0.01)
DEPTHS = (2, 4, 6)
STEPS = 120
PICTURE_EVERY = 30


def sweep():
    """Logs a parent with a run for each setting; returns the ids of the experiment and of the parent."""
    import mlflow

    experiment = mlflow.set_experiment(EXPERIMENT)
    chance = random.Random(7)
    note = "Each child tries a learning rate and a depth. **Look at** the charts beside the table, grouped by `depth`."
    with mlflow.start_run(run_name="rates and depths", description=note) as parent:
        best = 0.0
        for rate in RATES:
            for depth in DEPTHS:
                best = max(best, attempt(chance, rate, depth))
        mlflow.log_params({"rates": len(RATES), "depths": len(DEPTHS)})
        mlflow.log_metric("best_accuracy", best)
        mlflow.set_tag("team", "demo")
    return experiment.experiment_id, parent.info.run_id


def attempt(chance, rate, depth):
    """One run with curves that look like those of a training; returns its last accuracy."""
    import mlflow
    from mlflow.entities import Metric

    speed = 25 * (1 + abs(math.log10(rate / 0.1)))
    floor = 0.08 + 0.25 / depth
    with mlflow.start_run(run_name=f"rate {rate} depth {depth}", nested=True, tags={"team": "demo"}) as run:
        mlflow.log_params({"learning_rate": rate, "depth": depth, "optimizer": "adam" if depth > 2 else "sgd"})
        begun = run.info.start_time
        points = []
        for step in range(STEPS):
            loss = floor + math.exp(-step / speed) + chance.gauss(0, 0.01 + rate / 10)
            values = {"train/loss": loss, "val/loss": loss * 1.1 + step * rate / 900, "val/accuracy": 1 - loss / 2}
            points += [Metric(key, value, begun + step * 1_000, step) for key, value in values.items()]
        mlflow.MlflowClient().log_batch(run.info.run_id, metrics=points)
        for step in range(0, STEPS, PICTURE_EVERY):
            mlflow.log_image(picture(chance, step / STEPS), key="sample", step=step)
    return points[-1].value


def picture(chance, progress):
    """A round shape that comes out of the noise as the training goes on."""
    import numpy

    rows, columns = numpy.mgrid[-1:1:96j, -1:1:96j]
    shape = numpy.exp(-8 * (rows**2 + columns**2 - 0.35) ** 2)
    noise = numpy.random.default_rng(chance.randrange(1 << 32)).random(shape.shape)
    grey = progress * shape + (1 - progress) * noise
    return (255 * numpy.stack([grey, grey * 0.8, 1 - grey], axis=-1)).astype("uint8")
