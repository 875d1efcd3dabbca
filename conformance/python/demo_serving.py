"""Serves two versions of a model on the server itself: shares of requests, a rollout, an alias that moves, and the ways back.

What `./cairn demo serving` runs."""

import argparse
import collections
from typing import NamedTuple

import demo
import demo_server
from demo_endpoint import Asking, Endpoint, Served
from demo_server import DemoError, say

MODEL = "cairn-demo-serving"
ENDPOINT = "cairn-demo"
ALIAS = demo.ALIAS
KINDS = ("malignant", "benign")  # as the data number them
REQUESTS = 200
BEFORE_AND_AFTER = 50

# Limits that are named replace the usual ones: those hold a version to twice the p95 of the others, which chance breaks on a
# machine that is busy with other things.
ROLLOUT = {
    "entity": "challenger",
    "steps": [50, 100],
    "hold_seconds": 2,
    "least_requests": 50,
    "limits": {"error_percentage": 5, "error_percentage_above_others": 2, "p95_ms": 5_000},
}


class Question(NamedTuple):
    """A row of the data that the two versions disagree about, so that an answer tells which of them gave it."""

    row: object
    versions: dict  # by what they answer


def main():
    parser = argparse.ArgumentParser(description="Versions of a model behind an endpoint, which changes while it is asked.")
    parser.add_argument("--tracking-uri", required=True, metavar="URL", help="the server")
    demo_server.run(demonstrate, parser.parse_args().tracking_uri.rstrip("/"))


def demonstrate(url):
    demo_server.connect(url)
    endpoint = Endpoint(url, ENDPOINT, MODEL)
    endpoint.exists()  # or tells that it is somebody else's, before anything is made
    first, second, question = train()
    serve(endpoint, first, question)
    divided = split(endpoint, second, question)
    lost = roll_out(endpoint, second, question)
    lost += roll_back(endpoint, divided, question)
    lost += move_alias(endpoint, second, question, f"In the registry {ALIAS} moves to version {second}")
    lost += move_alias(endpoint, first, question, f"And back: {ALIAS} is version {first} again")
    say("Done: two versions answer, as their shares say. Look at")
    print(f"  endpoint  {url}/#/endpoints/{ENDPOINT}")
    print(f"  history   {url}/#/endpoints/{ENDPOINT}/history")
    print(f"  figures   {url}/#/endpoints/{ENDPOINT}/metrics")
    print(f"  model     {url}/#/models/{MODEL}")
    if lost:
        raise DemoError(f"{lost} requests were lost while the endpoint changed.")


def train():
    """Registers two versions; returns their numbers, and a question that the first gets wrong and the second right."""
    import mlflow

    mlflow.set_experiment(MODEL)
    data = demo.load_data()
    _, test_x, _, test_y = data
    say(f"Training two models that tell malignant tumours from benign ones, and registering them as {MODEL}")
    first, by_first = register(data, trees=10, depth=1)
    second, by_second = register(data, trees=200, depth=2)
    mlflow.MlflowClient().set_registered_model_alias(MODEL, ALIAS, first)
    print(f"  {ALIAS}, an alias that can be moved, is version {first}")
    row = test_x[(by_first != test_y) & (by_second == test_y)].head(1)
    truth = int(test_y[row.index[0]])
    print(f"  what follows asks for tumour {row.index[0]}, which is {KINDS[truth]}: only version {second} sees that", flush=True)
    return first, second, Question(row, {1 - truth: first, truth: second})


def register(data, trees, depth):
    """Trains a classifier and registers its ONNX form; returns the number of the version, and what it makes of the test data."""
    import mlflow
    from sklearn.ensemble import GradientBoostingClassifier

    train_x, test_x, train_y, test_y = data
    classifier = GradientBoostingClassifier(n_estimators=trees, max_depth=depth, random_state=7).fit(train_x, train_y)
    accuracy = classifier.score(test_x, test_y)
    with demo_server.quiet(), mlflow.start_run(run_name=f"{trees} trees of depth {depth}"):
        mlflow.log_params({"trees": trees, "depth": depth})
        mlflow.log_metric("test_accuracy", accuracy)
        model = demo.log_onnx_model(classifier, train_x)
        version = str(mlflow.register_model(model.model_uri, MODEL).version)
    print(f"  version {version}: {trees} trees of depth {depth}, accuracy {accuracy:.3f}", flush=True)
    return version, classifier.predict(test_x)


