"""Models as people train them, on real data, behind endpoints: each answers every client as MLflow's own loader predicts."""

import json
from dataclasses import dataclass

import lightgbm
import mlflow
import numpy as np
import pandas as pd
import pytest
import requests
import xgboost
from databricks.sdk import WorkspaceClient
from mlflow.deployments import get_deploy_client
from mlflow.models import infer_signature
from mlflow.pyfunc import PythonModel, load_model
from sklearn import datasets
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

ROWS = 60
BY_PYTHON = "The model is run by Python."
TREES = {"skops_trusted_types": ["sklearn.tree._tree.Tree"]}


@dataclass
class Trained:
    """What is logged of a model, and the rows that it is asked for; numbers of the answer are within a tolerance, in proportion."""

    flavor: object
    logged: dict
    rows: pd.DataFrame | np.ndarray
    example: object
    tolerance: float = 0
    params: dict | None = None

    def log(self, name):
        signature = infer_signature(self.rows, self.example, self.params)
        requirements = ["mlflow", "scikit-learn"]  # told, for to find them out takes seconds
        return self.flavor.log_model(
            **self.logged, name="model", registered_model_name=name, signature=signature, pip_requirements=requirements
        )


def table(load):
    """Columns and target, in an order of chance: those of some sets are sorted by target."""
    data = load(as_frame=True)
    mixed = data.frame.sample(frac=1, random_state=7).reset_index(drop=True)
    return mixed.drop(columns="target"), mixed["target"], data


def estimator(model, rows, target, tolerance=1e-10, method="predict", **options):
    """An estimator of scikit-learn in the form of skops, which MLflow writes by itself."""
    model.fit(rows, target)
    options |= {"sk_model": model, "pyfunc_predict_fn": method}
    return Trained(mlflow.sklearn, options, rows.head(ROWS), getattr(model, method)(rows), tolerance)


def linear(_):
    rows, target, _ = table(datasets.load_diabetes)
    return estimator(Ridge(), rows, target)


def probabilities(_):
    rows, target, _ = table(datasets.load_breast_cancer)
    model = make_pipeline(StandardScaler(), LogisticRegression())
    return estimator(model, rows, target, method="predict_proba")


def tree(_):
    rows, target, data = table(datasets.load_wine)
    return estimator(DecisionTreeClassifier(max_depth=4, random_state=7), rows, data.target_names[target], **TREES)


def forest(_):
    rows, target, _ = table(datasets.load_diabetes)
    return estimator(RandomForestRegressor(20, random_state=7), rows, target, **TREES)


def prepared(_):
    """A pipeline that fills what is missing, scales numbers, and turns texts into columns."""
    rows, target, _ = table(datasets.load_wine)
    strength = np.where(rows.alcohol > 13, "strong", "light")
    numbers = list(rows.columns)
    rows = rows.mask(np.random.default_rng(7).random(rows.shape) < 0.1).assign(strength=strength)
    parts = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore"), ["strength"]),
    )
    return estimator(make_pipeline(parts, LogisticRegression()), rows, target, skops_trusted_types=["numpy.dtype"])


def xgboost_regressor(_):
    rows, target, _ = table(datasets.load_diabetes)
    model = xgboost.XGBRegressor(n_estimators=40, max_depth=4, n_jobs=1).fit(rows, target)
    return Trained(mlflow.xgboost, {"xgb_model": model}, rows.head(ROWS), model.predict(rows))


def xgboost_classes(_):
    rows, target, _ = table(datasets.load_digits)
    model = xgboost.XGBClassifier(n_estimators=10, max_depth=3, n_jobs=1).fit(rows, target)
    return Trained(mlflow.xgboost, {"xgb_model": model}, rows.head(ROWS), model.predict(rows))


def xgboost_booster(_):
    rows, target, _ = table(datasets.load_breast_cancer)
    params = {"objective": "binary:logistic", "max_depth": 3, "nthread": 1}
    model = xgboost.train(params, xgboost.DMatrix(rows, target), 20)
    return Trained(mlflow.xgboost, {"xgb_model": model}, rows.head(ROWS), model.predict(xgboost.DMatrix(rows)))


def lightgbm_booster(_):
    rows, target, _ = table(datasets.load_digits)
    params = {"objective": "multiclass", "num_class": 10, "num_threads": 1, "verbosity": -1}
    model = lightgbm.train(params, lightgbm.Dataset(rows, target), 10)
    return Trained(mlflow.lightgbm, {"lgb_model": model}, rows.head(ROWS), model.predict(rows))


def lightgbm_classifier(_):
    rows, target, _ = table(datasets.load_breast_cancer)
    model = lightgbm.LGBMClassifier(n_estimators=20, n_jobs=1, verbosity=-1).fit(rows, target)
    return Trained(mlflow.lightgbm, {"lgb_model": model}, rows.head(ROWS), model.predict(rows))


