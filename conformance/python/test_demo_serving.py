"""`./cairn demo serving` does what it says."""

import re
import subprocess
import sys

import demo_endpoint
import demo_server
import demo_serving
import mlflow
import pytest

PREDICTIONS = r"prediction  (\w+), by (\w+), version (\d+)"
COUNTS = r"(\d+) by version (\d+) \((\w+)\)"


@pytest.fixture
def endpoint(url):
    return demo_endpoint.Endpoint(url, demo_serving.ENDPOINT, demo_serving.MODEL)


@pytest.fixture
def versions(client):
    """Gives the two versions that were registered last."""

    def versions():
        found = client.search_model_versions(f"name = '{demo_serving.MODEL}'")
        return [str(version) for version in sorted(int(each.version) for each in found)[-2:]]

    return versions


def run(url):
    """Runs the demo as the launcher does."""
    command = [sys.executable, demo_serving.__file__, "--tracking-uri", url]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


def steps_of(told):
    """What the demo told, a text for each of its sentences."""
    return re.split(r"^> ", told, flags=re.MULTILINE)[1:]


def states_in(step):
    """Which version each entity serves, and its share."""
    return {name: (version, int(share)) for name, version, share in re.findall(r"(\w+) +version (\d+) +(\d+) %", step)}


def counts_in(step):
    """How many requests were answered by an entity with a version."""
    return {(entity, version): int(times) for times, version, entity in re.findall(COUNTS, step)}


def test_the_demo_serves_splits_rolls_out_moves_and_shows(url, client, endpoint, versions):
    ended = run(url)
    assert (ended.returncode, "mlflow" in ended.stderr) == (0, False), ended

    told = ended.stdout
    _, training, serving, split, rollout, back, moved, moved_back, done = steps_of(told)
    first, second = versions()
    before = {"champion": (first, 75), "challenger": (second, 25)}
    assert f"version {first}: 10 trees" in training and f"version {second}: 200 trees" in training
    assert f"Champion, an alias that can be moved, is version {first}" in training

    assert states_in(serving) == {"champion": (first, 100)}
    assert f"prediction  benign, by champion, version {first}" in serving
    assert states_in(split) == before
    counted = counts_in(split)
    assert counted.keys() == {("champion", first), ("challenger", second)}
    assert sum(counted.values()) == demo_serving.REQUESTS
    assert counted["champion", first] > counted["challenger", second]

    assert re.findall(r"challenger gets (\d+) %", rollout) == ["50", "100"]
    assert "the rollout is DONE" in rollout
    assert states_in(rollout) == {"champion": (first, 0), "challenger": (second, 100)}
    assert counts_in(rollout).keys() == {("champion", first), ("challenger", second)}
    assert f"prediction  malignant, by challenger, version {second}" in rollout

    assert states_in(back) == before
    assert states_in(moved) == {"champion": (second, 75), "challenger": (second, 25)}
    assert states_in(moved_back) == before
    for step in (moved, moved_back):
        assert counts_in(step).keys() >= {("champion", first), ("champion", second)}
    for step in (rollout, back, moved, moved_back):
        asked, lost = re.search(r"(\d+) requests meanwhile, (\d+) lost", step).groups()
        assert (int(asked), lost) == (sum(counts_in(step).values()), "0")
    for kind, _, version in re.findall(PREDICTIONS, told):
        assert kind == {first: "benign", second: "malignant"}[version]
    assert f"{url}/#/endpoints/{demo_serving.ENDPOINT}" in done

    assert client.get_model_version_by_alias(demo_serving.MODEL, "Champion").version == first
    shown = endpoint.send("GET", endpoint.path).json()
    assert shown["state"] == {"ready": "READY", "config_update": "NOT_UPDATING"}
    assert [each["entity_version"] for each in shown["config"]["served_entities"]] == ["@Champion", second]
    assert endpoint.served() == [("champion", first, 75), ("challenger", second, 25)]


def test_the_demo_goes_on_where_its_rollout_is_turned_back(url, endpoint, versions, capsys, monkeypatch):
    monkeypatch.setitem(demo_serving.ROLLOUT, "limits", demo_serving.ROLLOUT["limits"] | {"p95_ms": 0})
    demo_serving.demonstrate(url)

    rollout, back = steps_of(capsys.readouterr().out)[3:5]
    first, second = versions()
    assert "the rollout is TURNED_BACK" in rollout
    assert "So all have the shares that they had before it." in rollout
    assert states_in(rollout) == states_in(back) == {"champion": (first, 75), "challenger": (second, 25)}
    assert endpoint.served() == [("champion", first, 75), ("challenger", second, 25)]


class Faulty:
    """Stands for an endpoint that has an answer and then problems of any kind."""

    def __init__(self, *problems):
        self.problems = list(problems)

    def ask(self, row):
        if self.problems:
            raise self.problems.pop()
        return demo_endpoint.Answer("champion", 0)


class Told(demo_endpoint.Endpoint):
    """Stands for an endpoint of a server that tells certain things of its rollout, one after the other."""

    def __init__(self, *told):
        super().__init__("http://127.0.0.1:9", "it", "model")
        self.told = list(told)

    def send(self, method, path, body=None):
        return self

    def json(self):
        return self.told.pop(0)


@pytest.mark.parametrize("end", ["DONE", "TURNED_BACK"])
def test_a_step_that_ends_between_two_looks_is_told_too(end):
    told = [("RUNNING", 0), ("RUNNING", 0), ("RUNNING", 2), (end, 4)]
    endpoint = Told(*({"state": state, "step": step} for state, step in told))
    seen = [(known["state"], known["step"]) for known in endpoint.roll_out({})]
    assert seen == [*(("RUNNING", step) for step in range(5)), (end, 4)]


def test_whatever_goes_wrong_with_a_request_it_is_lost():
    problems = [demo_server.DemoError("503"), OSError(), KeyError("predictions"), mlflow.MlflowException("no connection")]
    with demo_endpoint.Asking(Faulty(*problems), row=None) as asking:
        asking.wait_for(len(problems) + 1)
    assert asking.lost == len(problems)
    assert asking.answers["champion", 0] == asking.asked() - asking.lost > 0


def test_where_asking_itself_ends_nobody_is_told_that_nothing_was_lost():
    with pytest.raises(SystemExit), demo_endpoint.Asking(Faulty(SystemExit()), row=None) as asking:
        asking.wait_for(1)


def test_where_no_server_is_the_person_is_told_in_a_sentence():
    ended = run("http://127.0.0.1:9")
    assert ended.returncode == 1
    assert ended.stderr == "The demo stopped: no tracking server answers at http://127.0.0.1:9. Is it started?\n"
