"""Model files that libraries saved, logged by `cairn models log`, are to the stock client models that it logged itself."""

import json
import os
import pathlib
import subprocess
import uuid

import lightgbm
import mlflow
import numpy as np
import onnxruntime
import pandas as pd
import pytest
import skops.io
import xgboost
from skl2onnx import to_onnx
from sklearn import datasets
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

CAIRN = str(pathlib.Path(__file__).resolve().parents[2] / "cairn")


def run(*arguments):
    return subprocess.run([CAIRN, *arguments], capture_output=True, text=True, timeout=120)


@pytest.fixture
def log(url, tmp_path):
    """Logs a file as version 1 of a new registered model, with rows as its example; returns the URI of that."""

    def logged(file, rows, *arguments):
        example = tmp_path / "example.json"
        body = {"dataframe_split": rows.to_dict("split", index=False)} if hasattr(rows, "columns") else {"inputs": rows.tolist()}
        example.write_text(json.dumps(body))
        name = f"logged-by-command-{uuid.uuid4().hex}"
        said = run(
            "models", "log", str(file), "--name", "model", "--register", name, "--tracking-uri", url,
            "--input-example", str(example), *arguments,
        )  # fmt: skip
        assert said.returncode == 0, said.stdout + said.stderr
        return f"models:/{name}/1"

    return logged


@pytest.fixture
def flowers():
    """Rows with names, and their classes."""
    data = datasets.load_iris(as_frame=True)
    mixed = data.frame.sample(frac=1, random_state=7).reset_index(drop=True)
    return mixed.drop(columns="target"), mixed["target"]


def test_a_booster_of_xgboost(log, flowers, tmp_path):
    rows, target = flowers
    booster = xgboost.train({"objective": "multi:softprob", "num_class": 3}, xgboost.DMatrix(rows, target), 10)
    booster.save_model(tmp_path / "trees.ubj")

    uri = log(tmp_path / "trees.ubj", rows.head(3), "--requirement", f"xgboost=={xgboost.__version__}")
    model = mlflow.pyfunc.load_model(uri)

    np.testing.assert_array_equal(model.predict(rows), booster.predict(xgboost.DMatrix(rows)))
    assert model.metadata.get_input_schema().input_names() == list(rows)
    assert model.metadata.get_input_schema().input_types()[0].name == "double"
    pd.testing.assert_frame_equal(model.input_example, rows.head(3))
    assert isinstance(mlflow.xgboost.load_model(uri), xgboost.Booster)
    info = mlflow.models.get_model_info(uri)
    assert set(info.flavors) == {"xgboost", "python_function"}
    assert info.flavors["xgboost"]["xgb_version"] == xgboost.__version__
    assert str(mlflow.get_logged_model(info.model_id).status) == "READY"
    requirements = pathlib.Path(mlflow.pyfunc.get_model_dependencies(uri)).read_text().split()
    assert requirements == [f"xgboost=={xgboost.__version__}", f"mlflow=={mlflow.__version__}"]


def test_a_classifier_of_xgboost_for_scikit_learn(log, flowers, tmp_path):
    rows, target = flowers
    classifier = xgboost.XGBClassifier(n_estimators=10).fit(rows, target)
    classifier.save_model(tmp_path / "model.json")

    uri = log(
        tmp_path / "model.json", rows.head(3), "--flavor", "xgboost", "--model-class", "xgboost.sklearn.XGBClassifier"
    )

    np.testing.assert_array_equal(mlflow.pyfunc.load_model(uri).predict(rows), classifier.predict(rows))
    assert isinstance(mlflow.xgboost.load_model(uri), xgboost.XGBClassifier)


def test_a_booster_of_lightgbm(log, flowers, tmp_path):
    rows, target = flowers
    booster = lightgbm.train({"objective": "regression", "verbose": -1}, lightgbm.Dataset(rows, target), 10)
    booster.save_model(tmp_path / "trees.txt")

    uri = log(tmp_path / "trees.txt", rows.head(3))

    np.testing.assert_array_equal(mlflow.pyfunc.load_model(uri).predict(rows), booster.predict(rows))
    assert isinstance(mlflow.lightgbm.load_model(uri), lightgbm.Booster)


