"""Measures models behind endpoints of Cairn, and the same behind `mlflow models serve` and MLServer, on this machine.

    ./cairn bench serving --flavours "xgboost sklearn" --duration 5s

Each model is trained here, logged and registered by the stock client, and asked by the load tool with rows of ten numbers, or of
thirty (`--features 30`). Before it is measured, what the servers answer to the same rows is compared. The result is
FOLDER/serving.md: what is slower than it is meant to be is marked there and listed at the end, and with `--check` a wrong or lost answer
of Cairn's ends this with status 1.
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

PATIENCE = 180
ROWS = "1,10,1000"

# what is scored in the JVM is ready within so many seconds, and so many times as fast as `mlflow models serve`
READY = 2
ONE_ROW, ONE_ROW_P99, MANY_ROWS = 30, 20, 10
# and what is scored in Python, for one row at 32 connections
BATCHED = 5

# seconds of requests of all sizes before Cairn is measured, in which the JVM compiles what is asked often: peers have no such thing
HEAT = 8


def data(features=10):
    chance = np.random.default_rng(7)
    names = [f"f{i}" for i in range(features)]
    frame = pd.DataFrame(chance.uniform(-2, 2, (5_000, features)).round(6), columns=names)
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


def pipeline(frame, target, of="LogisticRegression"):
    from sklearn import linear_model
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), getattr(linear_model, of)()).fit(frame, target)


def onnx(frame, target):
    """A regression, since MLflow's reader makes no table of a classifier's two outputs of unlike shapes."""
    from skl2onnx import to_onnx

    model = pipeline(frame, target, of="LinearRegression")
    converted = to_onnx(model, frame.to_numpy(np.float32)[:1], target_opset=17)
    return model, lambda **kwargs: mlflow.onnx.log_model(converted, **{**kwargs, "signature": None})


def sklearn(frame, target):
    model = pipeline(frame, target)
    return model, lambda **kwargs: mlflow.sklearn.log_model(model, serialization_format="cloudpickle", **kwargs)


def skops(frame, target):
    model = pipeline(frame, target)
    return model, lambda **kwargs: mlflow.sklearn.log_model(model, serialization_format="skops", **kwargs)


MODELS = {"onnx": onnx, "xgboost": xgboost, "lightgbm": lightgbm, "skops": skops, "sklearn": sklearn}
IN_PYTHON = {"sklearn"}


def register(flavour, frame, target):
    model, log = MODELS[flavour](frame, target)
    signature = infer_signature(frame, model.predict(frame))
    return log(name="model", registered_model_name=flavour, signature=signature, input_example=frame.head(1)).model_uri


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(command, log, **options):
    """A program, as the leader of a group that is ended afterwards."""
    with open(log, "w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True, **options)
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


def awaited(condition, what, process=None):
    """Seconds until it is so."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE or (process and process.poll() is not None):
            sys.exit(f"bench: {what} is not ready after {time.monotonic() - began:.0f} s; its log says why")
        time.sleep(0.02)
    return time.monotonic() - began


def answers(url):
    with contextlib.suppress(requests.RequestException):
        return requests.get(url, timeout=5).ok
    return False


def serve_endpoint(server, flavour, version="1", size="Large"):
    """Seconds until it answers."""
    entity = {"entity_name": flavour, "entity_version": version, "workload_size": size}
    body = {"name": flavour, "config": {"served_entities": [entity]}}
    requests.post(f"{server}/api/2.0/serving-endpoints", json=body).raise_for_status()

    def is_ready():
        state = requests.get(f"{server}/api/2.0/serving-endpoints/{flavour}").json()["state"]
        if state["config_update"] == "UPDATE_FAILED":
            sys.exit(f"bench: {flavour} cannot be served: {state}")
        return state["ready"] == "READY"

    return awaited(is_ready, flavour)


@contextlib.contextmanager
def cairn(launcher, folder, log):
    """A server with this Python for models that need one; its address and its process."""
    server = f"http://127.0.0.1:{free_port()}"
    options = ["--port", server.rpartition(":")[2], "--data", folder, "--model-python", sys.executable]
    with running([launcher, "server", *options], log) as process:
        awaited(lambda: answers(f"{server}/health"), "the server", process)
        mlflow.set_tracking_uri(server)
        yield server, process.pid


@contextlib.contextmanager
def mlflow_serve(uri, port, log, _):
    """`mlflow models serve`, which finds uvicorn by the path."""
    programs = str(pathlib.Path(sys.executable).parent)
    command = [f"{programs}/mlflow", "models", "serve", "--env-manager", "local", "-m", uri, "-p", str(port)]
    with running(command, log, env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}) as process:
        yield process, f"http://127.0.0.1:{port}/ping"


