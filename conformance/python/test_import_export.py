"""What MLflow wrote itself, imported by `cairn import`, served by Cairn, and exported to a stock server again."""

import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import mlflow
import pytest
import requests
from mlflow.entities import AssessmentError, AssessmentSource, Dataset, DatasetInput, InputTag, LoggedModelOutput, SpanEvent, ViewType

CAIRN = str(pathlib.Path(__file__).resolve().parents[2] / "cairn")
PATIENCE = 120


def fill(uri, artifacts):
    """Logs with the stock client what an import must bring over; returns the id of the run."""
    mlflow.set_tracking_uri(uri)  # its stores look logged models up there, whatever the client's own address is
    client = mlflow.MlflowClient(uri, uri)
    experiment = client.create_experiment("vision", artifact_location=artifacts, tags={"team": "blue"})
    run = client.create_run(experiment, run_name="first", tags={"note": "ünïcode ✓"}).info.run_id
    for step in range(150):
        client.log_metric(run, "loss", math.exp(-step / 10), timestamp=1_000 + step, step=step)
    client.log_metric(run, "odd", math.nan, timestamp=1, step=1)
    client.log_metric(run, "train/odd", -math.inf, timestamp=2, step=3)
    client.log_param(run, "depth", 3)
    client.log_text(run, "weights", "model/weights of it.txt")
    data = Dataset("iris", "d1", "local", '{"path": 1}', '{"schema": 1}', '{"rows": 3}')
    client.log_inputs(run, [DatasetInput(data, [InputTag("mlflow.data.context", "train")])])
    model = client.create_logged_model(experiment, name="net", source_run_id=run, params={"depth": "3"}).model_id
    client.log_metric(run, "acc", 0.5, step=1, model_id=model)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "MLmodel").write_text("flavors: {}")
        client.log_model_artifacts(model, folder)
    client.finalize_logged_model(model, "READY")
    client.log_outputs(run, [LoggedModelOutput(model, step=1)])
    client.set_terminated(run)
    client.delete_run(client.create_run(experiment, run_name="gone").info.run_id)
    client.create_registered_model("reg", tags={"a": "b"}, description="a model")
    client.create_model_version("reg", f"models:/{model}", run_id=run, model_id=model)
    source = client.get_run(run).info.artifact_uri + "/model"
    for _ in range(2):
        client.create_model_version("reg", source, run_id=run, tags={"v": "2"})
    client.delete_model_version("reg", "2")
    client.set_registered_model_alias("reg", "champion", "3")
    client.delete_experiment(client.create_experiment("trashed"))
    return run


def fill_traces(uri, run):
    """Traces with spans, assessments and, where the store can, links, data sets, scorers and reviews."""
    mlflow.set_tracking_uri(uri)
    client = mlflow.MlflowClient(uri, uri)
    experiment = client.get_experiment_by_name("vision").experiment_id
    mlflow.set_experiment(experiment_id=experiment)
    human = AssessmentSource(source_type="HUMAN", source_id="ada")
    traces = []
    for number in range(3):
        attributes = {"n": number, "digits": "12", "nested": {"a": [1, 2.5, None, True]}, "plain": "text ✓"}
        with mlflow.start_span("answer", span_type="CHAIN", attributes=attributes) as root:
            mlflow.update_current_trace(
                tags={"tier": "gold"},
                metadata={"mlflow.trace.session": f"s-{number % 2}", "mlflow.trace.user": "ada"},
                client_request_id=f"request-{number}",
            )
            root.set_inputs({"question": f"what is {number}?"})
            with mlflow.start_span("llm", span_type="CHAT_MODEL") as call:
                call.set_inputs({"messages": [{"role": "user", "content": "hello"}]})
                call.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 5, "output_tokens": 7, "total_tokens": 12})
                call.set_outputs("ünïcode")
                call.add_event(SpanEvent("chunk", attributes={"i": 1}))
            root.set_outputs({"answer": [number]})
        traces.append(root.trace_id)
    mlflow.flush_trace_async_logging()
    for number, trace in enumerate(traces):
        mlflow.log_feedback(trace_id=trace, name="good", value=number != 1, rationale="because", source=human)
        mlflow.log_feedback(trace_id=trace, name="parts", value={"a": [1, 2]}, metadata={"k": "v"})
        mlflow.log_expectation(trace_id=trace, name="expected", value={"x": ["y"]} if number else "z", source=human)
        mlflow.log_feedback(trace_id=trace, name="broken", error=AssessmentError("E1", "it broke"))
    wrong = mlflow.log_feedback(trace_id=traces[2], name="again", value=1)
    mlflow.override_feedback(trace_id=traces[2], assessment_id=wrong.assessment_id, value=2, rationale="better")
    client.set_trace_tag(traces[0], "later", "tag")
    if uri.startswith("sqlite"):
        client.link_traces_to_run(traces[:2], run)
        dataset = mlflow.genai.datasets.create_dataset(name="qa", experiment_id=experiment, tags={"stage": "dev"})
        dataset.merge_records(
            [
                {"inputs": {"q": "a", "n": 1}, "expectations": {"e": "x"}, "tags": {"t": "1"}},
                {"inputs": {"q": "b", "f": 0.5}, "outputs": {"k": [1]}},
            ]
        )


