"""What a training gets, and what the server has in the end, when the fault is none that a network has."""

import json
import time
import uuid

import pytest

from proxy import no_fault

# A training that does a round of logging for each line that it reads, and says what it raised.
ROUNDS = """
    import json, mlflow, os, sys
    run = mlflow.start_run()
    client, step = mlflow.MlflowClient(), 0
    print(json.dumps(run.info.run_id), flush=True)
    for line in sys.stdin:
        if line == "end\\n":
            break
        raised = None
        try:
            mlflow.log_metric("m", step, step=step)
            mlflow.log_text(str(step), f"{step}.txt")
        except Exception as problem:
            raised = repr(problem)
        step += 1
        print(json.dumps(raised), flush=True)
"""


class Rounds:
    """A living training that the test leads."""

    def __init__(self, trainings, program=ROUNDS, **environment):
        self._process = trainings.start(program, **environment)
        self.run_id = self._said()

    def _said(self):
        """The next line of JSON; MLflow prints other lines too."""
        for line in self._process.stdout:
            try:
                return json.loads(line)
            except ValueError:
                continue
        raise AssertionError(self._process.stderr.read())

    def next(self):
        """What a round of logging raised."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._said()

    def end(self):
        """What the training complained of."""
        _, problems = self._process.communicate("end\n", timeout=60)
        assert self._process.returncode == 0, problems
        return problems


PATIENT = {"CAIRN_SPOOL_EXIT_SECONDS": "60"}


def assert_whole(server, run_id, rounds):
    assert server.run(run_id)["info"]["status"] == "FINISHED"
    assert server.steps(run_id, "m") == list(range(rounds))
    for step in range(rounds):
        assert server.artifact(run_id, f"{step}.txt") == str(step).encode()


@pytest.mark.parametrize("first", [404, None])
def test_a_proxy_that_answers_for_a_server_that_is_away_is_not_believed(server, trainings, proxy, first):
    proxy.fault = lambda method, path, body: first
    training = Rounds(trainings, MLFLOW_TRACKING_URI=proxy.url, **PATIENT)
    for status in (200, 404, 413, 502):
        proxy.fault = lambda method, path, body, status=status: status
        assert training.next() is None
    proxy.fault = no_fault
    assert training.next() is None
    assert "LOST" not in training.end()
    assert_whole(server, training.run_id, 5)
    assert trainings.files() == []


def test_a_server_that_goes_away_again_behind_its_proxy_loses_nothing(away, trainings, proxy):
    """It answers the first question of the sender and a few calls; all else gets the proxy's 404."""
    training = Rounds(trainings, MLFLOW_TRACKING_URI=proxy.url)
    for _ in range(5):
        assert training.next() is None
    training.end()
    away.start()
    left = iter(range(4))
    proxy.fault = lambda method, path, body: None if next(left, None) is not None else 404
    trainings.environment["MLFLOW_TRACKING_URI"] = proxy.url
    assert trainings.sync().returncode == 1
    assert trainings.aside() == []
    proxy.fault = no_fault
    assert trainings.sync().returncode == 0
    assert_whole(away, training.run_id, 5)


def test_a_token_that_expires_ends_no_training_and_is_told_once(server, trainings, proxy):
    training = Rounds(trainings, MLFLOW_TRACKING_URI=proxy.url, **PATIENT)
    assert training.next() is None
    proxy.fault = lambda method, path, body: 401 if "server-info" not in path else None
    for _ in range(3):
        assert training.next() is None
    while "401" not in (problem := training._process.stderr.readline()) or "credentials" not in problem:
        assert problem
    proxy.fault = no_fault
    problems = training.end()
    assert "see to the credentials" not in problems and "LOST" not in problems
    assert_whole(server, training.run_id, 4)


def test_who_was_never_signed_in_is_told_at_once(server, trainings, proxy):
    proxy.fault = lambda method, path, body: 401 if "server-info" not in path else None
    raised, _ = trainings.run(
        """
        import json, mlflow
        raised = []
        for call in (lambda: mlflow.set_experiment("mine"), lambda: mlflow.MlflowClient().log_metric("0" * 32, "m", 1)):
            try:
                call()
            except mlflow.exceptions.MlflowException as problem:
                raised.append(problem.error_code)
        print(json.dumps(raised))
        """,
        MLFLOW_TRACKING_URI=proxy.url,
    )
    assert raised == ["UNAUTHENTICATED", "UNAUTHENTICATED"]
    assert trainings.files() == []


def test_what_may_not_be_done_is_put_aside_and_holds_nobody_up(away, trainings, proxy):
    training = Rounds(trainings, MLFLOW_TRACKING_URI=proxy.url)
    for _ in range(3):
        assert training.next() is None
    training.end()
    away.start()
    refusal = 403, {"error_code": "PERMISSION_DENIED", "message": "not yours"}
    proxy.fault = lambda method, path, body: refusal if path.endswith("/1.txt") else None
    done = trainings.sync()
    assert done.returncode == 2, done.stderr
    assert "not yours" in trainings.sync("status").stdout
    assert away.steps(training.run_id, "m") == [0, 1, 2]
    proxy.fault = no_fault
    assert trainings.sync("retry").returncode == 0
    assert_whole(away, training.run_id, 3)
    assert trainings.files() == []


