"""Traces through the stock client: what mlflow.trace sends, and what is read, changed and deleted of it."""

import time

import mlflow
import pytest
from mlflow.entities import SpanType, TraceState
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from refusals import MISSING, refused
from wire import credentials


def traced(client, trace_id, seconds=20):
    """The trace, once all of its spans are there."""
    until = time.monotonic() + seconds
    while True:
        try:
            return client.get_trace(trace_id)
        except mlflow.MlflowException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@pytest.fixture(params=["false", "true"], ids=["sync", "async"])
def logging(request, monkeypatch):
    monkeypatch.setenv("MLFLOW_ENABLE_ASYNC_TRACE_LOGGING", request.param)
    mlflow.tracing.reset()
    yield request.param
    mlflow.flush_trace_async_logging()


def test_nested_calls_are_one_trace(client, fluent_experiment, logging):
    @mlflow.trace(span_type=SpanType.TOOL)
    def add(a, b):
        return a + b

    @mlflow.trace(name="outer", attributes={"k": "v"})
    def outer(question):
        return {"answer": add(1, 2), "question": question}

    outer("what is 1 + 2?")
    mlflow.flush_trace_async_logging()
    trace = traced(client, mlflow.get_last_active_trace_id())

    assert trace.info.state == TraceState.OK
    assert trace.info.experiment_id == fluent_experiment
    assert trace.info.request_preview == '{"question": "what is 1 + 2?"}'
    root, inner = trace.data.spans
    assert (root.name, inner.name) == ("outer", "add")
    assert inner.parent_id == root.span_id
    assert inner.span_type == "TOOL"
    assert root.inputs == {"question": "what is 1 + 2?"}
    assert root.outputs == {"answer": 3, "question": "what is 1 + 2?"}
    assert inner.inputs == {"a": 1, "b": 2}
    assert inner.outputs == 3
    assert root.get_attribute("k") == "v"


def test_an_exception_is_an_event_and_a_state(client, fluent_experiment):
    @mlflow.trace
    def broken():
        raise ValueError("no")

    with pytest.raises(ValueError):
        broken()
    mlflow.flush_trace_async_logging()
    trace = traced(client, mlflow.get_last_active_trace_id())

    assert trace.info.state == TraceState.ERROR
    span = trace.data.spans[0]
    assert span.status.description.startswith("ValueError")
    assert span.events[0].name == "exception"
    assert span.events[0].attributes["exception.message"] == "no"


def test_attributes_of_all_kinds_come_back(client, fluent_experiment):
    values = {
        "text": "plain",
        "number like": "123",
        "json like": "[1, 2",
        "int": 7,
        "float": 2.5,
        "bool": True,
        "none": None,
        "list": [1, "a", [2.5, None]],
        "dict": {"a": {"b": ["c"]}, "empty": {}, "none": []},
        "unicode": "\u00e4 \u2603 \U0001f600 \\ \" \n",
    }
    with mlflow.start_span("all") as span:
        span.set_attributes(values)
        span.set_inputs(values)
    mlflow.flush_trace_async_logging()
    read = traced(client, span.trace_id).data.spans[0]

    assert read.inputs == values
    for key, value in values.items():
        assert read.get_attribute(key) == value, key


def test_usage_session_and_user_are_those_of_the_trace(client, fluent_experiment):
    with mlflow.start_span("root") as root:
        mlflow.update_current_trace(session_id="s-1", user="u-1", tags={"team": "a"})
        with mlflow.start_span("llm", span_type=SpanType.CHAT_MODEL) as span:
            span.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 5, "output_tokens": 2, "total_tokens": 7})
    mlflow.flush_trace_async_logging()
    info = traced(client, root.trace_id).info

    assert info.token_usage == {"input_tokens": 5, "output_tokens": 2, "total_tokens": 7}
    assert info.trace_metadata["mlflow.trace.session"] == "s-1"
    assert info.trace_metadata["mlflow.trace.user"] == "u-1"
    assert info.tags["team"] == "a"


@pytest.fixture
def trace_id(client, fluent_experiment):
    with mlflow.start_span("one") as span:
        span.set_inputs({"a": 1})
    mlflow.flush_trace_async_logging()
    traced(client, span.trace_id)
    return span.trace_id


def test_tags_are_set_and_deleted(client, trace_id):
    client.set_trace_tag(trace_id, "k", "v")
    assert client.get_trace(trace_id).info.tags["k"] == "v"
    client.delete_trace_tag(trace_id, "k")
    assert "k" not in client.get_trace(trace_id).info.tags
    with refused(MISSING):
        client.delete_trace_tag(trace_id, "k")


def test_traces_are_deleted_by_id_and_by_age(client, fluent_experiment, trace_id):
    with mlflow.start_span("two") as other:
        pass
    mlflow.flush_trace_async_logging()
    traced(client, other.trace_id)

    assert client.delete_traces(fluent_experiment, trace_ids=[trace_id, "tr-none"]) == 1
    with refused(MISSING):
        client.get_trace(trace_id)
    assert client.delete_traces(fluent_experiment, max_timestamp_millis=int(time.time() * 1000) + 1000, max_traces=5) == 1
    with refused(MISSING):
        client.get_trace(other.trace_id)


def test_traces_are_linked_to_runs(client, fluent_experiment, trace_id):
    run = client.create_run(fluent_experiment).info.run_id
    client.link_traces_to_run([trace_id, "tr-none"], run)
    found = client.search_traces(locations=[fluent_experiment], run_id=run)
    assert [trace.info.trace_id for trace in found] == [trace_id]


def test_spans_of_the_opentelemetry_sdk_are_a_trace(client, url, experiment):
    provider = TracerProvider(resource=Resource({"service.name": "shop", "deployment": "test"}))
    headers = {"x-mlflow-experiment-id": experiment, **credentials()}
    exporter = OTLPSpanExporter(url + "/v1/traces", headers=headers)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("conformance")
    with tracer.start_as_current_span("handle") as root:
        root.set_attribute("session.id", "s-2")
        with tracer.start_as_current_span("chat") as chat:
            chat.set_attribute("gen_ai.operation.name", "chat")
            chat.set_attribute("gen_ai.request.model", "a-model")
            chat.set_attribute("gen_ai.usage.input_tokens", 3)
            chat.set_attribute("gen_ai.usage.output_tokens", 4)
            chat.set_attribute("gen_ai.input.messages", '[{"role": "user", "content": "hi"}]')
            chat.set_attribute("weights", [0.5, 1.5])
            chat.add_event("thought", {"of": "it"})
    provider.shutdown()

    trace = traced(client, f"tr-{root.get_span_context().trace_id:032x}")
    assert trace.info.tags["service.name"] == "shop"
    assert trace.info.tags["deployment"] == "test"
    assert trace.info.trace_metadata["mlflow.trace.session"] == "s-2"
    assert trace.info.token_usage == {"input_tokens": 3, "output_tokens": 4, "total_tokens": 7}
    chat = trace.data.spans[1]
    assert chat.span_type == SpanType.CHAT_MODEL
    assert chat.inputs == [{"role": "user", "content": "hi"}]
    assert chat.model_name == "a-model"
    assert chat.get_attribute("weights") == [0.5, 1.5]
    assert chat.events[0].name == "thought"