@contextlib.contextmanager
def mlserver(uri, port, log, programs):
    """MLServer with its default settings and one process for the model."""
    with tempfile.TemporaryDirectory() as folder:
        model = mlflow.artifacts.download_artifacts(uri, dst_path=f"{folder}/files")
        runtime = {"implementation": "mlserver_mlflow.MLflowRuntime", "parameters": {"uri": model}}
        settings = {"host": "127.0.0.1", "http_port": port, "grpc_port": free_port(), "metrics_port": free_port()}
        pathlib.Path(folder, "model-settings.json").write_text(json.dumps({"name": "model", **runtime}))
        pathlib.Path(folder, "settings.json").write_text(json.dumps({**settings, "parallel_workers": 1}))
        with running([f"{programs}/mlserver", "start", folder], log) as process:
            yield process, f"http://127.0.0.1:{port}/v2/models/model/ready"


PEERS = {"MLflow": mlflow_serve, "MLServer": mlserver}


def predictions(url, frame):
    body = {"dataframe_split": {"columns": list(frame.columns), "data": frame.to_numpy().tolist()}}
    answer = requests.post(f"{url}/invocations", json=body, timeout=60)
    answer.raise_for_status()
    values = answer.json()["predictions"]
    return np.array([list(value.values())[0] if isinstance(value, dict) else value for value in values], float)


def load(options, url, pid, label, out, heat=False):
    command = [options.mlbench, "run", "-url", url, "-pid", str(pid), "-label", label, "-out", out, "-rows", ROWS]
    command += ["-features", str(options.features)]
    if heat:
        windows = ["-warm", "0s", "-dur", f"{HEAT}s", "-max-factor", "1", "-c", "32"]
        subprocess.run([*command, *windows, "serve"], check=True, stdout=subprocess.DEVNULL)
    windows = ["-warm", options.warm_up, "-dur", options.duration]
    subprocess.run([*command, *windows, "serve"], check=True, stdout=sys.stderr)
    results = json.loads(pathlib.Path(out).read_text())["results"]
    return {(each["case"], each["conc"]): each for each in results if each["case"].startswith("rows-")}


def measure(flavour, options, server, server_pid, wrong):
    """What was measured of each server, and the seconds until it was ready; adds to what is wrong."""
    frame, target = data(options.features)
    uri = register(flavour, frame, target)
    ready = {"Cairn": serve_endpoint(server, flavour)}
    endpoint = f"{server}/serving-endpoints/{flavour}"
    place = options.out / flavour
    results = {"Cairn": load(options, endpoint, server_pid, "Cairn", f"{place}-cairn.json", heat=True)}
    rows = frame.head(200)
    for peer in options.peers.split():
        port = free_port()
        programs = pathlib.Path(options.mlserver).parent if options.mlserver else None
        with PEERS[peer](uri, port, f"{place}-{peer}.log", programs) as (process, is_alive):
            ready[peer] = awaited(lambda: answers(is_alive), peer, process)
            url = f"http://127.0.0.1:{port}"
            if not np.allclose(predictions(url, rows), predictions(endpoint, rows), rtol=1e-6):
                wrong.append(f"{flavour}: other answers than {peer}'s")
            results[peer] = load(options, url, process.pid, peer, f"{place}-{peer}.json")
    requests.delete(f"{server}/api/2.0/serving-endpoints/{flavour}").raise_for_status()
    return results, ready


def is_right(result):
    return not result["errors"] and result.get("verify") == "ok"


def marked(value, text, least):
    """A cell, which says so if it is less than it is meant to be."""
    return text if least is None or value >= least else f"{text} (missed: {least})"


def wanted(flavour, rows, connections):
    """How many times the rate and how small a part of the p99 of MLflow is meant, where anything is."""
    if flavour in IN_PYTHON:
        return (BATCHED if (rows, connections) == ("1", 32) else None), None
    return {"1": (ONE_ROW, ONE_ROW_P99), "1000": (MANY_ROWS, None)}.get(rows, (None, None))


def ratios(results, peer, key):
    """How many times a peer's rate Cairn has, and how many times Cairn's p99 the peer has."""
    ours, other = results["Cairn"][key], results[peer][key]
    return ours["rate"] / (other["rate"] or np.nan), other["p99_ms"] / (ours["p99_ms"] or np.nan)


def is_late(flavour, ready):
    return flavour not in IN_PYTHON and ready["Cairn"] > READY


