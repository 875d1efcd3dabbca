"""Searching, assessing and measuring traces through the stock client."""

import time

import mlflow
import pytest
from mlflow.entities import AssessmentSource, Feedback, SpanType
from mlflow.entities.trace_metrics import AggregationType, MetricAggregation, MetricViewType
from mlflow.genai.scorers import scorer

HUMAN = AssessmentSource("HUMAN", "someone@example.com")


def ask(question, *, env, session, fail=False):
    """A trace of two spans with a tag and a session; returns its id. No two begin in the same millisecond."""
    time.sleep(0.002)

    @mlflow.trace(name="retrieve", span_type=SpanType.RETRIEVER, attributes={"index": "docs"})
    def retrieve():
        if fail:
            raise ValueError("no index")
        return ["a document"]

    @mlflow.trace(name="ask", span_type=SpanType.AGENT, attributes={"model": f"gpt-{env}"})
    def answer(text):
        mlflow.update_current_trace(tags={"env": env}, metadata={"mlflow.trace.session": session})
        retrieve()
        return f"{text} is easy"

    try:
        answer(question)
    except ValueError:
        pass
    return mlflow.get_last_active_trace_id()


class Traces:
    """Three traces of an experiment, oldest first."""

    def __init__(self, client, experiment):
        self.client = client
        self.experiment = experiment
        mlflow.set_experiment(experiment_id=experiment)
        self.ids = [
            ask("What about my refund?", env="prod", session="s1"),
            ask("Where is my parcel?", env="dev", session="s1"),
            ask("Why did it fail?", env="prod", session="s2", fail=True),
        ]
        mlflow.flush_trace_async_logging()

    def found(self, filter_string=None, **options):
        """Which of them a search finds."""
        page = self.client.search_traces(
            locations=[self.experiment], filter_string=filter_string, include_spans=False, **options
        )
        return [self.ids.index(trace.info.trace_id) for trace in page]


@pytest.fixture(scope="module")
def shared(url, unique):
    """Traces for the tests that only read: a flush of traces takes a second or two."""
    mlflow.set_tracking_uri(url)
    client = mlflow.MlflowClient(url, url)
    return Traces(client, client.create_experiment(unique("experiment")))


@pytest.fixture
def own(client, experiment):
    """Traces for a test that changes them."""
    return Traces(client, experiment)


@pytest.fixture
def traces(own):
    return own.ids


@pytest.fixture
def found(own):
    return own.found


@pytest.mark.parametrize(
    ("filter_string", "expected"),
    [
        ("tags.env = 'prod'", {0, 2}),
        ("tag.env != 'prod'", {1}),
        ("tags.env IN ('dev', 'test')", {1}),
        ("tags.env LIKE 'p%' AND trace.status = 'OK'", {0}),
        ("tags.nothing IS NULL", {0, 1, 2}),
        ("metadata.`mlflow.trace.session` = 's1'", {0, 1}),
        ("trace.status = 'ERROR'", {2}),
        ("trace.name = 'ask'", {0, 1, 2}),
        ("trace.timestamp > 0 AND trace.execution_time >= 0", {0, 1, 2}),
        ("span.name = 'retrieve' AND span.status = 'ERROR'", {2}),
        ("span.name = 'retrieve' AND span.type = 'AGENT'", set()),
        ("span.type IN ('RETRIEVER')", {0, 1, 2}),
        ("span.attributes.model = 'gpt-dev'", {1}),
        ("span.attributes.model LIKE '%prod%'", {0, 2}),
        ("span.attributes.model RLIKE '^gpt-p'", {0, 2}),
        ("trace.text LIKE '%refund%'", {0}),
        ("span.content ILIKE '%PARCEL%'", {1}),
        ("tags.env = 'dev' OR trace.status = 'ERROR'", {1, 2}),
    ],
)
def test_traces_are_found(shared, filter_string, expected):
    assert set(shared.found(filter_string)) == expected


def test_the_newest_trace_comes_first(shared):
    assert shared.found() == [2, 1, 0]
    assert shared.found(order_by=["timestamp ASC"]) == [0, 1, 2]
    assert shared.found(order_by=["tags.env ASC", "timestamp ASC"]) == [1, 0, 2]


def test_pages_follow_each_other(client, shared):
    seen, token = [], None
    while True:
        page = client.search_traces(
            locations=[shared.experiment], max_results=2, page_token=token, include_spans=False
        )
        seen += [trace.info.trace_id for trace in page]
        token = page.token
        if not token:
            break
    assert seen == shared.ids[::-1]


def test_traces_of_a_run_are_found(client, fluent_experiment):
    with mlflow.start_run() as run:
        inside = ask("In a run?", env="run", session="s3")
    ask("Outside of it?", env="run", session="s3")
    mlflow.flush_trace_async_logging()
    assert [trace.info.trace_id for trace in mlflow.search_traces(run_id=run.info.run_id, return_type="list")] == [
        inside
    ]


