"""Measures models behind endpoints of Cairn, and the same models behind `mlflow models serve`, on this machine.

    ./cairn bench serving --flavours "xgboost sklearn" --duration 5s

Each model is trained here, logged and registered by the stock client, and asked by the load tool with rows of ten numbers. Before
it is measured, what both servers answer to the same rows is compared. The result is FOLDER/serving.md.
"""

import argparse
import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

import mlflow
import numpy as np
import pandas as pd
import requests
from mlflow.models import infer_signature

FEATURES = [f"f{i}" for i in range(10)]
PATIENCE = 180
ROWS = "1,10,1000"


def data():
    chance = np.random.default_rng(7)
    frame = pd.DataFrame(chance.uniform(-2, 2, (5_000, len(FEATURES))).round(6), columns=FEATURES)
    return frame, (frame.f0 * frame.f1 + frame.f2 > 0.3).astype(int)


def xgboost(frame, target):
    from xgboost import XGBRegressor

    model = XGBRegressor(n_estimators=100, max_depth=6).fit(frame, target)
    return model, lambda **kwargs: mlflow.xgboost.log_model(model, model_format="ubj", **kwargs)


def lightgbm(frame, target):
    import lightgbm as library

    params = {"objective": "binary", "num_leaves": 63, "verbosity": -1}
    model = library.train(params, library.Dataset(frame, target), 100)
    return model, lambda **kwargs: mlflow.lightgbm.log_model(model, **kwargs)


def pipeline(frame, target):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression()).fit(frame, target)


def onnx(frame, target):
    from skl2onnx import to_onnx

    model = pipeline(frame, target)
    converted = to_onnx(model, frame.to_numpy(np.float32)[:1], options={"zipmap": False}, target_opset=17)
    return model, lambda **kwargs: mlflow.onnx.log_model(converted, **{**kwargs, "signature": None})


def sklearn(frame, target):
    model = pipeline(frame, target)
    return model, lambda **kwargs: mlflow.sklearn.log_model(model, serialization_format="cloudpickle", **kwargs)


MODELS = {"onnx": onnx, "xgboost": xgboost, "lightgbm": lightgbm, "sklearn": sklearn}


def register(flavour, frame, target):
    model, log = MODELS[flavour](frame, target)
    signature = infer_signature(frame, model.predict(frame))
    return log(name="model", registered_model_name=flavour, signature=signature, input_example=frame.head(1)).model_uri


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(command, log):
    """A program, as the leader of a group that is ended afterwards."""
    with open(log, "w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def awaited(condition, what):
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE:
            sys.exit(f"bench: {what} was not ready within {PATIENCE} s")
        time.sleep(0.05)
    return time.monotonic() - began


def answers(url):
    with contextlib.suppress(requests.RequestException):
        return requests.get(url, timeout=5).ok
    return False


def serve_endpoint(server, flavour):
    """Seconds until it answers."""
    config = {"served_entities": [{"entity_name": flavour, "entity_version": "1", "workload_size": "Large"}]}
    requests.post(f"{server}/api/2.0/serving-endpoints", json={"name": flavour, "config": config}).raise_for_status()

    def is_ready():
        state = requests.get(f"{server}/api/2.0/serving-endpoints/{flavour}").json()["state"]
        if state["config_update"] == "UPDATE_FAILED":
            sys.exit(f"bench: {flavour} cannot be served: {state}")
        return state["ready"] == "READY"

    return awaited(is_ready, flavour)


def predictions(url, frame):
    body = {"dataframe_split": {"columns": FEATURES, "data": frame.to_numpy().tolist()}}
    answer = requests.post(f"{url}/invocations", json=body, timeout=60)
    answer.raise_for_status()
    values = answer.json()["predictions"]
    return np.array([list(value.values())[0] if isinstance(value, dict) else value for value in values], float)


def load(options, url, pid, label, out):
    command = [options.mlbench, "run", "-url", url, "-pid", str(pid), "-label", label, "-out", out]
    subprocess.run([*command, "-rows", ROWS, "-dur", options.duration, "serve"], check=True, stdout=sys.stderr)
    return {(each["case"], each["conc"]): each for each in json.loads(pathlib.Path(out).read_text())["results"]}


def measure(flavour, options, server, server_pid):
    frame, target = data()
    uri = register(flavour, frame, target)
    ready = {"Cairn": serve_endpoint(server, flavour)}
    endpoint = f"{server}/serving-endpoints/{flavour}"
    place = options.out / flavour
    results = {"Cairn": load(options, endpoint, server_pid, "Cairn", f"{place}-cairn.json")}
    port = free_port()
    stock = f"http://127.0.0.1:{port}"
    command = [pathlib.Path(sys.executable).parent / "mlflow", "models", "serve", "--env-manager", "local"]
    with running([*command, "-m", uri, "-p", str(port)], f"{place}-mlflow.log") as process:
        ready["MLflow"] = awaited(lambda: answers(f"{stock}/ping"), "mlflow models serve")
        rows = frame.head(200)
        assert np.allclose(predictions(stock, rows), predictions(endpoint, rows), rtol=1e-6), flavour
        results["MLflow"] = load(options, stock, process.pid, "MLflow", f"{place}-mlflow.json")
    requests.delete(f"{server}/api/2.0/serving-endpoints/{flavour}").raise_for_status()
    return results, ready


def table(flavour, results, ready):
    yield f"\n## {flavour}\n"
    yield f"Ready after {ready['Cairn']:.1f} s (Cairn), {ready['MLflow']:.1f} s (MLflow).\n"
    yield "| rows | connections | MLflow, requests/s | p50; p99 ms | Cairn, requests/s | p50; p99 ms | × rate | × p99 |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|"
    for key, stock in results["MLflow"].items():
        ours = results["Cairn"][key]
        failed = [each for each in (stock, ours) if each["errors"] or each.get("verify") != "ok"]
        cells = [key[0].removeprefix("rows-"), key[1]]
        for each in (stock, ours):
            cells += [f"{each['rate']:,.0f}", f"{each['p50_ms']:.2f}; {each['p99_ms']:.2f}"]
        cells += ["failed", ""] if failed else [
            f"{ours['rate'] / stock['rate']:.1f}",
            f"1/{stock['p99_ms'] / ours['p99_ms']:.1f}",
        ]
        yield "| " + " | ".join(map(str, cells)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cairn", required=True, help="the launcher of Cairn")
    parser.add_argument("--mlbench", required=True, help="the load tool")
    parser.add_argument("--flavours", default=" ".join(MODELS), help="of " + ", ".join(MODELS))
    parser.add_argument("--duration", default="5s", help="one measured window")
    parser.add_argument("--out", type=pathlib.Path, help="where results go")
    options = parser.parse_args()
    options.out = options.out or pathlib.Path(tempfile.mkdtemp(prefix="serving-"))
    options.out.mkdir(parents=True, exist_ok=True)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = f"http://127.0.0.1:{port}"
        command = [options.cairn, "server", "--port", str(port), "--data", folder, "--model-python", sys.executable]
        with running(command, options.out / "cairn.log") as process:
            awaited(lambda: answers(f"{server}/health"), "the server")
            mlflow.set_tracking_uri(server)
            os.environ["MLFLOW_TRACKING_URI"] = server
            for flavour in options.flavours.split():
                lines += table(flavour, *measure(flavour, options, server, process.pid))
    (options.out / "serving.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines), f"\nThe results are in {options.out}.", sep="\n")


if __name__ == "__main__":
    main()
