"""Trains a model, registers it and, if asked, scores with it; then a sweep and an agent: what `./cairn demo` runs."""

import argparse
import contextlib
import os
import re
import subprocess

import demo_agent
import demo_server
import demo_sweep
from demo_server import DemoError, quiet, say

os.environ.setdefault("MPLBACKEND", "Agg")

EXPERIMENT = "cairn-demo"
MODEL = "cairn-demo"
ALIAS = "Champion"


def main():
    parser = argparse.ArgumentParser(description="A training, from the first metric to a registered and served model.")
    parser.add_argument("--tracking-uri", required=True, metavar="URL", help="the tracking server")
    parser.add_argument(
        "--serving-uri", metavar="URL", help="a model server; it is asked for predictions of the new model"
    )
    parser.add_argument(
        "--serve", metavar="CAIRN", help="the launcher of Cairn; it serves the new model for as long as the demo asks it"
    )
    arguments = parser.parse_args()
    demo_server.run(demonstrate, arguments.tracking_uri.rstrip("/"), arguments.serving_uri, arguments.serve)


def demonstrate(tracking_uri, serving_uri=None, launcher=None):
    """Shows all of it; the new model is asked at a model server that runs and at one that the launcher starts, if there are any."""
    demo_server.connect(tracking_uri)
    import mlflow

    experiment = mlflow.set_experiment(EXPERIMENT)
    data = load_data()
    run_id, classifier, model = train(data)
    version = register(mlflow, model)
    say("Logging a sweep of twelve nested runs, with curves and pictures")
    sweep, parent = demo_sweep.sweep()
    say("Logging conversations of an agent, with feedback and a queue of reviews")
    agent = demo_agent.converse()
    if serving_uri:
        score(serving_uri.rstrip("/"), classifier, data)
    if launcher:
        with served(launcher, tracking_uri) as started:
            score(started, classifier, data)
    say("Done. Look at")
    print(f"  experiment  {tracking_uri}/#/experiments/{experiment.experiment_id}")
    print(f"  run         {tracking_uri}/#/experiments/{experiment.experiment_id}/runs/{run_id}")
    print(f"  sweep       {tracking_uri}/#/experiments/{sweep}/runs?show=charts")
    print(f"  its parent  {tracking_uri}/#/experiments/{sweep}/runs/{parent}")
    print(f"  agent       {tracking_uri}/#/experiments/{agent}/traces")
    print(f"  model       {MODEL}, version {version}, by ./cairn serve models:/{MODEL}@{ALIAS}")


def load_data():
    """Training and test halves of the breast cancer data, in 32-bit numbers, as the ONNX form wants them."""
    from sklearn.datasets import load_breast_cancer
    from sklearn.model_selection import train_test_split

    bunch = load_breast_cancer(as_frame=True)
    features = bunch.data.astype("float32")
    return train_test_split(features, bunch.target, test_size=0.25, random_state=7, stratify=bunch.target)


def train(data):
    """Trains with autolog; returns the run's id, the classifier and the logged ONNX model."""
    import mlflow
    from sklearn.ensemble import GradientBoostingClassifier

    train_x, test_x, train_y, test_y = data
    mlflow.sklearn.autolog(silent=True, log_models=False, log_datasets=False)
    with quiet(), mlflow.start_run(description="A gradient boosting classifier on the breast cancer data.") as run:
        say(f"Run {run.info.run_name}: training on {len(train_x)} rows with {train_x.shape[1]} features")
        for context, x, y in (("train", train_x, train_y), ("test", test_x, test_y)):
            table = mlflow.data.from_pandas(x.assign(target=y), name=f"breast-cancer-{context}", targets="target")
            mlflow.log_input(table, context=context)
        classifier = GradientBoostingClassifier(n_estimators=60, max_depth=2, random_state=7).fit(train_x, train_y)
        mlflow.sklearn.autolog(disable=True)
        log_progress(classifier, data)
        log_figures(classifier, data)
        say("Logging the scikit-learn model")
        log_sklearn_model(classifier, train_x)
        say("Converting the model to ONNX and logging it")
        model = log_onnx_model(classifier, train_x)
    return run.info.run_id, classifier, model


def log_progress(classifier, data):
    """Logs loss and accuracy after each tree."""
    import mlflow
    from sklearn.metrics import accuracy_score, log_loss

    train_x, test_x, train_y, test_y = data
    stages = zip(classifier.staged_predict_proba(train_x), classifier.staged_predict_proba(test_x), strict=True)
    for step, (on_train, on_test) in enumerate(stages, start=1):
        metrics = {
            "train_loss": log_loss(train_y, on_train),
            "test_loss": log_loss(test_y, on_test),
            "test_accuracy": accuracy_score(test_y, on_test.argmax(axis=1)),
        }
        mlflow.log_metrics(metrics, step=step)
        if step % 20 == 0:
            say(f"Tree {step:2}: test loss {metrics['test_loss']:.3f}, test accuracy {metrics['test_accuracy']:.3f}")


