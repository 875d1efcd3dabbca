"""Trainings whose server goes away, and what is on it in the end."""

import itertools
import json
import stat
import threading
import uuid

import pytest

from proxy import no_fault


TRAINING = """
    import json, os, mlflow
    mlflow.set_experiment(os.environ["EXPERIMENT"])
    with mlflow.start_run(run_name=os.environ["NAME"]) as run:
        mlflow.log_param("depth", 3)
        for step in range(50):
            mlflow.log_metric("loss", 1 / (step + 1), step=step)
        mlflow.set_tag("phase", "done")
        mlflow.log_text("notes of the run", "notes/readme.txt")
        mlflow.log_dict({"a": 1}, "config.json")
    print(json.dumps(run.info.run_id))
"""


def names():
    return {"EXPERIMENT": "experiment-" + uuid.uuid4().hex, "NAME": "run-" + uuid.uuid4().hex}


def assert_whole(server, run_id, wanted):
    run = server.run(run_id)
    assert len(server.runs_named(wanted["NAME"])) == 1
    assert run["info"]["status"] == "FINISHED"
    assert run["info"]["run_name"] == wanted["NAME"]
    assert run["info"]["end_time"] >= run["info"]["start_time"] > 0
    assert server.get("experiments/get", experiment_id=run["info"]["experiment_id"])["experiment"]["name"] == wanted["EXPERIMENT"]
    assert {"key": "depth", "value": "3"} in run["data"]["params"]
    assert {"key": "phase", "value": "done"} in run["data"]["tags"]
    assert server.steps(run_id, "loss") == list(range(50))
    assert server.artifact(run_id, "notes/readme.txt") == b"notes of the run"
    assert json.loads(server.artifact(run_id, "config.json")) == {"a": 1}


def test_a_training_without_a_fault_leaves_no_spool(server, fresh_trainings):
    wanted = names()
    run_id, problems = fresh_trainings.run(TRAINING, **wanted)
    assert_whole(server, run_id, wanted)
    assert list(fresh_trainings.spool.iterdir()) == [] and "away" not in problems


def test_a_whole_training_without_a_server_is_sent_later(away, fresh_trainings):
    wanted = names()
    run_id, problems = fresh_trainings.run(TRAINING, **wanted)
    assert problems.count("is away (") == 1
    assert "cairn-sync" in problems
    status = fresh_trainings.sync("status")
    assert status.returncode == 1 and "wait for `cairn-sync`" in status.stdout
    assert fresh_trainings.sync().returncode == 1

    away.start()
    done = fresh_trainings.sync()
    assert done.returncode == 0, done.stdout + done.stderr
    assert_whole(away, run_id, wanted)
    assert fresh_trainings.files() == []
    assert fresh_trainings.sync("status").returncode == 0


def test_the_next_training_sends_what_the_last_one_left(away, trainings):
    wanted = names()
    run_id, _ = trainings.run(TRAINING, **wanted)
    away.start()
    next_training = """
        import glob, json, os, time, mlflow
        with mlflow.start_run():
            while glob.glob(os.environ["CAIRN_SPOOL"] + "/*/journal"):
                time.sleep(0.05)
        print(json.dumps("done"))
    """
    trainings.run(next_training)
    assert_whole(away, run_id, wanted)


def test_a_training_goes_on_while_the_server_is_killed_and_started(server, trainings):
    wanted = names()
    training = trainings.start(
        """
        import json, os, sys, mlflow, threading
        mlflow.set_experiment(os.environ["EXPERIMENT"])
        with mlflow.start_run(run_name=os.environ["NAME"]) as run:
            for step in range(100):
                mlflow.log_metric("loss", 0.5, step=step)
            print("ready", flush=True); sys.stdin.readline()
            for step in range(100, 200):
                mlflow.log_metric("loss", 0.5, step=step)
            mlflow.log_text("kept", "kept.txt")
            print("ready", flush=True); sys.stdin.readline()
            for step in range(200, 300):
                mlflow.log_metric("loss", 0.5, step=step)
        print(json.dumps(run.info.run_id))
        """,
        CAIRN_SPOOL_EXIT_SECONDS="30",
        **wanted,
    )
    assert training.stdout.readline() == "ready\n"
    server.kill()
    training.stdin.write("\n")
    training.stdin.flush()
    assert training.stdout.readline() == "ready\n"
    server.start()
    out, problems = training.communicate("\n", timeout=60)
    run_id = json.loads(out.splitlines()[-1])
    assert server.steps(run_id, "loss") == list(range(300))
    assert server.artifact(run_id, "kept.txt") == b"kept"
    assert server.run(run_id)["info"]["status"] == "FINISHED"
    assert "everything that was kept is sent" in problems
    assert trainings.files() == []


