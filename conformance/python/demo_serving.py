"""Serves a model on the server itself: shares of requests, an alias that moves, a rollout, a way back. What `./cairn demo serving` runs."""

import argparse
import collections
import sys
import threading
import time

import demo
import demo_server
from demo_server import DemoError, say

MODEL = "cairn-demo-serving"
ENDPOINT = "cairn-demo"
ROUTES = "/api/2.0/serving-endpoints"
ROLLOUT = f"/api/3.0/cairn/serving-endpoints/{ENDPOINT}/rollout"
PATIENCE = 120
REQUESTS = 200


def main():
    parser = argparse.ArgumentParser(description="Versions of a model behind an endpoint, which changes while it is asked.")
    parser.add_argument("--tracking-uri", required=True, metavar="URL", help="the server")
    url = parser.parse_args().tracking_uri.rstrip("/")
    try:
        demo_server.require_server(url)
        demonstrate(url)
    except DemoError as problem:
        print(f"The demo stopped: {problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def demonstrate(url):
    import mlflow

    mlflow.set_tracking_uri(url)
    mlflow.set_registry_uri(url)
    mlflow.set_experiment(ENDPOINT)
    data = demo.load_data()
    first, second = (register(mlflow, data, trees) for trees in (20, 200))
    client = mlflow.MlflowClient()
    client.set_registered_model_alias(MODEL, demo.ALIAS, first)
    rows = data[1].head(5)

    say(f"Endpoint {ENDPOINT}: nine requests of ten to {demo.ALIAS}, one to version {second}")
    entities = [entity("current", f"@{demo.ALIAS}"), entity("challenger", second)]
    routes = [share("current", 90), share("challenger", 10)]
    divided = configure(url, {"served_entities": entities, "traffic_config": {"routes": routes}})
    counted = collections.Counter(ask(url, rows)[0] for _ in range(REQUESTS))
    say(f"Of {REQUESTS} requests {counted['current']} went to current, {counted['challenger']} to challenger")

    say(f"{demo.ALIAS} moves to version {second}, while the endpoint is asked all the time")
    with Asking(url, rows) as asking:
        client.set_registered_model_alias(MODEL, demo.ALIAS, second)
        awaited(url, lambda endpoint: endpoint["config"]["served_entities"][0].get("served_version") == second)
    say(f"{asking.answered} requests were answered meanwhile, {asking.lost} were not")

    say("The challenger gets half of the requests and then all, for as long as no more of them fail than of the others")
    steps = {"entity": "challenger", "steps": [50, 100], "hold_seconds": 1, "least_requests": 50}
    send("POST", f"{url}{ROLLOUT}", steps)
    with Asking(url, rows) as rolling:
        rollout = awaited(url, lambda rollout: rollout["state"] != "RUNNING", address=ROLLOUT)
    say(f"The rollout is {rollout['state']}: {rolling.answered} requests were answered meanwhile, {rolling.lost} were not")

    say(f"Version {first} alone, and back to the configuration before")
    configure(url, {"served_entities": [entity("current", first)]})
    send("POST", f"{url}/api/3.0/cairn/serving-endpoints/{ENDPOINT}/rollback", {"config_version": divided})
    awaited(url, settled)
    say("Done. Look at")
    print(f"  endpoint  {url}/#/endpoints/{ENDPOINT}")
    print(f"  model     {url}/#/models/{MODEL}")
    if rollout["state"] != "DONE":
        raise DemoError(f"the rollout did not get to its end: {rollout}")
    if asking.lost or rolling.lost:
        raise DemoError(f"{asking.lost} requests were lost while the alias moved, {rolling.lost} in the rollout.")


def register(mlflow, data, trees):
    """Trains a classifier and registers it in its ONNX form; returns the number of its version."""
    from sklearn.ensemble import GradientBoostingClassifier

    train_x, test_x, train_y, test_y = data
    classifier = GradientBoostingClassifier(n_estimators=trees, max_depth=2, random_state=7).fit(train_x, train_y)
    with demo_server.quiet(), mlflow.start_run():
        mlflow.log_metric("test_accuracy", classifier.score(test_x, test_y))
        model = demo.log_onnx_model(classifier, train_x)
        version = str(mlflow.register_model(model.model_uri, MODEL).version)
    say(f"{MODEL}, version {version}: {trees} trees, accuracy {classifier.score(test_x, test_y):.3f}")
    return version


def entity(name, version):
    return {"name": name, "entity_name": MODEL, "entity_version": version, "workload_size": "Small"}


def share(name, percentage):
    return {"served_entity_name": name, "traffic_percentage": percentage}


def send(method, address, body=None):
    import requests

    answer = requests.request(method, address, json=body, timeout=60)
    if not answer.ok:
        raise DemoError(f"{method} {address} was answered {answer.status_code}: {answer.text[:500]}")
    return answer


def configure(url, config):
    """Makes the endpoint or changes it, and waits until it is what it is to be; returns the number of the configuration."""
    import requests

    if requests.get(f"{url}{ROUTES}/{ENDPOINT}", timeout=60).ok:
        send("PUT", f"{url}{ROUTES}/{ENDPOINT}/config", config)
    else:
        send("POST", f"{url}{ROUTES}", {"name": ENDPOINT, "config": config})
    return awaited(url, settled)["config"]["config_version"]


def settled(endpoint):
    state = endpoint["state"]
    if state["config_update"] == "UPDATE_FAILED":
        raise DemoError(f"the endpoint cannot serve its model: {endpoint}")
    return state["ready"] == "READY" and state["config_update"] == "NOT_UPDATING"


def awaited(url, condition, address=f"{ROUTES}/{ENDPOINT}"):
    end = time.monotonic() + PATIENCE
    while not condition(answer := send("GET", f"{url}{address}").json()):
        if time.monotonic() > end:
            raise DemoError(f"the endpoint was not ready within {PATIENCE} s.")
        time.sleep(0.1)
    return answer


def ask(url, rows):
    """The entity that answered, and what."""
    answer = send("POST", f"{url}/serving-endpoints/{ENDPOINT}/invocations", {"dataframe_split": rows.to_dict(orient="split")})
    return answer.headers["served-model-name"], answer.json()["predictions"]


class Asking:
    """Asks the endpoint in another thread for as long as a block runs, and counts."""

    def __init__(self, url, rows):
        self.answered = 0
        self.lost = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, args=(url, rows))

    def run(self, url, rows):
        while not self.ended.is_set():
            try:
                ask(url, rows)
                self.answered += 1
            except (DemoError, OSError):
                self.lost += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


if __name__ == "__main__":
    main()