def test_an_onnx_graph(log, flowers, tmp_path):
    rows, target = flowers
    array = rows.to_numpy(dtype=np.float32)
    graph = to_onnx(LogisticRegression(max_iter=500).fit(array, target), array[:1], options={"zipmap": False})
    (tmp_path / "net.onnx").write_bytes(graph.SerializeToString())
    labels, probabilities = onnxruntime.InferenceSession(graph.SerializeToString()).run(None, {"X": array})

    uri = log(tmp_path / "net.onnx", array[:2])
    model = mlflow.pyfunc.load_model(uri)
    answer = model.predict(array)

    np.testing.assert_array_equal(answer["label"], labels)
    np.testing.assert_array_equal(answer["probabilities"], probabilities)
    assert str(model.metadata.get_input_schema()) == "[Tensor('float32', (-1, 4))]"
    assert [str(output.type) for output in model.metadata.get_output_schema()] == ["int64", "float32"]
    assert mlflow.onnx.load_model(uri).graph.input[0].name == "X"


def test_an_estimator_of_scikit_learn(log, flowers, tmp_path):
    rows, target = flowers
    estimator = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(rows, target)
    skops.io.dump(estimator, tmp_path / "flowers.skops")

    uri = log(tmp_path / "flowers.skops", rows.head(3))

    np.testing.assert_array_equal(mlflow.pyfunc.load_model(uri).predict(rows), estimator.predict(rows))


def test_modules_of_its_own_and_what_is_said_of_it(log, flowers, tmp_path, client):
    rows, target = flowers
    booster = lightgbm.train({"objective": "regression", "verbose": -1}, lightgbm.Dataset(rows, target), 2)
    booster.save_model(tmp_path / "trees.txt")
    module = f"shapes_{uuid.uuid4().hex}"
    (tmp_path / f"{module}.py").write_text("CORNERS = 3\n")
    experiment = client.create_experiment(f"by-command-{uuid.uuid4().hex}")
    made_by = client.create_run(experiment).info.run_id

    uri = log(
        tmp_path / "trees.txt", rows.head(3), "--run", made_by, "--alias", "champion", "--param", "trees=2",
        "--metadata", "team=blue", "--code", str(tmp_path / f"{module}.py"), "--python-version", "3.11.7",
    )  # fmt: skip
    model = mlflow.pyfunc.load_model(uri)

    assert __import__(module).CORNERS == 3
    assert model.metadata.metadata == {"team": "blue"}
    assert model.metadata.run_id == made_by
    [output] = client.get_run(made_by).outputs.model_outputs
    logged = mlflow.get_logged_model(output.model_id)
    assert (logged.params, logged.experiment_id) == ({"trees": "2"}, experiment)
    version = client.get_model_version_by_alias(uri.split("/")[1], "champion")
    assert (version.source, version.run_id) == (logged.artifact_location, made_by)


def test_what_stock_saved_is_logged_whole(url, flowers, tmp_path):
    rows, target = flowers
    booster = xgboost.train({}, xgboost.DMatrix(rows, target), 3)
    signature = mlflow.models.infer_signature(rows, booster.predict(xgboost.DMatrix(rows)))
    mlflow.xgboost.save_model(booster, tmp_path / "model", signature=signature, pip_requirements=["xgboost"])
    name = f"whole-{uuid.uuid4().hex}"

    said = run("models", "log", str(tmp_path / "model"), "--name", "model", "--register", name, "--tracking-uri", url)

    assert said.returncode == 0, said.stdout + said.stderr
    after = mlflow.models.Model.load(f"models:/{name}/1")
    before = mlflow.models.Model.load(str(tmp_path / "model"))
    assert after.signature == before.signature
    assert (after.flavors, after.model_uuid, after.utc_time_created) == (
        before.flavors,
        before.model_uuid,
        before.utc_time_created,
    )
    np.testing.assert_array_equal(
        mlflow.pyfunc.load_model(f"models:/{name}/1").predict(rows), booster.predict(xgboost.DMatrix(rows))
    )


def test_a_file_that_is_no_model_is_refused(url, tmp_path):
    (tmp_path / "model.ubj").write_text("nothing")

    said = run("models", "log", str(tmp_path / "model.ubj"), "--name", "model", "--tracking-uri", url)

    assert said.returncode == 2
    assert "The model cannot be read, and was not logged" in said.stderr
    assert os.linesep + "\tat " not in said.stderr