@pytest.mark.parametrize("waits", [True, False])
def test_a_training_that_ends_tells_first_that_all_was_sent(away, trainings, waits):
    """Also where that takes long to write, and nothing waits any more when the training ends."""
    program = """
        import glob, logging, os, sys, time, mlflow
        def slow(record):
            if "everything" in record.getMessage():
                time.sleep(0.5)
            return True
        logging.getLogger("cairn_mlflow").addFilter(slow)
        mlflow.MlflowClient().create_run("0")
        print("ready", flush=True); sys.stdin.readline()
        while os.environ["WAITS"] and glob.glob(os.environ["CAIRN_SPOOL"] + "/*/journal"):
            time.sleep(0.01)
    """
    training = trainings.start(program, CAIRN_SPOOL_EXIT_SECONDS="60", WAITS="yes" if waits else "")
    assert training.stdout.readline() == "ready\n"
    away.start()
    _, problems = training.communicate("\n", timeout=120)
    assert "everything that was kept is sent" in problems


def test_an_answer_that_is_cut_off_has_one_effect(server, trainings, proxy):
    """The server has done it, and the client cannot know."""
    writes, cut = itertools.count(), []

    def every_third(method, path, body):
        if method == "GET" or next(writes) % 3 != 0:
            return None
        cut.append(path)
        return "cut"

    proxy.fault = every_third
    wanted = names()
    program = """
        import json, os, mlflow
        mlflow.set_experiment(os.environ["EXPERIMENT"])
        with mlflow.start_run(run_name=os.environ["NAME"]) as run:
            for step in range(50):
                mlflow.log_metric("loss", 1 / (step + 1), step=step)
            mlflow.log_param("depth", 3)
            mlflow.log_text("notes of the run", "notes/readme.txt")
            mlflow.log_dict({"a": 1}, "config.json")
            mlflow.set_tag("phase", "begun")
            mlflow.set_tag("phase", "done")
        print(json.dumps(run.info.run_id))
    """
    run_id, problems = trainings.run(program, MLFLOW_TRACKING_URI=proxy.url, CAIRN_SPOOL_EXIT_SECONDS="60", **wanted)
    assert "LOST" not in problems
    assert_whole(server, run_id, wanted)
    assert len(cut) >= 3 and cut[0].endswith("/experiments/create")
    assert trainings.files() == []


class Held:
    """A fault that lets some writes through. The answer to the next one is held, and is lost when it is let go."""

    def __init__(self, writes):
        self._left = iter(range(writes))
        self._is_there = threading.Event()
        self._is_free = threading.Event()

    def __call__(self, method, path, body):
        return None if method == "GET" or next(self._left, None) is not None else self._hold

    def _hold(self):
        self._is_there.set()
        self._is_free.wait(60)

    def wait(self):
        assert self._is_there.wait(60), "the sync was over before it was broken off"

    def let_go(self):
        self._is_free.set()