def seen_traces(uri, links=True):
    """All that a client sees of traces and data sets, without what places and ids of runs are made of."""
    mlflow.set_tracking_uri(uri)
    client = mlflow.MlflowClient(uri, uri)
    experiment = client.get_experiment_by_name("vision").experiment_id
    found = {}
    for trace in client.search_traces(locations=[experiment], max_results=100):
        told = json.loads(json.dumps(trace.to_dict(), default=str))
        info = told["info"]
        info.pop("trace_location")
        places = {"mlflow.artifactLocation", "mlflow.trace.spansLocation", "cairn.exported"}
        info["tags"] = {key: value for key, value in info["tags"].items() if key not in places}
        info["trace_metadata"].pop("mlflow.trace.infoFinalized", None)
        info["trace_metadata"] = {
            key: json.loads(value) if key.endswith("tokenUsage") else value for key, value in info["trace_metadata"].items()
        }
        for assessment in info["assessments"]:
            if assessment.get("valid"):
                assessment.pop("valid")  # a client of a server leaves it out of expectations
        info["assessments"].sort(key=lambda assessment: assessment["assessment_id"])
        spans = sorted(told["data"]["spans"], key=lambda span: span["span_id"])
        for span in spans:
            span["attributes"] = {key: json.loads(value) for key, value in span["attributes"].items()}
            span["status"]["message"] = span["status"].get("message") or ""
        found[info["trace_id"]] = (info, spans)
    questions = ["tag.tier = 'gold'", "metadata.`mlflow.trace.session` = 's-0'"]
    for question in questions + (["feedback.good = 'false'", "span.name = 'llm'"] if links else []):
        found[question] = sorted(it.info.trace_id for it in client.search_traces(locations=[experiment], filter_string=question))
    if links:
        (run,) = (it.info.run_id for it in client.search_runs([experiment], "attributes.run_name = 'first'"))
        found["linked"] = sorted(it.info.trace_id for it in client.search_traces(locations=[experiment], run_id=run))
        (dataset,) = client.search_datasets(experiment_ids=[experiment])
        found["dataset"] = (dataset.name, dataset.tags.get("stage"), json.loads(dataset.schema))
        records = (it.to_dict() for it in client.get_dataset(dataset.dataset_id).records)
        wanted = ("inputs", "outputs", "expectations", "source")
        found["records"] = sorted(json.dumps({key: it.get(key) for key in wanted}, sort_keys=True) for it in records)
    return found


def shown(value):
    """A value as text; the greatest number is what a database keeps of an infinity."""
    return repr(math.copysign(sys.float_info.max, value) if math.isinf(value) else value)


def seen(uri, run):
    """All that a client sees, without what ids and places are made of."""
    client = mlflow.MlflowClient(uri, uri)
    found = client.get_run(run)
    experiment = client.get_experiment(found.info.experiment_id)
    versions = sorted(client.search_model_versions("name = 'reg'"), key=lambda version: int(version.version))
    (output,) = found.outputs.model_outputs
    model = client.get_logged_model(output.model_id)
    tags = {key: value for key, value in found.data.tags.items() if not key.startswith("cairn.")}
    return {
        "experiment": (
            experiment.name,
            experiment.lifecycle_stage,
            {key: value for key, value in experiment.tags.items() if not key.startswith("cairn.")},
        ),
        "experiments": sorted((it.name, it.lifecycle_stage) for it in client.search_experiments(ViewType.ALL)),
        "runs": sorted(
            (it.info.run_name, it.info.lifecycle_stage)
            for it in client.search_runs([found.info.experiment_id], run_view_type=ViewType.ALL)
        ),
        "info": (found.info.run_name, found.info.status, found.info.start_time, found.info.end_time, found.info.user_id),
        "params": found.data.params,
        "tags": tags,
        "points": {
            key: [(shown(it.value), it.timestamp, it.step) for it in client.get_metric_history(run, key)]
            for key in found.data.metrics
        },
        "latest": {key: shown(value) for key, value in found.data.metrics.items()},
        "inputs": [(it.dataset.to_dictionary(), [(t.key, t.value) for t in it.tags]) for it in found.inputs.dataset_inputs],
        "model": (model.name, model.status, model.params, [(it.key, it.value, it.step) for it in model.metrics]),
        "output step": output.step,
        "registered": (
            {alias: str(version) for alias, version in client.get_registered_model("reg").aliases.items()},
            {key: value for key, value in client.get_registered_model("reg").tags.items() if not key.startswith("cairn.")},
        ),
        "versions": [(str(it.version), it.tags, it.run_id == run) for it in versions],
        "files": [it.path for it in client.list_artifacts(run, "model")],
    }


