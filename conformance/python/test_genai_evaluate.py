"""mlflow.genai.evaluate on an evaluation data set, with scorers that are functions: what is left on the server."""

import json

import mlflow
import pytest
from mlflow.entities import Feedback
from mlflow.genai import evaluate, scorer
from mlflow.genai.datasets import create_dataset, get_dataset

QUESTIONS = ["ping", "pong", "break", "peng"]


@scorer
def exact(outputs, expectations):
    return outputs == expectations["answer"]


@scorer(aggregations=["min", "max", "mean"])
def letters(inputs, outputs):
    return Feedback(value=len(outputs or ""), rationale=f"of {inputs['question']}", metadata={"by": "count"})


@scorer
def both(outputs):
    return [Feedback(name="polite", value="yes"), Feedback(name="grade", value=0.25)]


@scorer
def picky(outputs):
    if not outputs:
        raise ValueError("there is nothing to score")
    return "fine"


@mlflow.trace
def shout(question):
    if question == "break":
        raise ValueError("no answer")
    return question.upper()


@pytest.fixture
def dataset(fluent_experiment, unique):
    made = create_dataset(name=unique("qa"), experiment_id=fluent_experiment)
    made.merge_records([
        {
            "inputs": {"question": question},
            "expectations": {"answer": "PING" if question == "peng" else question.upper(), "tone": "dry"},
            "tags": {"hard": str(question == "break")},
        }
        for question in QUESTIONS
    ])
    return get_dataset(dataset_id=made.dataset_id)


@pytest.fixture
def traces(client, fluent_experiment):
    """A function that finds the traces of an evaluation by their question."""

    def read(run_id, filter_string=None):
        found = client.search_traces(locations=[fluent_experiment], run_id=run_id, filter_string=filter_string)
        return {trace.data.spans[0].inputs["question"]: trace for trace in found}

    return read


def test_a_run_has_the_data_set_and_the_scores(client, dataset, traces):
    result = evaluate(data=dataset, predict_fn=shout, scorers=[exact, letters, both, picky])

    run = client.get_run(result.run_id)
    assert run.info.status == "FINISHED"
    assert run.data.metrics == pytest.approx({
        "exact/mean": 0.5,
        "letters/min": 0,
        "letters/max": 4,
        "letters/mean": 3,
        "polite/mean": 1,
        "grade/mean": 0.25,
    })
    [used] = run.inputs.dataset_inputs
    assert (used.dataset.name, used.dataset.digest) == (dataset.name, dataset.digest)
    assert used.dataset.source_type == "mlflow_evaluation_dataset"
    assert json.loads(used.dataset.source)["dataset_id"] == dataset.dataset_id
    found = client.search_runs(run.info.experiment_id, f"datasets.name = '{dataset.name}'")
    assert [each.info.run_id for each in found] == [result.run_id]


def test_each_trace_has_its_scores_and_expectations(dataset, traces):
    result = evaluate(data=dataset, predict_fn=shout, scorers=[exact, letters, both, picky])

    evaluated = traces(result.run_id)
    assert sorted(evaluated) == sorted(QUESTIONS)
    pong = {assessment.name: assessment for assessment in evaluated["pong"].info.assessments}
    assert {name: assessment.value for name, assessment in pong.items()} == {
        "exact": True,
        "letters": 4,
        "polite": "yes",
        "grade": 0.25,
        "picky": "fine",
        "answer": "PONG",
        "tone": "dry",
    }
    assert pong["letters"].rationale == "of pong"
    assert pong["letters"].metadata["by"] == "count"
    assert pong["letters"].metadata["mlflow.assessment.sourceRunId"] == result.run_id
    assert pong["letters"].source.source_type == "CODE"
    assert pong["answer"].expectation.value == "PONG"
    broken = {assessment.name: assessment for assessment in evaluated["break"].info.assessments}
    assert broken["picky"].value is None
    assert broken["picky"].error.error_message == "there is nothing to score"
    assert "ValueError" in broken["picky"].error.stack_trace
    assert evaluated["break"].info.state == "ERROR"
    assert evaluated["break"].info.tags["hard"] == "True"


def test_traces_are_found_by_their_scores(dataset, traces):
    run_id = evaluate(data=dataset, predict_fn=shout, scorers=[exact, letters, both]).run_id
    for clause, questions in (
        ("feedback.exact = 'true'", {"ping", "pong"}),
        ("feedback.exact = 'false' AND trace.status = 'OK'", {"peng"}),
        ("feedback.letters > 2", {"ping", "pong", "peng"}),
        ("feedback.polite = 'yes' AND tags.hard = 'True'", {"break"}),
        ("expectation.answer = 'PING'", {"ping", "peng"}),
    ):
        assert set(traces(run_id, clause)) == questions, clause


def test_traces_that_are_there_are_evaluated_without_asking_again(client, fluent_experiment, dataset, traces):
    first = evaluate(data=dataset, predict_fn=shout, scorers=[exact]).run_id
    answered = mlflow.search_traces(locations=[fluent_experiment], filter_string="trace.status = 'OK'")
    again = evaluate(data=answered, scorers=[letters])

    assert again.metrics["letters/mean"] == 4
    assert set(traces(again.run_id)) == {"ping", "pong", "peng"}
    assert {trace.info.trace_id for trace in traces(again.run_id).values()} <= {
        trace.info.trace_id for trace in traces(first).values()
    }
    names = {assessment.name for assessment in traces(first)["ping"].info.assessments}
    assert {"exact", "letters"} <= names


def test_the_scores_of_a_model_are_its_metrics(client, fluent_experiment, dataset, traces):
    model = mlflow.create_external_model(name="agent", params={"temperature": "0"})
    result = evaluate(data=dataset, predict_fn=shout, scorers=[exact], model_id=model.model_id)

    metrics = {metric.key: metric for metric in client.get_logged_model(model.model_id).metrics}
    assert metrics["exact/mean"].value == 0.5
    assert metrics["exact/mean"].run_id == result.run_id
    [found] = mlflow.search_logged_models(
        [fluent_experiment], "metrics.`exact/mean` >= 0.5 AND params.temperature = '0'", output_format="list"
    )
    assert found.model_id == model.model_id
    assert {trace.info.trace_metadata["mlflow.modelId"] for trace in traces(result.run_id).values()} == {model.model_id}