def test_a_sync_survives_kills_of_the_server_and_of_itself(away, trainings, proxy):
    """Two runs in turn, so that hardly two entries go in one request."""
    program = """
        import json
        from mlflow import MlflowClient
        client = MlflowClient()
        first, second = client.create_run("0"), client.create_run("0")
        for step in range(150):
            for run in (first, second):
                client.log_metric(run.info.run_id, "m", step, step=step)
        for run in (first, second):
            client.set_terminated(run.info.run_id)
        print(json.dumps([first.info.run_id, second.info.run_id]))
    """
    run_ids, _ = trainings.run(program, MLFLOW_TRACKING_URI=proxy.url)
    for kill_server in (True, False, True, False):
        if away._process is None:
            away.start()
        proxy.fault = held = Held(writes=20)
        sync = trainings.start_sync()
        held.wait()
        if kill_server:
            away.kill()
            held.let_go()
            assert sync.wait(timeout=60) == 1
        else:
            sync.kill()
            sync.wait()
            held.let_go()
    proxy.fault = no_fault
    if away._process is None:
        away.start()
    done = trainings.sync()
    assert done.returncode == 0, done.stdout + done.stderr
    for run_id in run_ids:
        assert away.steps(run_id, "m") == list(range(150))
        assert away.run(run_id)["info"]["status"] == "FINISHED"
    assert trainings.files() == []


def test_a_full_spool_does_not_end_the_training(away, trainings):
    """What is kept is the beginning, also where the spool is counted anew, as it is after a second."""
    program = """
        import json, time, mlflow
        with mlflow.start_run() as run:
            for step in range(200):
                if step == 100:
                    time.sleep(1.1)
                mlflow.log_metric("m", step, step=step)
            mlflow.log_text("x" * 100_000, "large.txt")
        print(json.dumps(run.info.run_id))
    """
    run_id, problems = trainings.run(program, CAIRN_SPOOL_MAX_BYTES="20000")
    assert "calls are LOST so far" in problems and "Traceback" not in problems
    away.start()
    assert trainings.sync().returncode == 0
    steps = away.steps(run_id, "m")
    assert 10 < len(steps) < 200 and steps == list(range(len(steps)))


def test_a_disk_that_takes_no_more_does_not_end_the_training(away, trainings):
    """The file size is limited, so that a write fails half way, as on a full disk."""
    program = """
        import json, resource, signal, mlflow
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with mlflow.start_run() as run:
            resource.setrlimit(resource.RLIMIT_FSIZE, (9_999, resource.RLIM_INFINITY))
            for step in range(200):
                mlflow.log_metric("m", step, step=step)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            mlflow.log_metric("after", 1)
        print(json.dumps(run.info.run_id))
    """
    run_id, problems = trainings.run(program)
    assert "calls are LOST so far" in problems and "Traceback" not in problems
    away.start()
    assert trainings.sync().returncode == 0
    steps = away.steps(run_id, "m")
    assert 10 < len(steps) < 200 and steps == list(range(len(steps)))
    assert away.steps(run_id, "after") == [0]
    assert away.run(run_id)["info"]["status"] == "FINISHED"


def test_processes_that_log_to_one_run_are_all_sent(away, trainings):
    """Children log to a run that only their parent has created."""
    program = """
        import json, os, subprocess, sys, textwrap, mlflow
        from concurrent.futures import ThreadPoolExecutor
        child = textwrap.dedent('''
            import os, mlflow
            client = mlflow.MlflowClient()
            for step in range(20):
                client.log_metric(os.environ["RUN"], os.environ["KEY"], step, step=step)
        ''')
        with mlflow.start_run() as run:
            children = [
                subprocess.Popen([sys.executable, "-c", child], env={**os.environ, "RUN": run.info.run_id, "KEY": key})
                for key in ("a", "b")
            ]
            with ThreadPoolExecutor(4) as threads:
                list(threads.map(lambda step: mlflow.log_metric("own", step, step=step, run_id=run.info.run_id), range(100)))
            for process in children:
                process.wait()
        print(json.dumps(run.info.run_id))
    """
    run_id, _ = trainings.run(program)
    away.start()
    done = trainings.sync()
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(away.steps(run_id, "own")) == list(range(100))
    assert away.steps(run_id, "a") == away.steps(run_id, "b") == list(range(20))