def cairn(*arguments):
    done = subprocess.run([CAIRN, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Served:
    """A server in a process of its own, on a port that it chooses."""

    def __init__(self, command, folder):
        self.place = folder / "server.log"
        self.log = open(self.place, "w")
        self.process = subprocess.Popen([*command, "--port", "0"], stdout=self.log, stderr=self.log, cwd=folder)

    def __enter__(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if url := self.ready():
                return url
            time.sleep(0.2)
        self.__exit__()
        raise AssertionError(self.place.read_text())

    def ready(self):
        """Its address once it answers there, as it tells it on a line: Cairn, or what serves the stock one."""
        told = re.search(r"(?:Cairn is ready|Uvicorn running) on (http://[\w.]+:\d+)\s", self.place.read_text())
        try:
            return told[1] if told and requests.get(told[1] + "/health", timeout=5).ok else None
        except requests.RequestException:
            return None

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class Old:
    """A store of MLflow that everything was logged to, and what a client sees of it."""

    def __init__(self, uri, source, artifacts):
        self.source = source
        self.has_links = uri.startswith("sqlite")
        self.run = fill(uri, artifacts)
        fill_traces(uri, self.run)
        self.seen = seen(uri, self.run)
        self.traces = seen_traces(uri, self.has_links)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Imports only read it, and MLflow takes seconds to make one."""
    folder = tmp_path_factory.mktemp("old")
    return Old(f"sqlite:///{folder}/mlflow.db", folder / "mlflow.db", str(folder / "mlruns" / "vision"))


@pytest.fixture(params=["sqlite", "mlruns"])
def old(request, tmp_path, monkeypatch):
    if request.param == "sqlite":
        return request.getfixturevalue("database")
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    return Old(str(tmp_path / "mlruns"), tmp_path / "mlruns", None)


def test_what_mlflow_wrote_is_seen_the_same(old, tmp_path):
    said = cairn("import", old.source, "--data", tmp_path / "data")
    assert "Everything is here." in said

    with Served([CAIRN, "server", "--data", str(tmp_path / "data")], tmp_path) as url:
        assert seen(url, old.run) == old.seen
        assert seen_traces(url, old.has_links) == old.traces
        version = mlflow.MlflowClient(url, url).get_model_version_by_alias("reg", "champion")
        mlflow.set_tracking_uri(url)
        copy = pathlib.Path(mlflow.artifacts.download_artifacts(version.source, dst_path=str(tmp_path)))
        assert (copy / "weights of it.txt").read_text() == "weights"


def test_a_stock_server_takes_an_export(database, tmp_path):
    cairn("import", database.source, "--data", tmp_path / "data")
    stock = [sys.executable, "-m", "mlflow", "server", "--workers", "1", "--backend-store-uri", "sqlite:///stock.db"]

    with Served([*stock, "--artifacts-destination", str(tmp_path / "stock")], tmp_path) as url:
        cairn("export", "--all", "--to", url, "--data", tmp_path / "data")
        again = cairn("export", "--all", "--to", url, "--data", tmp_path / "data")
        assert "2  runs that were there already" in again
        assert "3  traces that were there already" in again
        assert "exported" not in again
        client = mlflow.MlflowClient(url, url)
        experiment = client.get_experiment_by_name("vision").experiment_id
        (there,) = client.search_runs([experiment], f"tags.`cairn.run_id` = '{database.run}'")
        assert seen(url, there.info.run_id) == database.seen
        assert seen_traces(url) == database.traces
        mlflow.set_tracking_uri(url)
        place = client.get_model_version_download_uri("reg", "3")
        copy = mlflow.artifacts.download_artifacts(place, dst_path=str(tmp_path))
        assert (pathlib.Path(copy) / "weights of it.txt").read_text() == "weights"


def test_an_archive_goes_from_one_cairn_to_another(database, tmp_path):
    cairn("import", database.source, "--data", tmp_path / "first")
    cairn("export", "--all", tmp_path / "all.zip", "--data", tmp_path / "first")
    assert "Everything is here." in cairn("import", tmp_path / "all.zip", "--data", tmp_path / "second")

    with Served([CAIRN, "server", "--data", str(tmp_path / "second")], tmp_path) as url:
        assert seen(url, database.run) == database.seen
        assert seen_traces(url) == database.traces
        assert os.listdir(tmp_path / "second" / "artifacts")