def test_feedback_and_expectations_are_kept(found, traces):
    feedback = mlflow.log_feedback(
        trace_id=traces[0], name="correct", value=True, source=HUMAN, rationale="it is", metadata={"k": "v"}
    )
    mlflow.log_expectation(trace_id=traces[1], name="facts", value=["a", {"b": 1}], source=HUMAN)
    mlflow.log_feedback(trace_id=traces[2], name="score", value=0.75)
    mlflow.log_feedback(trace_id=traces[2], name="judge", error=ValueError("no answer"))

    read = mlflow.get_assessment(traces[0], feedback.assessment_id)
    assert (read.value, read.rationale, read.source, read.metadata) == (True, "it is", HUMAN, {"k": "v"})
    infos = {a.name: a for id in traces for a in mlflow.get_trace(id).info.assessments}
    assert infos["facts"].value == ["a", {"b": 1}]
    assert infos["judge"].error.error_code == "ValueError"
    assert found("feedback.correct = 'true'") == [0]
    assert found("feedback.score >= 0.75") == [2]
    assert found("feedback.score > 0.75") == []
    assert found("expectation.facts IS NOT NULL") == [1]
    assert set(found("feedback.correct IS NULL")) == {1, 2}


def test_feedback_is_changed_overridden_and_deleted(found, traces):
    first = mlflow.log_feedback(trace_id=traces[0], name="correct", value="no", source=HUMAN)
    mlflow.update_assessment(traces[0], first.assessment_id, Feedback(name="correct", value="perhaps", rationale="hm"))
    assert found("feedback.correct = 'perhaps'") == [0]
    second = mlflow.override_feedback(trace_id=traces[0], assessment_id=first.assessment_id, value="yes")
    assert mlflow.get_assessment(traces[0], first.assessment_id).valid is False
    assert found("feedback.correct = 'perhaps'") == []
    assert found("feedback.correct = 'yes'") == [0]
    mlflow.delete_assessment(traces[0], second.assessment_id)
    assert mlflow.get_assessment(traces[0], first.assessment_id).valid is True
    mlflow.delete_assessment(traces[0], first.assessment_id)
    assert mlflow.get_trace(traces[0]).info.assessments == []


def test_feedback_on_a_session_is_on_all_its_traces(found, traces):
    mlflow.log_feedback(trace_id=traces[0], name="polite", value="yes", metadata={"mlflow.trace.session": "s1"})
    assert set(found("feedback.polite = 'yes'")) == {0, 1}


def test_traces_are_measured(client, shared):
    store = client._tracing_client.store

    def points(view, metric, *aggregations, **options):
        return store.query_trace_metrics(
            experiment_ids=[shared.experiment],
            view_type=view,
            metric_name=metric,
            aggregations=list(aggregations),
            **options,
        )

    count = MetricAggregation(AggregationType.COUNT)
    by_status = points(MetricViewType.TRACES, "trace_count", count, dimensions=["trace_status"])
    assert [(p.dimensions, p.values) for p in by_status] == [
        ({"trace_status": "ERROR"}, {"COUNT": 1.0}),
        ({"trace_status": "OK"}, {"COUNT": 2.0}),
    ]
    spans = points(MetricViewType.SPANS, "span_count", count, filters=["span.type = 'AGENT'"])
    assert spans[0].values == {"COUNT": 3.0}
    median = points(
        MetricViewType.TRACES, "latency", MetricAggregation(AggregationType.PERCENTILE, percentile_value=50)
    )
    assert median[0].values["P50.0"] >= 0


def test_filters_are_compared(client, shared):
    result = client._tracing_client.calculate_trace_filter_correlation(
        experiment_ids=[shared.experiment],
        filter_string1="tags.env = 'prod'",
        filter_string2="trace.status = 'ERROR'",
    )
    assert (result.total_count, result.filter1_count, result.filter2_count, result.joint_count) == (3, 2, 1, 1)
    assert 0 < result.npmi < 1


def test_an_evaluation_scores_its_traces(client, fluent_experiment):
    @scorer
    def short(outputs):
        return len(outputs) < 20

    @scorer
    def exact(outputs, expectations):
        return Feedback(value="yes" if outputs == expectations["answer"] else "no", rationale="compared")

    result = mlflow.genai.evaluate(
        data=[
            {"inputs": {"x": "one"}, "expectations": {"answer": "ONE"}},
            {"inputs": {"x": "two"}, "expectations": {"answer": "three"}},
        ],
        predict_fn=lambda x: x.upper(),
        scorers=[short, exact],
    )
    assert result.metrics["short/mean"] == 1.0
    found = client.search_traces(
        locations=[fluent_experiment], filter_string="feedback.exact = 'yes'", include_spans=False
    )
    assert len(found) == 1
    evaluated = client.search_traces(
        locations=[fluent_experiment], filter_string=f"run_id = '{result.run_id}'", include_spans=False
    )
    assert len(evaluated) == 2