def test_a_line_that_a_crash_tore_off_is_nothing(away, trainings):
    program = """
        import json, mlflow
        run = mlflow.start_run()
        mlflow.log_metric("m", 1, step=1)
        mlflow.log_metric("m", 2, step=2)
        print(json.dumps(run.info.run_id), flush=True)
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)
    """
    run_id, _ = trainings.run(program)
    [journal] = trainings.spool.glob("*/journal")
    journal.write_bytes(journal.read_bytes()[:-5])
    trainings.run(f"import mlflow; mlflow.MlflowClient().log_metric({run_id!r}, 'm', 3, step=3); print(0)")
    journal.write_bytes(journal.read_bytes() + b"torn")
    away.start()
    assert trainings.sync().returncode == 0
    assert away.steps(run_id, "m") == [1, 3]
    assert trainings.files() == []


def test_what_the_server_refuses_is_put_aside_and_shown(away, trainings):
    program = """
        import json, mlflow
        with mlflow.start_run() as run:
            mlflow.log_param("depth", 3)
            client = mlflow.MlflowClient()
            client.log_metric("0" * 32, "m", 1)
            mlflow.log_metric("m", 1, step=7)
            mlflow.log_param("depth", 4)
            mlflow.log_metric("m", 1, step=8)
        print(json.dumps(run.info.run_id))
    """
    run_id, _ = trainings.run(program)
    away.start()
    done = trainings.sync()
    assert done.returncode == 2 and "2 put aside" in done.stdout
    assert away.steps(run_id, "m") == [7, 8]
    assert away.run(run_id)["info"]["status"] == "FINISHED"
    status = trainings.sync("status")
    assert status.returncode == 1
    assert "not found" in status.stdout and "Changing param values is not allowed" in status.stdout


def test_the_spool_belongs_to_its_user_alone(away, trainings):
    trainings.run(TRAINING, **names())
    for path in [trainings.spool, *trainings.spool.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_model_that_is_logged_while_the_server_is_away_can_be_loaded_later(away, trainings):
    program = """
        import json, mlflow
        class Doubling(mlflow.pyfunc.PythonModel):
            def predict(self, context, model_input, params=None):
                return model_input * 2
        with mlflow.start_run() as run:
            info = mlflow.pyfunc.log_model(name="doubling", python_model=Doubling(), pip_requirements=[])
        print(json.dumps([run.info.run_id, info.model_id]))
    """
    (run_id, model_id), _ = trainings.run(program)
    away.start()
    done = trainings.sync()
    assert done.returncode == 0, done.stdout + done.stderr
    loaded, _ = trainings.run(
        f"import json, mlflow\nimport numpy as np\n"
        f"print(json.dumps(mlflow.pyfunc.load_model('models:/{model_id}').predict(np.array([21])).tolist()))"
    )
    assert loaded == [42]
    assert away.get(f"logged-models/{model_id}")["model"]["info"]["source_run_id"] == run_id


def test_without_a_folder_the_client_is_the_stock_one(server, fresh_trainings):
    kind, _ = fresh_trainings.run(
        "import json, mlflow; print(json.dumps(type(mlflow.tracking._tracking_service.utils._get_store()).__name__))",
        CAIRN_SPOOL="",
    )
    assert kind == "RestStore"


def test_the_plugin_can_be_turned_on_in_code(server, fresh_trainings):
    kind, problems = fresh_trainings.run(
        f"""
        import cairn_mlflow
        cairn_mlflow.enable({str(fresh_trainings.spool)!r})
        import json, mlflow
        print(json.dumps(type(mlflow.tracking._tracking_service.utils._get_store()).__name__))
        """,
        CAIRN_SPOOL="",
    )
    assert kind == "SpoolingStore" and problems == ""
    done = fresh_trainings.sync()
    assert done.returncode == 0 and done.stderr == ""


def test_errors_of_the_server_are_raised_as_by_the_stock_client(server, trainings):
    code, _ = trainings.run(
        """
        import json, mlflow
        try:
            mlflow.MlflowClient().log_metric("0" * 32, "m", 1)
        except mlflow.exceptions.RestException as refusal:
            print(json.dumps([refusal.error_code, refusal.message]))
        """
    )
    assert code[0] == "RESOURCE_DOES_NOT_EXIST" and "not found" in code[1]
    assert trainings.files() == []