def onnx(_):
    from skl2onnx import to_onnx

    rows, target, _ = table(datasets.load_diabetes)
    rows = rows.astype(np.float32)
    form = to_onnx(Ridge().fit(rows, target), rows.to_numpy()[:1], target_opset=17)
    example = {"variable": np.zeros((ROWS, 1), np.float32)}
    return Trained(mlflow.onnx, {"onnx_model": form}, rows.head(ROWS).to_numpy(), example, 1e-6)


def own(folder):
    """A model of one's own, with a file and a parameter."""

    class Above(PythonModel):  # here, so that the pickle has all of it
        def load_context(self, context):
            with open(context.artifacts["means"]) as file:
                self.means = json.load(file)

        def predict(self, context, model_input, params=None):
            return (model_input - self.means).mean(axis=1).to_numpy() > params["more"]

    rows, _, _ = table(datasets.load_wine)
    (folder / "means.json").write_text(rows.mean().to_json())
    logged = {"python_model": Above(), "artifacts": {"means": str(folder / "means.json")}}
    return Trained(mlflow.pyfunc, logged, rows.head(ROWS), np.array([True]), params={"more": 0.5})


def code(folder):
    (folder / "model.py").write_text(
        "import mlflow\n"
        "class Sums(mlflow.pyfunc.PythonModel):\n"
        "    def predict(self, context, model_input, params=None):\n"
        "        return model_input.assign(sum=model_input.sum(axis=1))\n"
        "mlflow.models.set_model(Sums())\n"
    )
    rows, _, _ = table(datasets.load_diabetes)
    return Trained(mlflow.pyfunc, {"python_model": str(folder / "model.py")}, rows.head(ROWS), rows.assign(sum=0.0))


IN_THE_JVM = [
    linear, probabilities, tree, forest, prepared, xgboost_regressor, xgboost_classes, xgboost_booster, lightgbm_booster, onnx,
]  # fmt: skip
BY_PYTHON_ALONE = [lightgbm_classifier, own, code]


@pytest.fixture
def clients(url, monkeypatch):
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", "nobody-asks")
    return get_deploy_client("databricks"), WorkspaceClient(host=url, token="nobody-asks")


@pytest.mark.parametrize("make", IN_THE_JVM + BY_PYTHON_ALONE, ids=lambda make: make.__name__)
def test_it_answers_as_it_predicts(fluent_experiment, unique, url, served, clients, tmp_path, make):
    trained = make(tmp_path)
    name = unique("real")
    stock = load_model(trained.log(name).model_uri)
    expected = stock.predict(trained.rows, params=trained.params) if trained.params else stock.predict(trained.rows)
    ask = served(name)
    endpoint = ask(json={}).url.split("/")[-2]
    deployments, sdk = clients

    body = {"params": trained.params} if trained.params else {}
    if isinstance(trained.rows, np.ndarray):
        body["inputs"] = trained.rows.tolist()
    else:
        missing = trained.rows.isna()
        body["dataframe_split"] = trained.rows.astype(object).mask(missing, None).to_dict(orient="split")
    answer = ask(json=body)
    assert answer.status_code == 200, answer.text
    of_rest = answer.json()["predictions"]
    of_deployments = deployments.predict(endpoint=endpoint, inputs=body)["predictions"]
    of_sdk = sdk.api_client.do("POST", f"/serving-endpoints/{endpoint}/invocations", body=body)["predictions"]
    assert of_deployments == of_rest
    assert of_sdk == of_rest
    assert_predicted(of_rest, expected, trained.tolerance)

    built = requests.get(f"{url}/api/2.0/serving-endpoints/{endpoint}/served-models/it/build-logs").json()["logs"]
    assert "is loaded" in built
    assert (BY_PYTHON in built) == (make in BY_PYTHON_ALONE), built


def assert_predicted(answer, expected, tolerance):
    """Holds the JSON of an answer against what the loader predicts: numbers, texts, and tables of them."""
    if isinstance(expected, dict):
        expected = pd.DataFrame({key: list(value) for key, value in expected.items()})
    if isinstance(expected, pd.DataFrame):
        answer = pd.DataFrame(answer)
        assert list(answer) == list(expected)
        for column in expected:
            assert_predicted(answer[column].tolist(), np.array(expected[column].tolist()), tolerance)
        return
    expected = np.asarray(expected)
    assert len(expected) == ROWS
    answer = np.array(answer, dtype=expected.dtype if expected.dtype.kind == "f" else None)
    assert answer.shape == expected.shape
    if expected.dtype.kind == "f":
        np.testing.assert_allclose(answer, expected, rtol=tolerance, atol=0)
    else:
        assert answer.tolist() == expected.tolist()
