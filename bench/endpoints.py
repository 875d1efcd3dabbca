"""Measures what endpoints promise besides speed: no request is lost while an alias moves, many small models fit, overload does
not slow down those who were let in, and little is put on top of a model's own `predict`.

    ./cairn bench endpoints

The result is FOLDER/endpoints.md: times that are longer than they are meant to be are marked there, and with `--check` a lost request,
a wrong answer, too much memory or a 429 that does not say when to come again ends this with status 1.
"""

import argparse
import collections
import functools
import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
from http.client import HTTPConnection

import mlflow
import numpy as np
import requests
import serving

MODELS = 50
RATE = 500
SENDERS = 25
MOVES = 6
BETWEEN = 3.0
CROWD = 400

# what is meant: MiB with all small models, seconds until one answers, milliseconds on top of a model in Python
MOST_MIB = 1_024
READY = 2
ON_TOP = 1


def percentile(values, share):
    return float(np.percentile(values, share)) * 1000 if values else float("nan")


def resident_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"process {pid} has no VmRSS")


def marked(value, text, most):
    return text if value <= most else f"{text} (missed: {most})"


@functools.cache
def request(rows):
    frame, _ = serving.data()
    data = frame.head(rows).to_numpy().tolist()
    return json.dumps({"dataframe_split": {"columns": list(frame.columns), "data": data}}).encode()