def test_what_fails_always_is_put_aside_and_can_be_sent_again(away, trainings, proxy):
    """A metric on which the server has an error, and a file for which the proxy before it has not the time."""
    run_id, _ = trainings.run(
        """
        import json, mlflow
        with mlflow.start_run() as run:
            for step in range(4):
                mlflow.log_metric("m", step, step=step)
            mlflow.log_metric("poison", 1)
            mlflow.log_text("0", "0.txt")
            mlflow.log_text("1", "1.txt")
            mlflow.log_text("2", "2.txt")
            mlflow.log_text("3", "3.txt")
        print(json.dumps(run.info.run_id))
        """,
        MLFLOW_TRACKING_URI=proxy.url,
    )
    away.start()

    def fault(method, path, body):
        if b"poison" in body:
            return 500, {"error_code": "INTERNAL_ERROR", "message": "broken"}
        return 504 if path.endswith("/2.txt") else None

    proxy.fault = fault
    done = trainings.sync()
    assert done.returncode == 2 and "2 put aside" in done.stdout, done.stdout + done.stderr
    assert away.steps(run_id, "m") == [0, 1, 2, 3] and away.run(run_id)["info"]["status"] == "FINISHED"
    proxy.fault = no_fault
    metric, file = trainings.aside()
    assert trainings.sync("retry", file).returncode == 0
    assert trainings.sync("drop").returncode == 2 and trainings.aside() == [metric]
    assert trainings.sync("retry", metric).returncode == 0
    assert_whole(away, run_id, 4)
    assert away.steps(run_id, "poison") == [0]
    assert trainings.files() == []


def test_a_copy_that_is_gone_holds_nobody_up(away, trainings):
    training = Rounds(trainings)
    for _ in range(2):
        assert training.next() is None
    training.end()
    for copy in trainings.spool.glob("*/files/*/0.txt"):
        copy.unlink()
    away.start()
    assert trainings.sync().returncode == 2
    assert away.artifact(training.run_id, "1.txt") == b"1"
    assert away.run(training.run_id)["info"]["status"] == "FINISHED"
    [aside] = trainings.aside()
    assert trainings.sync("drop", aside).returncode == 0
    assert trainings.sync("status").returncode == 0


def test_a_server_that_stays_away_keeps_no_other_from_getting_its_own(away, trainings):
    for url in ("http://127.0.0.1:9", away.url):
        training = Rounds(trainings, MLFLOW_TRACKING_URI=url)
        assert training.next() is None
        training.end()
    away.start()
    done = trainings.sync()
    assert done.returncode == 1 and "http://127.0.0.1:9: " in done.stderr
    assert_whole(away, training.run_id, 1)


def test_a_disk_that_is_full_when_the_server_returns_does_not_stop_the_sender(away, trainings):
    program = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + ROUNDS.replace("\n    ", "\n").replace(
        "    raised = None\n",
        "    raised = None\n"
        "    if step == 3:\n"
        "        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))\n"
        "        print(json.dumps('full'), flush=True); sys.stdin.readline()\n",
    ).replace("mlflow.log_text(str(step), f\"{step}.txt\")", "pass")
    training = Rounds(trainings, program, **PATIENT)
    for _ in range(3):
        assert training.next() is None
    assert training.next() == "full"
    away.start()
    end = time.monotonic() + 60
    while trainings.files():
        assert time.monotonic() < end, trainings.files()
        time.sleep(0.05)
    assert training.next() is None
    assert training.next() is None
    assert "Traceback" not in training.end()
    assert away.steps(training.run_id, "m") == [0, 1, 2, 3, 4]
    assert away.run(training.run_id)["info"]["status"] == "FINISHED"


def test_a_spool_without_room_takes_nothing_and_lets_through_what_comes_when_the_server_is_back(server, trainings):
    training = Rounds(trainings, CAIRN_SPOOL_MAX_BYTES="1K")
    assert training.next() is None
    server.kill()
    (trainings.spool / "left").write_bytes(b"x" * 2000)  # by an earlier training
    assert training.next() is None
    server.start()
    assert training.next() is None
    problems = training.end()
    assert "2 calls are LOST so far" in problems and "Traceback" not in problems
    assert server.steps(training.run_id, "m") == [0, 2]
    assert server.artifact(training.run_id, "2.txt") == b"2"
    assert server.run(training.run_id)["info"]["status"] == "FINISHED"


CHILD = """
    import json, mlflow, os, sys
    client = mlflow.MlflowClient()
    print(json.dumps(None), flush=True)
    for step, line in enumerate(sys.stdin):
        if line == "end\\n":
            break
        raised = None
        try:
            client.log_metric(os.environ["RUN"], os.environ["KEY"], step, step=step)
            client.log_metric("f" * 32, os.environ["KEY"], step)
        except mlflow.exceptions.RestException as problem:
            raised = problem.error_code
        print(json.dumps(raised), flush=True)
"""


