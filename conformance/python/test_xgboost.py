"""Automatic logging of XGBoost, and what can be done with the model that it logs."""

import mlflow
import numpy as np
import pytest
import xgboost
from mlflow.models import infer_signature
from mlflow.pyfunc import load_model
from sklearn.datasets import load_breast_cancer

ROUNDS = 12


@pytest.fixture(scope="module")
def cancer():
    return load_breast_cancer(as_frame=True)


@pytest.fixture
def autolog(fluent_experiment):
    mlflow.xgboost.autolog(silent=True, importance_types=["weight", "gain"], log_input_examples=True)
    yield fluent_experiment
    mlflow.xgboost.autolog(disable=True)


def fit(cancer, depth, rounds=ROUNDS):
    train, test = (xgboost.DMatrix(cancer.data[part], cancer.target[part]) for part in (slice(400), slice(400, None)))
    params = {"objective": "binary:logistic", "max_depth": depth, "eval_metric": ["logloss", "error"], "nthread": 1}
    return xgboost.train(params, train, rounds, evals=[(train, "train"), (test, "test")], verbose_eval=False)


def test_a_training_logs_each_round_and_the_booster(client, autolog, cancer):
    booster = fit(cancer, 2)

    [run] = client.search_runs([autolog])
    assert run.info.status == "FINISHED"
    assert run.data.params["max_depth"] == "2"
    assert run.data.params["num_boost_round"] == str(ROUNDS)
    assert set(run.data.metrics) == {"train-logloss", "train-error", "test-logloss", "test-error"}
    history = client.get_metric_history(run.info.run_id, "train-logloss")
    assert [point.step for point in history] == list(range(ROUNDS))
    assert [point.value for point in history] == sorted((point.value for point in history), reverse=True)
    files = {item.path for item in client.list_artifacts(run.info.run_id)}
    assert {"feature_importance_weight.png", "feature_importance_gain.json"} <= files
    gains = mlflow.artifacts.load_dict(f"runs:/{run.info.run_id}/feature_importance_gain.json")
    assert gains == pytest.approx(booster.get_score(importance_type="gain"))
    assert sorted(each.tags[0].value for each in run.inputs.dataset_inputs) == ["eval", "eval", "train"]


def test_the_model_has_a_signature_and_an_example_and_predicts_the_same(client, autolog, cancer):
    booster = fit(cancer, 3)

    [run] = client.search_runs([autolog])
    [output] = run.outputs.model_outputs
    uri = f"models:/{output.model_id}"
    expected = booster.predict(xgboost.DMatrix(cancer.data))
    assert np.allclose(mlflow.xgboost.load_model(uri).predict(xgboost.DMatrix(cancer.data)), expected)
    model = load_model(uri)
    assert np.allclose(model.predict(cancer.data), expected)
    assert model.metadata.signature.inputs.input_names() == list(cancer.data.columns)
    assert model.metadata.signature == infer_signature(cancer.data, expected)
    example = model.input_example
    assert list(example.columns) == list(cancer.data.columns)
    assert np.allclose(model.predict(example), expected[: len(example)])
    with pytest.raises(mlflow.MlflowException, match="missing inputs"):
        model.predict(cancer.data.drop(columns=["mean radius"]))


def test_models_are_found_by_what_they_reached_on_a_data_set(client, autolog, cancer):
    held_out, truth = cancer.data[400:], cancer.target[400:]
    dataset = mlflow.data.from_pandas(held_out.assign(y=truth), targets="y", name="held-out")
    on = {"dataset_name": dataset.name, "dataset_digest": dataset.digest}
    reached = {}
    for depth, rounds in ((1, 1), (2, ROUNDS), (4, ROUNDS + 1)):
        with mlflow.start_run() as run:
            fit(cancer, depth, rounds)
        [output] = client.get_run(run.info.run_id).outputs.model_outputs
        right = (load_model(f"models:/{output.model_id}").predict(held_out) > 0.5) == truth
        reached[output.model_id] = float(right.mean())
        client.log_metric(run.info.run_id, "accuracy", reached[output.model_id], model_id=output.model_id, **on)
    weakest = next(iter(reached))
    assert reached[weakest] < min(list(reached.values())[1:])

    def found(filter_string, **options):
        return mlflow.search_logged_models([autolog], filter_string, output_format="list", **options)

    best = found(
        f"metrics.accuracy > {reached[weakest]}",
        datasets=[on],
        order_by=[{"field_name": "metrics.accuracy", "ascending": False, **on}],
    )
    accuracies = [next(each.value for each in model.metrics if each.key == "accuracy") for model in best]
    assert accuracies == sorted(list(reached.values())[1:], reverse=True)
    assert {model.model_id for model in best} == set(reached) - {weakest}
    assert not found("metrics.accuracy > 0", datasets=[{"dataset_name": "another"}])
    by_loss = found(None, order_by=[{"field_name": "metrics.train-logloss"}])
    assert [model.model_id for model in by_loss] == list(reversed(reached))
    loss = client.get_run(by_loss[0].source_run_id).data.metrics["train-logloss"]
    [lowest] = found(f"metrics.`train-logloss` < {loss + 1e-9}")
    assert lowest.model_id == by_loss[0].model_id


def test_a_classifier_of_the_scikit_learn_kind_logs_the_same_way(client, autolog, cancer):
    with mlflow.start_run() as active:
        classifier = xgboost.XGBClassifier(n_estimators=4, max_depth=2, early_stopping_rounds=3, n_jobs=1)
        classifier.fit(cancer.data, cancer.target, eval_set=[(cancer.data, cancer.target)], verbose=False)

    run = client.get_run(active.info.run_id)
    assert run.data.params["num_boost_round"] == "4"
    assert len(client.get_metric_history(active.info.run_id, "validation_0-logloss")) >= 4
    [output] = run.outputs.model_outputs
    loaded = mlflow.xgboost.load_model(f"models:/{output.model_id}")
    assert (loaded.predict(cancer.data) == classifier.predict(cancer.data)).all()
