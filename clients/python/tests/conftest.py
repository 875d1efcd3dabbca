"""A real server that the tests start and kill, and trainings in processes of their own."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
import requests

from forks import ForkServer
from proxy import Proxy

ROOT = Path(__file__).resolve().parents[3]
API = "/api/2.0/mlflow/"

# Seconds in which a server has to start.
PATIENCE = 120


def lasting_port():
    """A port for a server that is killed and started. The system gives those from 32768 on to connections and to whoever
    does not mind which one, who could have it meanwhile."""
    for port in random.sample(range(20_000, 32_768), 100):
        with contextlib.suppress(OSError), socket.socket() as free:
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("No port is free")


class Server:
    """A Cairn server on a port of its own, which keeps its data over kills."""

    def __init__(self, folder):
        self.port = lasting_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process = None

    def start(self):
        command = [ROOT / "cairn", "server", "--port", str(self.port), "--data", self._folder / "data"]
        command += ["--model-python", sys.executable]
        # It is started thirty times: the quick compiler alone is enough for the little that it does.
        environment = {**os.environ, "CAIRN_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}
        with open(self._folder / "out", "ab") as out:
            self._process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        end = time.monotonic() + PATIENCE
        while not self._is_ready():
            assert self._process.poll() is None, (self._folder / "out").read_text()
            assert time.monotonic() < end, "The server did not start"
            time.sleep(0.05)
        return self

    def _is_ready(self):
        try:
            return requests.get(self.url + "/ready", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def kill(self):
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def get(self, path, **query):
        answer = requests.get(self.url + API + path, params=query, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path, **body):
        answer = requests.post(self.url + API + path, json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def run(self, run_id):
        return self.get("runs/get", run_id=run_id)["run"]

    def runs_named(self, name):
        found = self.post("experiments/search", max_results=1000)["experiments"]
        ids = [experiment["experiment_id"] for experiment in found]
        return self.post("runs/search", experiment_ids=ids, filter=f"attributes.run_name = '{name}'").get("runs", [])

    def steps(self, run_id, key):
        points = self.get("metrics/get-history", run_id=run_id, metric_key=key).get("metrics", [])
        return [point["step"] for point in points]

    def artifact(self, run_id, path):
        answer = requests.get(self.url + "/get-artifact", params={"run_id": run_id, "path": path}, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.content


@pytest.fixture(scope="session")
def session_server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.kill()


@pytest.fixture
def server(session_server):
    """A server that is there."""
    if session_server._process is None:
        session_server.start()
    return session_server


@pytest.fixture
def away(session_server):
    """A server that is not there until the test starts it."""
    session_server.kill()
    return session_server


@pytest.fixture(scope="session")
def forks(tmp_path_factory):
    server = ForkServer(tmp_path_factory.mktemp("forks") / "socket")
    yield server
    server.close()


class Trainings:
    """Programs that use MLflow with the plugin, each in a process of its own: a fork of one that has imported MLflow, or
    with `is_fresh` a new one."""

    def __init__(self, url, spool, forks, is_fresh=False):
        self.spool = spool
        self.is_fresh = is_fresh
        self._forks = forks
        self.environment = {
            **os.environ,
            "MLFLOW_TRACKING_URI": url,
            "CAIRN_SPOOL": str(spool),
            "CAIRN_SPOOL_EXIT_SECONDS": "0.2",
            "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
        }

    def start(self, program, **environment):
        return self._python(["-c", textwrap.dedent(program)], subprocess.PIPE, **environment)

    def _python(self, arguments, stdio, **environment):
        environment = {**self.environment, **environment}
        if not self.is_fresh:
            return self._forks.start(arguments, environment, stdio)
        return subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdin=stdio, stdout=stdio, stderr=stdio, text=True
        )

    def run(self, program, **environment):
        """What a program printed as its last line, read as JSON, and what it complained of."""
        out, problems = self.start(program, **environment).communicate(timeout=120)
        lines = out.strip().splitlines()
        assert lines, problems
        return json.loads(lines[-1]), problems

    def sync(self, *arguments):
        process = self._python(["-m", "cairn_mlflow", *arguments], subprocess.PIPE)
        out, problems = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, problems)

    def start_sync(self):
        return self._python(["-m", "cairn_mlflow"], subprocess.DEVNULL)

    def files(self):
        """What the spool holds, but for what stays there of a server."""
        paths = [path for path in self.spool.rglob("*") if path.is_file() and path.name not in ("server", "lock")]
        return sorted(str(path.relative_to(self.spool)) for path in paths)

    def aside(self):
        """The keys of what was put aside, as status shows them."""
        return [line.split()[0] for line in self.sync("status").stdout.splitlines() if "PUT ASIDE" in line]


@pytest.fixture
def trainings(session_server, tmp_path, forks):
    return Trainings(session_server.url, tmp_path / "spool", forks)


@pytest.fixture
def fresh_trainings(session_server, tmp_path, forks):
    """Where it matters that MLflow is imported by the training itself."""
    return Trainings(session_server.url, tmp_path / "spool", forks, is_fresh=True)


@pytest.fixture
def proxy(session_server):
    """What stands before the server."""
    before = Proxy(session_server.port)
    yield before
    before.close()
