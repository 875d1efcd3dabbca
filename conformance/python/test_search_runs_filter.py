"""Run search: each entity and comparator of the filter grammar."""

import mlflow
import pytest

from refusals import INVALID, assert_refusal

SPECIMENS = {
    "a": {"params": {"model": "Tree", "depth": "3"}, "metrics": {"auc": 0.9, "loss": 0.5}, "start": 1000},
    "b": {"params": {"model": "tree-deep", "depth": "10"}, "metrics": {"auc": 0.8, "loss": -1.5}, "start": 2000},
    "c": {"params": {"model": "linear"}, "metrics": {"auc": 0.7}, "start": 3000},
    "d": {"params": {}, "metrics": {"auc": float("nan")}, "start": 4000},
    "e": {"params": {"odd key": "x", "quote": "it's"}, "metrics": {"odd metric": 1e-3}, "start": 5000},
}


@pytest.fixture(scope="module")
def zoo(url, unique):
    """Five runs a to e, in start order, and a function from a filter to the letters of the runs it finds."""
    client = mlflow.MlflowClient(url)
    experiment = client.create_experiment(unique("zoo"))
    ids = {}
    for letter, specimen in SPECIMENS.items():
        tags = {"letter": letter, "Team.name": "Vision" if letter in "ab" else "sound"}
        run = client.create_run(experiment, specimen["start"], tags, run_name=f"Run {letter}").info.run_id
        for key, value in specimen["params"].items():
            client.log_param(run, key, value)
        for key, value in specimen["metrics"].items():
            client.log_metric(run, key, value, timestamp=1, step=0)
        ids[letter] = run
    client.set_tag(ids["e"], "rare", "yes")
    client.set_terminated(ids["a"], "FINISHED", end_time=1500)
    client.set_terminated(ids["b"], "FAILED", end_time=2500)

    def found(filter_string):
        runs = client.search_runs([experiment], filter_string, order_by=["start_time ASC"])
        return "".join(run.data.tags["letter"] for run in runs)

    found.ids = ids
    found.experiment = experiment
    return found


@pytest.mark.parametrize(
    ("filter_string", "letters"),
    [
        ("", "abcde"),
        ("metrics.auc = 0.9", "a"),
        ("metrics.auc != 0.9", "bcd"),
        ("metrics.auc > 0.7", "ab"),
        ("metrics.auc >= 0.7", "abc"),
        ("metrics.auc < 0.8", "c"),
        ("metrics.auc <= 0.8", "bc"),
        ("metric.loss < -1", "b"),
        ("metrics.loss = -1.5", "b"),
        ("metrics.`odd metric` < 1e-2", "e"),
        ('metrics."odd metric" > 0', "e"),
        ("metrics.absent > 0", ""),
        ("params.model = 'Tree'", "a"),
        ("params.model != 'Tree'", "bc"),
        ("params.model LIKE 'tree%'", "b"),
        ("params.model ILIKE 'tree%'", "ab"),
        ("params.model LIKE '%e%'", "abc"),
        ("params.model LIKE '_inear'", "c"),
        ("params.depth = '10'", "b"),
        ('parameter.depth = "3"', "a"),
        ("param.depth = '3'", "a"),
        ("parameters.depth = '3'", "a"),
        ("params.`odd key` = 'x'", "e"),
        ("params.\"odd key\" = 'x'", "e"),
        ('params.quote = "it\'s"', "e"),
        ("params.model IS NULL", "de"),
        ("params.model IS NOT NULL", "abc"),
        ("tags.letter = 'c'", "c"),
        ("tag.letter != 'c'", "abde"),
        ("tags.`Team.name` = 'Vision'", "ab"),
        ("tags.Team.name = 'sound'", "cde"),
        ("tags.Team.name LIKE '%i%'", "ab"),
        ("tags.Team.name ILIKE '%VIS%'", "ab"),
        ("tags.rare IS NOT NULL", "e"),
        ("tags.rare IS NULL", "abcd"),
        ("tags.mlflow.runName = 'Run d'", "d"),
        ("status = 'RUNNING'", "cde"),
        ("attributes.status != 'RUNNING'", "ab"),
        ("attribute.status = 'FAILED'", "b"),
        ("attr.status = 'FINISHED'", "a"),
        ("run.status LIKE 'F%'", "ab"),
        ("run_name = 'Run c'", "c"),
        ("attributes.run_name LIKE 'Run %'", "abcde"),
        ("attributes.`run name` ILIKE 'run b'", "b"),
        ("`Run name` = 'Run b'", "b"),
        ("start_time > 3000", "de"),
        ("start_time >= 3000", "cde"),
        ("attributes.start_time <= 2000", "ab"),
        ("created < 2000", "a"),
        ("start_time = 2000", "b"),
        ("start_time != 2000", "acde"),
        ("end_time < 2000", "a"),
        ("user_id = 'nobody at all'", ""),
        ("artifact_uri LIKE 'mlflow-artifacts:/%'", "abcde"),
        ("metrics.auc > 0.75 AND params.model ILIKE 'tree%' AND tags.letter = 'b'", "b"),
        ("metrics.auc > 0.75 and status = 'FINISHED'", "a"),
        ("metrics.auc > 0.75 AND metrics.auc < 0.85", "b"),
        ("params.model = 'Tree' AND params.model = 'linear'", ""),
        ("params.model = \"Tree\" AND params.depth = '3'", "a"),
        ("   status   =   'FAILED'   ", "b"),
        ("status='FAILED'", "b"),
    ],
)
def test_a_filter_selects(zoo, filter_string, letters):
    assert zoo(filter_string) == letters


