"""Automatic logging of scikit-learn."""

import mlflow
import pytest
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV


@pytest.fixture
def autolog(fluent_experiment):
    """Automatic logging, on for one test."""
    mlflow.sklearn.autolog(silent=True, extra_tags={"by": "autolog"})
    yield fluent_experiment
    mlflow.sklearn.autolog(disable=True)


@pytest.fixture(scope="module")
def iris():
    return load_iris(as_frame=True)


def test_a_fit_logs_params_metrics_dataset_and_model(client, autolog, iris):
    model = LogisticRegression(max_iter=300).fit(iris.data, iris.target)
    [run] = client.search_runs([autolog])
    assert run.info.status == "FINISHED"
    assert run.data.params["max_iter"] == "300"
    assert run.data.metrics["training_score"] == pytest.approx(model.score(iris.data, iris.target))
    assert {"training_f1_score", "training_log_loss", "training_accuracy_score"} <= set(run.data.metrics)
    assert run.data.tags["estimator_name"] == "LogisticRegression"
    assert run.data.tags["by"] == "autolog"
    assert [i.tags[0].value for i in run.inputs.dataset_inputs] == ["train"]
    [output] = run.outputs.model_outputs
    loaded = mlflow.sklearn.load_model(f"models:/{output.model_id}")
    assert (loaded.predict(iris.data) == model.predict(iris.data)).all()
    assert {metric.key for metric in client.get_logged_model(output.model_id).metrics} >= {"training_score"}
    assert "training_confusion_matrix.png" in {item.path for item in client.list_artifacts(run.info.run_id)}


def test_a_score_after_the_fit_becomes_a_metric_of_the_run(client, autolog, iris):
    mlflow.sklearn.autolog(silent=True, log_models=False)
    with mlflow.start_run() as run:
        model = LogisticRegression(max_iter=300).fit(iris.data, iris.target)
        held_out = iris.data.iloc[::3]
        model.score(held_out, iris.target.iloc[::3])
    assert "LogisticRegression_score_held_out" in client.get_run(run.info.run_id).data.metrics


def test_a_grid_search_logs_a_parent_and_a_child_for_each_candidate(client, autolog, iris):
    grid = {"n_estimators": [3, 5], "max_depth": [1, 2, 3]}
    search = GridSearchCV(RandomForestClassifier(random_state=0), grid, cv=2).fit(iris.data, iris.target)
    runs = client.search_runs([autolog])
    parents = [run for run in runs if "mlflow.parentRunId" not in run.data.tags]
    children = [run for run in runs if "mlflow.parentRunId" in run.data.tags]
    [parent] = parents
    assert {run.data.tags["mlflow.parentRunId"] for run in children} == {parent.info.run_id}
    assert 5 <= len(children) <= 6
    assert parent.data.params["best_max_depth"] == str(search.best_params_["max_depth"])
    assert parent.data.metrics["best_cv_score"] == pytest.approx(search.best_score_)
    assert all("mean_test_score" in run.data.metrics for run in children)
    assert "cv_results.csv" in {item.path for item in client.list_artifacts(parent.info.run_id)}
    best = client.search_runs([autolog], "tags.mlflow.parentRunId LIKE '%'", order_by=["metrics.mean_test_score DESC"])
    assert best[0].data.metrics["mean_test_score"] == pytest.approx(search.best_score_)
    made = [client.get_logged_model(output.model_id) for output in parent.outputs.model_outputs]
    assert made
    assert all(model.source_run_id == parent.info.run_id for model in made)