def test_processes_that_live_when_the_server_returns_send_for_each_other(away, trainings):
    """Two of them log to a run that the spool alone knows, and to one that nobody will create."""
    parent = Rounds(trainings, **PATIENT)
    children = [Rounds(trainings, CHILD, RUN=parent.run_id, KEY=key, **PATIENT) for key in ("a", "b")]
    assert [process.next() for process in (children[0], parent)] == [None, None]
    away.start()
    assert children[1].next() in (None, "RESOURCE_DOES_NOT_EXIST")  # for the run that nobody creates, if it was direct
    assert [process.next() for process in (*children, parent)][2] is None
    for process in (*children, parent):
        process.end()
    assert_whole(away, parent.run_id, 2)
    assert away.steps(parent.run_id, "a") == away.steps(parent.run_id, "b") == [0, 1]
    assert all("f" * 32 in line for line in trainings.sync("status").stdout.splitlines() if "PUT ASIDE" in line)
    assert trainings.sync("drop", "--all").returncode == 0
    assert trainings.files() == []


def test_a_process_that_meets_its_first_fault_while_it_ends_keeps_the_end_of_the_run(server, fresh_trainings):
    """Since Python 3.12 a process that ends cannot start a thread; MLflow ends the active run there."""
    program = """
        import atexit, json, mlflow, sys, threading
        def no_thread(self):
            raise RuntimeError("can't create new thread at interpreter shutdown")
        mlflow.start_run()
        mlflow.log_metric("m", 0, step=0)
        atexit.register(lambda: setattr(threading.Thread, "start", no_thread))
        print(json.dumps(mlflow.active_run().info.run_id), flush=True)
        sys.stdin.readline()
    """
    training = Rounds(fresh_trainings, program)
    server.kill()
    assert "send it with `cairn-sync`" in training.end()
    server.start()
    assert fresh_trainings.sync().returncode == 0
    assert server.run(training.run_id)["info"]["status"] == "FINISHED"


def test_texts_of_users_stay_as_they_are(away, trainings):
    texts = ["cairn-experiment-1", "cairn-experiment-Zm9v"]
    program = f"""
        import json, mlflow
        mlflow.set_experiment("of {uuid.uuid4().hex}")
        with mlflow.start_run(tags={{"t": {texts[1]!r}}}) as run:
            for number, text in enumerate({texts!r}):
                mlflow.log_param(f"p{{number}}", text)
        print(json.dumps(run.info.run_id))
    """
    later, _ = trainings.run(program)
    away.start()
    assert trainings.sync().returncode == 0
    now, _ = trainings.run(program)
    for run_id in (later, now):
        data = away.run(run_id)["data"]
        assert [param["value"] for param in data["params"]] == texts
        assert {"key": "t", "value": texts[1]} in data["tags"]
    assert not [name for name in away.post("experiments/search", max_results=1000)["experiments"] if name["name"] == "foo"]


def test_what_is_not_kept_is_as_patient_as_the_stock_client_and_goes_behind_what_waits(away, trainings, proxy):
    program = """
        import json, mlflow, sys
        client = mlflow.MlflowClient()
        run = client.create_run("0")
        print(json.dumps(run.info.run_id), flush=True)
        sys.stdin.readline()
        client.log_metric(run.info.run_id, "m", 0, step=0)
        client.set_terminated(run.info.run_id)
        client.delete_run(run.info.run_id)
        print(json.dumps(len(client.search_experiments())), flush=True)
    """
    training = Rounds(
        trainings, program, MLFLOW_TRACKING_URI=proxy.url, MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR="0", **PATIENT
    )
    away.start()
    failures = iter(range(3))
    proxy.fault = lambda method, path, body: 503 if "search" in path and next(failures, None) is not None else None
    assert training.next() >= 1
    training.end()
    run = away.run(training.run_id)
    assert run["info"]["lifecycle_stage"] == "deleted" and run["info"]["status"] == "FINISHED"
    assert away.steps(training.run_id, "m") == [0]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CAIRN_SPOOL_MAX_BYTES", "lots", "no number of bytes"),
        ("CAIRN_SPOOL_EXIT_SECONDS", "soon", "no number of seconds"),
        ("CAIRN_SPOOL", "/dev/null/spool", "nothing can be kept"),
    ],
)
def test_a_bad_setting_is_refused_at_the_start(server, trainings, name, value, told):
    raised, _ = trainings.run(
        """
        import json, mlflow
        try:
            mlflow.MlflowClient()
        except mlflow.exceptions.MlflowException as problem:
            print(json.dumps(str(problem)))
        """,
        **{name: value},
    )
    assert told in raised and name in raised


def test_a_file_that_is_not_there_is_the_mistake_of_the_caller(away, trainings):
    raised, problems = trainings.run(
        """
        import json, mlflow
        with mlflow.start_run():
            mlflow.log_metric("m", 1)
            try:
                mlflow.log_artifact("/nowhere/file.txt")
            except FileNotFoundError:
                raised = True
        print(json.dumps(raised))
        """
    )
    assert raised is True and "LOST" not in problems