def test_run_ids_are_compared_and_listed(zoo):
    a, b = zoo.ids["a"], zoo.ids["b"]
    assert zoo(f"run_id = '{a}'") == "a"
    assert zoo(f"attributes.run_id != '{a}'") == "bcde"
    assert zoo(f"run_id IN ('{a}', '{b}')") == "ab"
    assert zoo(f"attributes.run_id IN ('{a}')") == "a"
    assert zoo(f"run_id NOT IN ('{a}', '{b}')") == "cde"
    assert zoo(f"run_id LIKE '{a[:20]}%'") == "a"


# Where the words of the reference and of Cairn, which names the column, differ, the code alone is compared.
@pytest.mark.parametrize(
    ("filter_string", "words"),
    [
        ("params.a = 3", "Expected a quoted string value for"),
        ("metrics.a = 'x'", "Expected numeric value type for"),
        ("metrics.a LIKE '1'", ""),
        ("metrics.a IS NULL", "IS NULL / IS NOT NULL is only supported for"),
        ("foo.a = 'x'", "Invalid entity type 'foo'."),
        ("attribute.foo = 'x'", "Invalid attribute key 'foo' specified."),
        ("status > 'x'", "Invalid comparator '>'"),
        ("params.a > '1'", "Invalid comparator '>'"),
        ("start_time = 'x'", "Expected numeric value type for"),
        ("start_time LIKE 'x'", ""),
        ("run_id IN (1, 2)", ""),
        ("run_id IN ()", "expected a non-empty list of string values"),
        ("params.a", ""),
        ("params.a = '1'; params.b = '2'", ""),
        ("tags.a = 1", "Expected a quoted string value for tag"),
        ("dataset.foo = 'x'", "Invalid dataset key 'foo' specified."),
        ("datasets.name > 'x'", "Invalid comparator"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(wire, zoo, filter_string, words):
    response = wire.post("runs/search", experiment_ids=[zoo.experiment], filter=filter_string)
    assert_refusal(response, INVALID, words)


def test_several_experiments_are_searched_together(client, zoo, unique):
    other = client.create_experiment(unique())
    run = client.create_run(other, start_time=9000).info.run_id
    runs = client.search_runs([zoo.experiment, other], "start_time > 4500")
    assert [found.info.run_id for found in runs] == [run, zoo.ids["e"]]


def test_no_experiment_and_an_unknown_one_find_nothing(wire):
    assert wire.post("runs/search", experiment_ids=[]).json() == {}
    assert wire.post("runs/search", experiment_ids=["999999999"]).json() == {}
