"""What the tests of the managed platform's workspace registry have in common."""

import mlflow
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

IRIS = load_iris()


def log_model():
    """Logs a model with real bytes where the fluent API is pointed to, and returns it with what it was told."""
    model = LogisticRegression(max_iter=500).fit(IRIS.data, IRIS.target)
    with mlflow.start_run():
        return model, mlflow.sklearn.log_model(
            model,
            name="model",
            signature=infer_signature(IRIS.data, model.predict(IRIS.data)),
            pip_requirements=["scikit-learn"],
        )


def assert_is(loaded, model):
    assert (loaded.predict(IRIS.data) == model.predict(IRIS.data)).all()
