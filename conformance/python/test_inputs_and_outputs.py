"""What goes into a run and comes out of it: datasets and models."""

import json

import mlflow
import pandas
import pytest
from mlflow.entities import Dataset, DatasetInput, InputTag, LoggedModelInput, LoggedModelOutput

from refusals import MISSING, assert_refusal


def dataset(name, digest="d1", context=None, profile=None):
    tags = [InputTag("mlflow.data.context", context)] if context else []
    return DatasetInput(Dataset(name, digest, "local", '{"uri": "x"}', schema='{"s": 1}', profile=profile), tags)


def test_a_pandas_dataset_is_logged_with_its_context(client, fluent_experiment):
    frame = pandas.DataFrame({"x": [1, 2, 3], "y": [0.1, 0.2, 0.3]})
    source = mlflow.data.from_pandas(frame, source="s3://bucket/table.csv", name="table", targets="y")
    with mlflow.start_run() as run:
        mlflow.log_input(source, context="training", tags={"extra": "1"})
    [found] = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert found.dataset.name == "table"
    assert found.dataset.digest == source.digest
    assert json.loads(found.dataset.profile) == {"num_rows": 3, "num_elements": 6}
    assert "mlflow_colspec" in json.loads(found.dataset.schema)
    assert {tag.key: tag.value for tag in found.tags} == {"mlflow.data.context": "training", "extra": "1"}


def test_the_logged_dataset_leads_back_to_its_source(client, fluent_experiment):
    frame = pandas.DataFrame({"x": [1]})
    with mlflow.start_run() as run:
        mlflow.log_input(mlflow.data.from_pandas(frame, source="s3://bucket/table.csv"))
    [found] = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert mlflow.data.get_source(found).uri == "s3://bucket/table.csv"


def test_several_datasets_of_one_call_are_all_kept(client, run):
    client.log_inputs(run, [dataset("one", context="train"), dataset("two", profile="rows"), dataset("one", "d2")])
    inputs = client.get_run(run).inputs.dataset_inputs
    assert {(i.dataset.name, i.dataset.digest) for i in inputs} == {("one", "d1"), ("two", "d1"), ("one", "d2")}
    assert {i.dataset.profile for i in inputs} == {None, "rows"}


def test_the_same_dataset_again_changes_nothing(client, run):
    client.log_inputs(run, [dataset("one", context="train")])
    client.log_inputs(run, [dataset("one", context="test")])
    [found] = client.get_run(run).inputs.dataset_inputs
    assert [tag.value for tag in found.tags] == ["train"]


def test_two_runs_share_a_dataset_with_contexts_of_their_own(client, experiment):
    runs = [client.create_run(experiment).info.run_id for _ in range(2)]
    for run, context in zip(runs, ["train", "test"], strict=True):
        client.log_inputs(run, [dataset("shared", context=context)])
    contexts = [client.get_run(run).inputs.dataset_inputs[0].tags[0].value for run in runs]
    assert contexts == ["train", "test"]


@pytest.fixture
def fed(client, experiment):
    """Three runs a, b and c, fed with datasets; a function from a filter to the letters of the runs found."""
    feed = {
        "a": [dataset("Iris", "d1", "train")],
        "b": [dataset("iris", "d2", "test"), dataset("Iris", "d1", "eval")],
        "c": [],
    }
    for place, (letter, inputs) in enumerate(feed.items()):
        run = client.create_run(experiment, start_time=1000 + place, tags={"letter": letter}).info.run_id
        if inputs:
            client.log_inputs(run, inputs)

    def found(filter_string):
        runs = client.search_runs([experiment], filter_string, order_by=["start_time ASC"])
        return "".join(run.data.tags["letter"] for run in runs)

    return found


@pytest.mark.parametrize(
    ("filter_string", "letters"),
    [
        ("dataset.name = 'Iris'", "ab"),
        ("datasets.name = 'iris'", "b"),
        ("dataset.name != 'Iris'", "b"),
        ("dataset.name LIKE 'Ir%'", "ab"),
        ("dataset.name ILIKE 'IRIS'", "ab"),
        ("dataset.name IN ('iris', 'other')", "b"),
        ("dataset.digest = 'd2'", "b"),
        ("dataset.digest IN ('d1', 'd2')", "ab"),
        ("dataset.context = 'train'", "a"),
        ("dataset.context LIKE 't%'", "ab"),
        ("dataset.context IN ('eval')", "b"),
        ("dataset.name = 'Iris' AND dataset.context = 'train'", "a"),
        ("dataset.name = 'Iris' AND tags.letter = 'b'", "b"),
        ("dataset.name = 'absent'", ""),
    ],
)
def test_runs_are_found_by_their_datasets(fed, filter_string, letters):
    assert fed(filter_string) == letters


def test_search_shows_the_datasets_of_a_run(client, experiment, run):
    client.log_inputs(run, [dataset("one", context="train")])
    [found] = client.search_runs([experiment])
    assert [i.dataset.name for i in found.inputs.dataset_inputs] == ["one"]
    assert found.inputs.dataset_inputs[0].tags[0].value == "train"


def test_the_datasets_of_an_experiment_are_listed_for_the_web_page(wire, client, experiment, run):
    client.log_inputs(run, [dataset("one", context="train"), dataset("two")])
    response = wire.post("/ajax-api/2.0/mlflow/experiments/search-datasets", experiment_ids=[experiment])
    summaries = response.json()["dataset_summaries"]
    assert {(s["name"], s["digest"], s.get("context")) for s in summaries} == {
        ("one", "d1", "train"),
        ("two", "d1", None),
    }
    assert {s["experiment_id"] for s in summaries} == {experiment}


def test_models_go_in_and_come_out(client, experiment, run):
    used = client.create_logged_model(experiment, name="used").model_id
    made = client.create_logged_model(experiment, name="made", source_run_id=run).model_id
    client.log_inputs(run, models=[LoggedModelInput(used)])
    client.log_outputs(run, [LoggedModelOutput(made, step=3)])
    read = client.get_run(run)
    assert [model.model_id for model in read.inputs.model_inputs] == [used]
    assert [(model.model_id, model.step) for model in read.outputs.model_outputs] == [(made, 3)]


def test_search_shows_the_models_a_run_made(client, experiment, run):
    made = client.create_logged_model(experiment, source_run_id=run).model_id
    client.log_outputs(run, [LoggedModelOutput(made, step=0)])
    [found] = client.search_runs([experiment])
    assert [model.model_id for model in found.outputs.model_outputs] == [made]


def test_inputs_of_an_unknown_run_are_not_found(wire):
    one = {"dataset": {"name": "n", "digest": "d", "source_type": "local", "source": "{}"}}
    assert_refusal(wire.post("runs/log-inputs", run_id="0" * 32, datasets=[one]), MISSING, "not found")