def missed(flavour, results, ready):
    """What is slower than it is meant to be, a line each; of right answers alone."""
    if is_late(flavour, ready):
        yield f"{flavour}: ready after {ready['Cairn']:.1f} s, meant: {READY} s"
    for key in results["Cairn"] if "MLflow" in results else []:
        if not all(is_right(results[who][key]) for who in ("Cairn", "MLflow")):
            continue
        rows, connections = key[0].removeprefix("rows-"), key[1]
        rate, p99 = ratios(results, "MLflow", key)
        least, least_p99 = wanted(flavour, rows, connections)
        at = f"{flavour}, rows {rows}, connections {connections}"
        if least is not None and not rate >= least:
            yield f"{at}: {rate:.1f} times the rate of MLflow, meant: {least}"
        if least_p99 is not None and not p99 >= least_p99:
            yield f"{at}: 1/{p99:.1f} of the p99 of MLflow, meant: 1/{least_p99}"


def table(flavour, results, ready):
    peers = [peer for peer in results if peer != "Cairn"]
    yield f"\n## {flavour}\n"
    late = f" Missed: Cairn within {READY} s." if is_late(flavour, ready) else ""
    yield "Ready after " + ", ".join(f"{seconds:.1f} s ({who})" for who, seconds in ready.items()) + f".{late}\n"
    heads = [f"{who}, requests/s | p50; p99 ms" for who in ["Cairn", *peers]]
    yield "| rows | connections | " + " | ".join(heads + [f"× {peer}'s rate | × p99" for peer in peers]) + " |"
    yield "|--:|--:|" + "--:|--:|" * (len(results) + len(peers))
    for key in results["Cairn"]:
        cells = [key[0].removeprefix("rows-"), key[1]]
        right = {who: is_right(one[key]) for who, one in results.items()}
        for who in ["Cairn", *peers]:
            one = results[who][key]
            cells += [f"{one['rate']:,.0f}", f"{one['p50_ms']:.2f}; {one['p99_ms']:.2f}"] if right[who] else ["failed", ""]
        for peer in peers:
            are_right = right["Cairn"] and right[peer]
            rate, p99 = ratios(results, peer, key)
            least, least_p99 = wanted(flavour, *cells[:2]) if peer == "MLflow" else (None, None)
            shown = [marked(rate, f"{rate:.1f}", least), marked(p99, f"1/{p99:.1f}", least_p99)]
            cells += shown if are_right else ["", ""]
        yield "| " + " | ".join(map(str, cells)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cairn", required=True, help="the launcher of Cairn")
    parser.add_argument("--mlbench", required=True, help="the load tool")
    parser.add_argument("--flavours", default=" ".join(MODELS), help="of " + ", ".join(MODELS))
    parser.add_argument("--peers", default="MLflow MLServer", help="of " + ", ".join(PEERS))
    parser.add_argument("--mlserver", help="the Python of an environment with MLServer")
    parser.add_argument("--features", type=int, choices=[10, 30], default=10, help="numbers in a row")
    parser.add_argument("--check", action="store_true", help="status 1 if an answer of Cairn's is wrong or missing")
    parser.add_argument("--duration", default="5s", help="one measured window")
    parser.add_argument("--warm-up", default="3s", help="before each window, with the same requests")
    parser.add_argument("--out", type=pathlib.Path, help="where results go")
    options = parser.parse_args()
    options.out = options.out or pathlib.Path(tempfile.mkdtemp(prefix="serving-"))
    options.out.mkdir(parents=True, exist_ok=True)
    lines, wrong, slow = [], [], []
    with tempfile.TemporaryDirectory() as folder, cairn(options.cairn, folder, options.out / "cairn.log") as (server, pid):
        os.environ["MLFLOW_TRACKING_URI"] = server
        for flavour in options.flavours.split():
            results, ready = measure(flavour, options, server, pid, wrong)
            lines += table(flavour, results, ready)
            slow += missed(flavour, results, ready)
            failed = [key for key, one in results["Cairn"].items() if not is_right(one)]
            wrong += [f"{flavour}: wrong or missing answers at {case}, {many} connections" for case, many in failed]
    lines += [f"\n**Wrong: {each}.**" for each in wrong]
    (options.out / "serving.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines), f"\nThe results are in {options.out}.", sep="\n")
    held = "" if "MLflow" in options.peers.split() else " (rates and p99 are held against MLflow's, which was not asked)"
    print(f"\nMissed targets{held}:" if slow else f"\nNo target was missed{held}.", *slow, sep="\n  ")
    if options.check and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
