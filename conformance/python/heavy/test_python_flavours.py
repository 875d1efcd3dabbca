"""Models of libraries that Cairn knows nothing of, behind endpoints: they answer as MLflow's own client predicts."""

import os

os.environ["KERAS_BACKEND"] = "jax"

import keras
import mlflow
import numpy as np
import pandas as pd
import statsmodels.api
from catboost import CatBoostClassifier, CatBoostRegressor
from mlflow.models import infer_signature
from mlflow.pyfunc import PythonModel
from sklearn.datasets import load_diabetes, load_digits, load_wine


def predicted(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["predictions"]


def test_catboost_with_categories(fluent_experiment, unique, served):
    wine = load_wine(as_frame=True)
    frame = wine.data.iloc[:, :5].assign(strength=np.where(wine.data.alcohol > 13, "strong", "light"))
    model = CatBoostClassifier(iterations=20, cat_features=["strength"], verbose=False, allow_writing_files=False)
    model.fit(frame, wine.target)
    name = unique("wine")
    signature = infer_signature(frame, model.predict(frame))
    logged = mlflow.catboost.log_model(model, name="model", registered_model_name=name, signature=signature)
    ask = served(name)

    answer = predicted(ask(json={"dataframe_split": frame.to_dict(orient="split")}))
    assert np.array_equal(answer, mlflow.pyfunc.load_model(logged.model_uri).predict(frame))
    assert predicted(ask(json={"dataframe_records": frame.head(3).to_dict(orient="records")})) == answer[:3]


def test_catboost_regression(fluent_experiment, unique, served):
    data = load_diabetes(as_frame=True)
    model = CatBoostRegressor(iterations=50, verbose=False, allow_writing_files=False).fit(data.data, data.target)
    name = unique("diabetes")
    logged = mlflow.catboost.log_model(
        model, name="model", registered_model_name=name, signature=infer_signature(data.data, data.target)
    )
    ask = served(name)

    answer = predicted(ask(json={"dataframe_split": data.data.to_dict(orient="split")}))
    assert np.array_equal(answer, mlflow.pyfunc.load_model(logged.model_uri).predict(data.data))


def test_statsmodels(fluent_experiment, unique, served):
    data = load_diabetes(as_frame=True)
    frame = data.data.assign(const=1.0)
    model = statsmodels.api.OLS(data.target, frame).fit()
    name = unique("ols")
    logged = mlflow.statsmodels.log_model(
        model, name="model", registered_model_name=name, signature=infer_signature(frame, model.predict(frame))
    )
    ask = served(name)

    answer = predicted(ask(json={"dataframe_split": frame.to_dict(orient="split")}))
    values = [list(each.values())[0] if isinstance(each, dict) else each for each in answer]
    expected = mlflow.pyfunc.load_model(logged.model_uri).predict(frame)
    assert np.array_equal(values, pd.Series(np.ravel(expected)))


def test_a_network_of_keras(fluent_experiment, unique, served, tmp_path):
    class Network(PythonModel):  # which says what Keras computes with, as `mlflow.keras` does not
        def load_context(self, context):
            import os

            os.environ["KERAS_BACKEND"] = "jax"
            import keras

            self.network = keras.saving.load_model(context.artifacts["network"])

        def predict(self, context, model_input, params=None):
            return self.network.predict(model_input, verbose=0)

    digits = load_digits()
    images = (digits.images[..., None] / 16).astype("float32")
    keras.utils.set_random_seed(7)
    model = keras.Sequential([
        keras.Input((8, 8, 1)),
        keras.layers.Conv2D(4, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(images[:500], digits.target[:500], verbose=0)
    model.save(tmp_path / "network.keras")
    name = unique("network")
    logged = mlflow.pyfunc.log_model(
        python_model=Network(),
        name="model",
        artifacts={"network": str(tmp_path / "network.keras")},
        registered_model_name=name,
        signature=infer_signature(images[:2], model.predict(images[:2], verbose=0)),
        pip_requirements=["keras", "jax"],
    )
    ask = served(name)

    answer = predicted(ask(json={"instances": images[:20].tolist()}))
    assert np.allclose(answer, mlflow.pyfunc.load_model(logged.model_uri).predict(images[:20]), atol=1e-6)
