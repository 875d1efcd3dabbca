"""Run search: order and pages."""

import math

import mlflow
import pytest
from mlflow.entities import RunTag

from refusals import INVALID, assert_refusal


@pytest.fixture(scope="module")
def line(url, unique):
    """Six runs a to f: metric m is 3, 1, 2, NaN, missing, 1; a function from order_by to their letters."""
    client = mlflow.MlflowClient(url)
    experiment = client.create_experiment(unique("line"))
    values = {"a": 3.0, "b": 1.0, "c": 2.0, "d": math.nan, "e": None, "f": 1.0}
    for place, (letter, value) in enumerate(values.items()):
        run = client.create_run(experiment, 1000 + place, {"letter": letter}, run_name=f"run-{letter}").info.run_id
        if value is not None:
            client.log_metric(run, "m", value)
        if letter in "bdf":
            client.log_param(run, "p", {"b": "x", "d": "10", "f": "9"}[letter])
        if letter == "c":
            client.set_terminated(run, "FINISHED", end_time=50)

    def ordered(*order_by):
        runs = client.search_runs([experiment], order_by=list(order_by))
        return "".join(run.data.tags["letter"] for run in runs)

    ordered.experiment = experiment
    return ordered


@pytest.mark.parametrize(
    ("order_by", "letters"),
    [
        ([], "fedcba"),
        (["start_time ASC"], "abcdef"),
        (["start_time DESC"], "fedcba"),
        (["attributes.start_time"], "abcdef"),
        (["Created ASC"], "abcdef"),
        (["metrics.m ASC", "start_time ASC"], "bfcade"),
        (["metrics.m DESC", "start_time ASC"], "acbfde"),
        (["metric.m", "start_time DESC"], "fbcade"),
        (["metrics.`m` asc", "start_time ASC"], "bfcade"),
        (["params.p ASC", "start_time ASC"], "dfbace"),
        (["params.p DESC", "start_time ASC"], "bfdace"),
        (["tags.letter DESC"], "fedcba"),
        (["tag.letter ASC"], "abcdef"),
        (["run_name DESC"], "fedcba"),
        (["attributes.status ASC", "start_time ASC"], "cabdef"),
        (["end_time ASC", "start_time ASC"], "cabdef"),
        (["metrics.absent ASC"], "fedcba"),
        (["params.absent DESC", "metrics.m ASC", "start_time ASC"], "bfcade"),
    ],
)
def test_runs_come_in_the_order_asked_for(line, order_by, letters):
    assert line(*order_by) == letters


def test_equal_runs_are_ordered_by_id(client, experiment):
    ids = [client.create_run(experiment, start_time=1).info.run_id for _ in range(6)]
    assert [run.info.run_id for run in client.search_runs([experiment])] == sorted(ids)


@pytest.mark.parametrize(
    ("order_by", "words"),
    [
        ("foo", "Invalid attribute key 'foo' specified."),
        ("attributes.foo", "Invalid attribute key 'foo' specified."),
        ("metrics.m UP", "order_by clause 'metrics.m UP'"),
        ("metrics.a ASC DESC", "order_by clause 'metrics.a ASC DESC'"),
        ("thing.m", "Invalid entity type 'thing'."),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(wire, line, order_by, words):
    response = wire.post("runs/search", experiment_ids=[line.experiment], order_by=[order_by])
    assert_refusal(response, INVALID, words)


def test_paging_through_250_runs_meets_each_run_once(client, experiment):
    ids = [
        client.create_run(experiment, start_time=1 + place // 10, tags={"n": str(place)}).info.run_id
        for place in range(250)
    ]
    for run in ids[::50]:
        client.log_batch(run, tags=[RunTag("marked", "yes")])
    met, sizes, token = [], [], None
    while not sizes or token:
        page = client.search_runs([experiment], max_results=60, order_by=["start_time ASC"], page_token=token)
        met += [run.info.run_id for run in page]
        sizes.append(len(page))
        token = page.token
    assert sizes == [60, 60, 60, 60, 10]
    assert sorted(met) == sorted(ids)
    assert len(client.search_runs([experiment])) == 250
    assert len(client.search_runs([experiment], "tags.marked = 'yes'")) == 5


def test_a_full_last_page_has_no_token(wire, line):
    full = wire.post("runs/search", experiment_ids=[line.experiment], max_results=6).json()
    assert len(full["runs"]) == 6
    assert "next_page_token" not in full
    short = wire.post("runs/search", experiment_ids=[line.experiment], max_results=5).json()
    assert short["next_page_token"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"max_results": 0}, "Invalid value 0 for parameter 'max_results' supplied."),
        ({"max_results": 50001}, "Invalid value 50001 for parameter 'max_results' supplied"),
        ({"page_token": "zz"}, "Invalid page token, could not base64-decode"),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(wire, line, arguments, words):
    assert_refusal(wire.post("runs/search", experiment_ids=[line.experiment], **arguments), INVALID, words)