def log_figures(classifier, data):
    """Logs the ten most important features as a bar chart."""
    import mlflow
    import pandas
    from matplotlib import pyplot

    top = pandas.Series(classifier.feature_importances_, data[0].columns).nlargest(10).iloc[::-1]
    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    axes.barh(top.index, top.values)
    axes.set_xlabel("importance")
    mlflow.log_figure(figure, "figures/feature-importance.png")
    pyplot.close(figure)


def log_sklearn_model(classifier, features):
    import mlflow
    from mlflow.models import infer_signature

    mlflow.sklearn.log_model(
        classifier,
        name="sklearn-model",
        signature=infer_signature(features, classifier.predict(features)),
        input_example=features.head(3),
        pip_requirements=["scikit-learn"],
        skops_trusted_types=["sklearn.tree._tree.Tree"],
    )


def log_onnx_model(classifier, features):
    """Logs the ONNX form, reduced to its label: the stock model server cannot answer outputs of different shapes."""
    import mlflow
    import pandas
    from mlflow.models import infer_signature
    from skl2onnx import to_onnx
    from skl2onnx.helpers.onnx_helper import select_model_inputs_outputs

    example = features.head(3)
    converted = to_onnx(classifier, example.to_numpy(), options={"zipmap": False}, target_opset=17)
    converted = select_model_inputs_outputs(converted, ["label"])
    outputs = pandas.DataFrame({"label": classifier.predict(example)})
    return mlflow.onnx.log_model(
        converted,
        name="onnx-model",
        signature=infer_signature(example, outputs),
        input_example=example,
        pip_requirements=["onnxruntime"],
    )


def register(mlflow, model):
    """Registers the model as another version and gives it the alias; returns the version's number."""
    with quiet():
        version = mlflow.register_model(model.model_uri, MODEL).version
    mlflow.MlflowClient().set_registered_model_alias(MODEL, ALIAS, str(version))
    say(f"Registered as {MODEL}, version {version}, alias {ALIAS}")
    return version


@contextlib.contextmanager
def served(launcher, tracking_uri):
    """The address of a model server for the new model, which runs while the block does."""
    command = [launcher, "serve", f"models:/{MODEL}@{ALIAS}", "--tracking-uri", tracking_uri, "--port", "0"]
    say(" ".join(["Starting", os.path.basename(launcher), *command[1:]]))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield address_in(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(timeout=30)


def address_in(line):
    """The address in the line that a model server writes once it answers, without the paths behind it."""
    address = re.search(r"https?://[^/\s]+", line)
    if not address:
        raise DemoError("the model server did not start; the lines above say why.")
    return address.group()


def score(url, classifier, data):
    """Asks the model server for the labels of a few rows, and compares them with the classifier's own."""
    rows = data[1].head(5)
    expected = [int(label) for label in classifier.predict(rows)]
    (version,) = ask("GET", f"{url}/v2/models/{MODEL}")["versions"]
    say(f"Asking {url}/invocations for the labels of {len(rows)} rows, which version {version} answers")
    answer = ask("POST", f"{url}/invocations", {"dataframe_split": rows.to_dict(orient="split", index=False)})
    labels = labels_of(answer)
    print(f"  served   {labels}")
    print(f"  trained  {expected}")
    if labels != expected:
        raise DemoError("the served model and the trained model disagree.")
    say("They agree")


def ask(method, url, body=None):
    import requests

    try:
        response = requests.request(method, url, json=body, timeout=60)
    except requests.RequestException as problem:
        raise DemoError(f"no model server answers at {url}. Is it started?") from problem
    if response.status_code != 200:
        raise DemoError(f"the model server answers {response.status_code}: {response.text[:500]}")
    try:
        return response.json()
    except ValueError as problem:
        raise DemoError(f"the model server's answer is not JSON: {response.text[:500]}") from problem


def labels_of(answer):
    """The labels in an answer: a list of rows with a label each, or an object of columns, or a plain list."""
    predictions = answer.get("predictions") if isinstance(answer, dict) else None
    if isinstance(predictions, dict):
        predictions = predictions.get("label")
    if not isinstance(predictions, list):
        raise DemoError(f"the model server's answer holds no predictions: {str(answer)[:500]}")
    try:
        return [int(row["label"] if isinstance(row, dict) else row) for row in predictions]
    except (KeyError, TypeError, ValueError) as problem:
        raise DemoError(f"the predictions have no labels: {str(predictions)[:500]}") from problem


if __name__ == "__main__":
    main()