def serve(endpoint, first, question):
    say(f"The endpoint {ENDPOINT} serves whichever version is the {ALIAS}")
    endpoint.configure(Served("champion", f"@{ALIAS}", 100))
    endpoint.wait_for_version("champion", first)
    show(endpoint, question)


def split(endpoint, second, question):
    """Returns the number of the configuration."""
    say(f"Traffic is split: version {second} gets a quarter of the requests, as the challenger")
    divided = endpoint.configure(Served("champion", f"@{ALIAS}", 75), Served("challenger", second, 25))
    show(endpoint, question)
    answers = collections.Counter(endpoint.ask(question.row) for _ in range(REQUESTS))
    print(f"  {REQUESTS} requests: {counted(question, answers)}", flush=True)
    return divided


def roll_out(endpoint, second, question):
    """Returns how many requests were lost."""
    most = ROLLOUT["limits"]
    say(f"A rollout gives version {second} half of the requests and then all, by itself, as long as it does well:")
    print(
        f"  no more than {most['error_percentage']} % of its requests fail, nor {most['error_percentage_above_others']} points"
        f" more than of the others, and 95 % take less than {most['p95_ms'] // 1_000} s"
    )
    with Asking(endpoint, question.row) as asking:
        for rollout in endpoint.roll_out(ROLLOUT):
            if rollout["state"] == "RUNNING":
                print(f"  challenger gets {rollout['steps'][rollout['step']]} %", flush=True)
    print(f"  the rollout is {rollout['state']}")
    if rollout["state"] == "TURNED_BACK":
        print(f"  {rollout['message']} So all have the shares that they had before it.")
    return told(endpoint, question, asking)


def roll_back(endpoint, divided, question):
    """Returns how many requests were lost."""
    say(f"One call brings an earlier configuration back: number {divided}, the split")
    with Asking(endpoint, question.row) as asking:
        asking.wait_for(BEFORE_AND_AFTER)
        endpoint.roll_back(divided)
        asking.wait_for(BEFORE_AND_AFTER)
    return told(endpoint, question, asking)


def move_alias(endpoint, version, question, sentence):
    """Returns how many requests were lost."""
    import mlflow

    say(f"{sentence}, while the endpoint is asked all the time")
    with Asking(endpoint, question.row) as asking:
        asking.wait_for(BEFORE_AND_AFTER)
        mlflow.MlflowClient().set_registered_model_alias(MODEL, ALIAS, version)
        endpoint.wait_for_version("champion", version)
        asking.wait_for(BEFORE_AND_AFTER)
    return told(endpoint, question, asking)


def told(endpoint, question, asking):
    """Tells what became of the requests meanwhile, and what the endpoint serves now; returns how many were lost."""
    print(f"  {asking.asked()} requests meanwhile, {asking.lost} lost: {counted(question, asking.answers)}")
    show(endpoint, question)
    return asking.lost


def show(endpoint, question):
    """Prints which entity serves which version at which share, and an answer with who gave it."""
    served = endpoint.served()
    for name, version, share in served:
        print(f"  {name:10}  version {version}  {share:3} %")
    versions = {name: version for name, version, _ in served}
    entity, prediction = endpoint.ask(question.row)
    print(f"  prediction  {KINDS[prediction]}, by {entity}, version {versions[entity]}", flush=True)


def counted(question, answers):
    """How many answers came from which version, as `152 by version 1 (champion)`."""
    by_version = sorted((question.versions[prediction], entity, times) for (entity, prediction), times in answers.items())
    return ", ".join(f"{times} by version {version} ({entity})" for version, entity, times in by_version)


if __name__ == "__main__":
    main()
