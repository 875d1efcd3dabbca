"""What every conformance test is given: a server, the stock client, a raw connection and an experiment of its own."""

import os
import time
import uuid

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "60")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MPLBACKEND", "Agg")

import mlflow
import pytest
import requests

from wire import Wire

SERVED_WITHIN = 180


def pytest_sessionstart(session):
    if session.config.option.collectonly:
        return
    url = os.environ.get("CAIRN_URL")
    if not url:
        pytest.exit("CAIRN_URL is not set: set it to the address of the tracking server under test.", returncode=2)
    try:
        answer = requests.get(url.rstrip("/") + "/health", timeout=10)
    except requests.RequestException as problem:
        pytest.exit(f"No server answers at CAIRN_URL={url}: {problem.__class__.__name__}.", returncode=2)
    if answer.status_code != 200:
        pytest.exit(
            f"The server at CAIRN_URL={url} is not healthy: /health answers {answer.status_code}.", returncode=2
        )


@pytest.fixture(scope="session")
def url():
    return os.environ["CAIRN_URL"].rstrip("/")


@pytest.fixture(autouse=True)
def fluent_api(url):
    """Points the fluent API at the server, and leaves no run and no experiment active behind a test."""
    mlflow.set_tracking_uri(url)
    mlflow.set_registry_uri(url)
    yield
    while mlflow.active_run():
        mlflow.end_run()


@pytest.fixture
def client(url):
    return mlflow.MlflowClient(url, url)


@pytest.fixture
def databricks(url, monkeypatch):
    """Has the client take the server for a workspace of the managed platform, once a test wants it."""
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", os.environ.get("MLFLOW_TRACKING_TOKEN", "none"))

    def databricks():
        mlflow.set_tracking_uri("databricks")
        mlflow.set_registry_uri("databricks")
        return mlflow.MlflowClient()

    return databricks


@pytest.fixture(scope="session")
def wire(url):
    return Wire(url)


@pytest.fixture(scope="session")
def unique():
    """A function that makes a name no other test, on this run of the suite or another, has used."""
    return lambda word="name": f"{word}-{uuid.uuid4().hex}"


@pytest.fixture
def experiment(client, unique):
    """The id of a new experiment."""
    return client.create_experiment(unique("experiment"))


@pytest.fixture
def fluent_experiment(experiment):
    """The id of a new experiment, which the fluent API uses too."""
    mlflow.set_experiment(experiment_id=experiment)
    return experiment


@pytest.fixture
def run(client, experiment):
    """The id of a new run."""
    return client.create_run(experiment).info.run_id


@pytest.fixture
def served(url, unique):
    """Serves version 1 of a model, and gives a function that asks it; the endpoint is gone afterwards."""
    made = []

    def serve(model):
        name = unique("served").replace(" ", "-")
        config = {"served_entities": [{"name": "it", "entity_name": model, "entity_version": "1"}]}
        requests.post(f"{url}/api/2.0/serving-endpoints", json={"name": name, "config": config}).raise_for_status()
        made.append(name)
        end = time.monotonic() + SERVED_WITHIN
        while True:
            endpoint = requests.get(f"{url}/api/2.0/serving-endpoints/{name}").json()
            if endpoint["state"]["ready"] == "READY":
                break
            assert endpoint["state"]["config_update"] == "IN_PROGRESS", endpoint
            assert time.monotonic() < end, endpoint
            time.sleep(0.2)
        return lambda **body: requests.post(f"{url}/serving-endpoints/{name}/invocations", **body)

    yield serve
    for name in made:
        requests.delete(f"{url}/api/2.0/serving-endpoints/{name}").raise_for_status()