class Asker:
    """One connection to an endpoint that stays open."""

    def __init__(self, server, endpoint, rows):
        self.connection = HTTPConnection(urllib.parse.urlsplit(server).netloc, timeout=60)
        self.path = f"/serving-endpoints/{endpoint}/invocations"
        self.body = request(rows)

    def ask(self):
        """The status, the seconds it took, the headers and the text."""
        began = time.perf_counter()
        self.connection.request("POST", self.path, self.body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, time.perf_counter() - began, answer.headers, text


def many(server, pid, wrong):
    frame, target = serving.data()
    serving.register("xgboost", frame, target)
    before = resident_mib(pid)
    ready, told = [], set()
    for i in range(MODELS):
        entity = {"entity_name": "xgboost", "entity_version": "1"}
        body = {"name": f"small-{i}", "config": {"served_entities": [entity]}}
        requests.post(f"{server}/api/2.0/serving-endpoints", json=body).raise_for_status()
        url = f"{server}/serving-endpoints/small-{i}/invocations"
        row = {"inputs": [dict(zip(frame.columns, frame.iloc[0]))]}
        ready.append(serving.awaited(lambda: requests.post(url, json=row).ok, f"small-{i}"))
        told.add(requests.post(url, json=row).text)
    after = resident_mib(pid)
    if after >= MOST_MIB:
        wrong.append(f"{MODELS} models take {after:,.0f} MiB")
    if len(told) > 1:
        wrong.append(f"the same model behind {MODELS} endpoints answers in {len(told)} ways")
    for i in range(MODELS):
        requests.delete(f"{server}/api/2.0/serving-endpoints/small-{i}").raise_for_status()
    return (
        f"{MODELS} endpoints with an XGBoost model of 100 trees each: {before:,.0f} MiB resident before, {after:,.0f} MiB after; "
        f"each answered {statistics.median(ready):.2f} s after it was asked for (median), "
        f"{marked(max(ready), f'{max(ready):.2f} s', READY)} at most."
    )


def moving_alias(server, wrong):
    """Requests at a fixed rate while an alias moves between two versions, which answer the same, again and again."""
    client = mlflow.MlflowClient()
    frame, target = serving.data()
    serving.register("xgboost", frame, target)
    versions = [version.version for version in client.search_model_versions("name = 'xgboost'")][:2]
    client.set_registered_model_alias("xgboost", "champion", versions[0])
    serving.serve_endpoint(server, "xgboost", "@champion")
    answers, told, lock = [], collections.Counter(), threading.Lock()
    began = time.perf_counter()
    ends = began + (MOVES + 1) * BETWEEN

    def send(offset):
        asker, due = Asker(server, "xgboost", 1), began + offset / RATE
        while due < ends:
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _, _, text = asker.ask()
            with lock:
                told.update([text] if status == 200 else [])
                answers.append((due, status, time.perf_counter() - due))
            due += SENDERS / RATE

    senders = [threading.Thread(target=send, args=[i]) for i in range(SENDERS)]
    for sender in senders:
        sender.start()
    moves = []
    for i in range(MOVES):
        time.sleep(max(0.0, began + (i + 1) * BETWEEN - time.perf_counter()))
        client.set_registered_model_alias("xgboost", "champion", versions[(i + 1) % 2])
        moves.append(time.perf_counter())
    for sender in senders:
        sender.join()
    requests.delete(f"{server}/api/2.0/serving-endpoints/xgboost").raise_for_status()
    lost = [answer for answer in answers if answer[1] != 200]
    if lost:
        wrong.append(f"{len(lost)} requests were lost while an alias moved")
    if len(told) > 1:
        wrong.append(f"two equal versions answered in {len(told)} ways while an alias moved")
    near = [took for at, _, took in answers if any(0 <= at - move <= 1 for move in moves)]
    far = [took for at, _, took in answers if not any(0 <= at - move <= 1 for move in moves)]
    return (
        f"{len(answers):,} requests at {RATE}/s while an alias moved {MOVES} times: {len(lost)} lost; p50; p99 "
        f"{percentile(far, 50):.2f}; {percentile(far, 99):.2f} ms, within a second after a move "
        f"{percentile(near, 50):.2f}; {percentile(near, 99):.2f} ms."
    )


def crowd(server, senders, wrong, seconds=5):
    """How requests of 5,000 rows do that so many send at once."""
    answers, told, lock = collections.defaultdict(list), set(), threading.Lock()
    without_advice = []
    request(5_000)  # so that all can begin at once
    ends = time.perf_counter() + seconds

    def send():
        asker = Asker(server, "xgboost", 5_000)
        while time.perf_counter() < ends:
            status, took, headers, text = asker.ask()
            with lock:
                answers[status].append(took)
                told.update([text] if status == 200 else [])
                if status == 429 and "Retry-After" not in headers:
                    without_advice.append(took)
            if status == 429:
                time.sleep(float(headers.get("Retry-After", 1)))  # as clients do

    threads = [threading.Thread(target=send) for _ in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if without_advice:
        wrong.append(f"{len(without_advice)} answers 429 without Retry-After to {senders} connections")
    if set(answers) - {200, 429}:
        wrong.append(f"{senders} connections were answered {sorted(answers)}")
    if len(told) > 1:
        wrong.append(f"the same request was answered in {len(told)} ways to {senders} connections")
    return answers


def overload(server, wrong):
    serving.serve_endpoint(server, "xgboost", size="Small")
    crowd(server, 8, wrong)
    lines = []
    for senders in (132, CROWD):
        answers = crowd(server, senders, wrong)
        if senders == CROWD and 429 not in answers:
            wrong.append(f"none of {senders} connections was answered 429")
        told = {status: len(times) for status, times in sorted(answers.items())}
        lines.append(
            f"{senders} connections that ask for 5,000 rows of a Small endpoint at once: answers {told}; of those with 200 p50; p99 "
            f"{percentile(answers[200], 50):,.0f}; {percentile(answers[200], 99):,.0f} ms, {len(answers[200]) / 5:,.0f}/s."
        )
    requests.delete(f"{server}/api/2.0/serving-endpoints/xgboost").raise_for_status()
    return "\n- ".join(lines)


class Timed(mlflow.pyfunc.PythonModel):
    """A pipeline that answers how many seconds its own `predict` took."""

    def __init__(self, pipeline):
        self.pipeline = pipeline

    def predict(self, context, model_input, params=None):
        began = time.perf_counter()
        self.pipeline.predict(model_input)
        return [time.perf_counter() - began] * len(model_input)


def on_top(server):
    """What is put on top of the `predict` of a model that needs Python: of each call, what it took less what the model took in it."""
    frame, target = serving.data()
    pipeline, _ = serving.sklearn(frame, target)
    signature = mlflow.models.infer_signature(frame, [0.5])
    logged = mlflow.pyfunc.log_model(name="model", python_model=Timed(pipeline), signature=signature, registered_model_name="timed")
    model, row = mlflow.pyfunc.load_model(logged.model_uri), frame.head(1)
    serving.serve_endpoint(server, "timed")
    asker = Asker(server, "timed", 1)

    def by_mlflow():
        began = time.perf_counter()
        (own,) = model.predict(row)
        return own, time.perf_counter() - began

    def by_endpoint():
        status, took, _, text = asker.ask()
        assert status == 200, status
        return json.loads(text)["predictions"][0], took

    lines = []
    for name, call in (("MLflow in this process", by_mlflow), ("the endpoint, as its caller sees it", by_endpoint)):
        own, whole = zip(*[call() for _ in range(2_500)][500:])
        added = [each - inside for each, inside in zip(whole, own)]
        middle = percentile(added, 50)
        shown = marked(middle, f"{middle:.2f} ms", ON_TOP if call is by_endpoint else float("inf"))
        lines.append(f"{percentile(own, 50):.2f} ms in the model, {shown} on top by {name}")
    requests.delete(f"{server}/api/2.0/serving-endpoints/timed").raise_for_status()
    return f"One row of a scikit-learn pipeline, medians: {'; '.join(lines)}."


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cairn", required=True, help="the launcher of Cairn")
    parser.add_argument("--check", action="store_true", help="status 1 if a request is lost, or another count is missed")
    parser.add_argument("--out", type=pathlib.Path, help="where results go")
    options = parser.parse_args()
    options.out = options.out or pathlib.Path(tempfile.mkdtemp(prefix="endpoints-"))
    options.out.mkdir(parents=True, exist_ok=True)
    lines, wrong = [], []
    with tempfile.TemporaryDirectory() as folder:
        with serving.cairn(options.cairn, folder, options.out / "cairn.log") as (server, pid):
            os.environ["MLFLOW_TRACKING_URI"] = server
            cases = (
                lambda: many(server, pid, wrong),
                lambda: moving_alias(server, wrong),
                lambda: overload(server, wrong),
                lambda: on_top(server),
            )
            for case in cases:
                lines.append(f"- {case()}")
                print(lines[-1], flush=True)
    for each in wrong:
        lines.append(f"- **Wrong: {each}.**")
        print(lines[-1])
    (options.out / "endpoints.md").write_text("\n".join(lines) + "\n")
    print(f"The results are in {options.out}.")
    if options.check and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
