"""A training of a neural network as one runs it: metrics of each step, checkpoints, images, figures, the model in the
end; and then all of it read back."""

import io
import json
import os

os.environ["KERAS_BACKEND"] = "jax"

import keras
import matplotlib.pyplot as plt
import mlflow
import numpy as np
import pytest
from mlflow.models import infer_signature
from PIL import Image
from sklearn.datasets import load_digits

EPOCHS = 6
BATCH = 32
TRAINED = 1_400
STEPS = -(-TRAINED // BATCH)


class Checkpoints(keras.callbacks.Callback):
    """After each epoch: the weights as a file, the model as a logged model of that step, an image of what it sees."""

    def __init__(self, folder, example):
        super().__init__()
        self._folder = folder
        self._example = example
        self.models = []

    def on_epoch_end(self, epoch, logs=None):
        weights = self._folder / f"epoch-{epoch}.weights.h5"
        self.model.save_weights(weights)
        mlflow.log_artifact(weights, "checkpoints")
        signature = infer_signature(self._example, self.model.predict(self._example, verbose=0))
        step = (epoch + 1) * STEPS
        logged = mlflow.keras.log_model(
            self.model, name="digits", step=step, signature=signature, pip_requirements=["keras", "jax"]
        )
        self.models.append(logged.model_id)
        mlflow.log_metrics({"val_accuracy": logs["val_accuracy"]}, step=step, model_id=logged.model_id)
        first = np.asarray(self.model.layers[0].kernel)[:, :, 0, :]
        tiles = np.concatenate(np.moveaxis(first, 2, 0), axis=1)
        scaled = (tiles - tiles.min()) / (tiles.max() - tiles.min())
        mlflow.log_image((scaled * 255).astype(np.uint8), key="filters", step=epoch)


def network():
    keras.utils.set_random_seed(7)
    model = keras.Sequential([
        keras.Input((8, 8, 1)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.1),
        keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


class Training:
    """One training, and what it knows of itself."""

    def __init__(self, client, folder):
        digits = load_digits()
        self.images = (digits.images[..., None] / 16).astype("float32")
        self.labels = digits.target
        self.experiment = client.create_experiment("digits-" + os.urandom(8).hex())
        mlflow.set_experiment(experiment_id=self.experiment)
        checkpoints = Checkpoints(folder, self.images[:2])
        self.model = network()
        self.untrained = network()
        with mlflow.start_run(run_name="digits") as run:
            steps = mlflow.keras.MlflowCallback(log_every_epoch=False, log_every_n_steps=1)
            self.history = self.model.fit(
                self.images[:TRAINED],
                self.labels[:TRAINED],
                validation_data=(self.images[TRAINED:], self.labels[TRAINED:]),
                batch_size=BATCH,
                epochs=EPOCHS,
                verbose=0,
                callbacks=[steps, checkpoints],
            ).history
            figure, axes = plt.subplots()
            axes.plot(self.history["loss"])
            mlflow.log_figure(figure, "curves/loss.png")
            plt.close(figure)
            mlflow.log_dict(self.history, "history.json")
        self.run_id = run.info.run_id
        self.checkpoints = checkpoints.models

    def weights_equal(self, other):
        return all(
            np.array_equal(own, theirs)
            for own, theirs in zip(self.model.get_weights(), other.get_weights(), strict=True)
        )


@pytest.fixture(scope="module")
def training(url, tmp_path_factory):
    mlflow.set_tracking_uri(url)
    return Training(mlflow.MlflowClient(url, url), tmp_path_factory.mktemp("training"))


def test_each_step_is_a_point_of_each_metric(client, training):
    for key in ("loss", "accuracy"):
        history = client.get_metric_history(training.run_id, key)
        assert [point.step for point in history] == list(range(1, EPOCHS * STEPS + 1))
    losses = client.get_metric_history(training.run_id, "loss")
    assert losses[-1].value < losses[0].value / 2
    reached = client.get_metric_history(training.run_id, "val_accuracy")
    assert [point.step for point in reached] == list(range(STEPS, EPOCHS * STEPS + 1, STEPS))
    assert [point.value for point in reached] == training.history["val_accuracy"]
    assert client.get_run(training.run_id).data.params["optimizer_name"] == "adam"


def test_checkpoints_are_files_that_load_into_the_network(client, training):
    files = [item.path for item in client.list_artifacts(training.run_id, "checkpoints")]
    assert files == [f"checkpoints/epoch-{epoch}.weights.h5" for epoch in range(EPOCHS)]
    last = client.download_artifacts(training.run_id, files[-1])
    assert not training.weights_equal(training.untrained)
    training.untrained.load_weights(last)
    assert training.weights_equal(training.untrained)


def test_the_best_checkpoint_is_found_by_its_metric_and_predicts(client, training):
    made = client.search_logged_models([training.experiment], order_by=[{"field_name": "creation_timestamp"}])
    assert {model.model_id for model in made} == set(training.checkpoints)
    steps = {output.model_id: output.step for output in client.get_run(training.run_id).outputs.model_outputs}
    assert [steps[model_id] for model_id in training.checkpoints] == list(range(STEPS, EPOCHS * STEPS + 1, STEPS))
    [best, *others] = mlflow.search_logged_models(
        [training.experiment],
        order_by=[{"field_name": "metrics.val_accuracy", "ascending": False}],
        output_format="list",
    )
    reached = [[metric.value for metric in model.metrics if metric.key == "val_accuracy"] for model in (best, *others)]
    assert reached == [[value] for value in sorted(training.history["val_accuracy"], reverse=True)]
    assert training.history["val_accuracy"][training.checkpoints.index(best.model_id)] == reached[0][0]
    last = mlflow.keras.load_model(f"models:/{training.checkpoints[-1]}")
    assert training.weights_equal(last)
    loaded = mlflow.pyfunc.load_model(f"models:/{training.checkpoints[-1]}")
    assert np.allclose(loaded.predict(training.images[:50]), training.model.predict(training.images[:50], verbose=0), atol=1e-5)
    assert loaded.metadata.signature.inputs.inputs[0].shape == (-1, 8, 8, 1)


def test_images_are_there_step_by_step_and_figures_are_whole(client, training):
    names = [item.path for item in client.list_artifacts(training.run_id, "images")]
    assert len(names) == 2 * EPOCHS
    whole = sorted(name for name in names if name.endswith(".png"))
    for epoch, name in enumerate(whole):
        assert f"filters+step+{epoch}+" in name
        assert Image.open(client.download_artifacts(training.run_id, name)).size == (24, 3)
    assert len([name for name in names if name.endswith(".webp")]) == EPOCHS
    figure = mlflow.artifacts.load_image(f"runs:/{training.run_id}/curves/loss.png")
    assert figure.size == (640, 480)
    assert json.loads(json.dumps(training.history)) == mlflow.artifacts.load_dict(f"runs:/{training.run_id}/history.json")


def test_the_run_is_found_by_what_it_reached(client, training):
    [found] = client.search_runs([training.experiment], "metrics.loss < 1 AND attributes.status = 'FINISHED'")
    assert found.info.run_id == training.run_id
    assert found.data.metrics["loss"] == client.get_metric_history(training.run_id, "loss")[-1].value
