"""Automatic tracing of OpenAI's client, which talks to a provider on this machine."""

import asyncio
import json

import mlflow
import openai
import pytest
from mlflow.entities import SpanType, TraceState

from upstream import Upstream

TOOL = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


@pytest.fixture(scope="module")
def upstream():
    provider = Upstream()
    yield provider
    provider.stop()


@pytest.fixture
def model(upstream, fluent_experiment):
    """OpenAI's client, traced."""
    mlflow.openai.autolog(silent=True)
    yield openai.OpenAI(base_url=upstream.url, api_key="none", max_retries=0)
    mlflow.openai.autolog(disable=True)


@pytest.fixture
def traces(client, fluent_experiment):
    """A function that reads the experiment's traces back, oldest first. A flush takes a second or two: only the first
    call of a test waits for one."""
    flushed = []

    def read(**options):
        if not flushed:
            mlflow.flush_trace_async_logging()
            flushed.append(True)
        return client.search_traces(locations=[fluent_experiment], order_by=["timestamp ASC"], **options)

    return read


def ask(model, text, **options):
    return model.chat.completions.create(
        model="small-model", messages=[{"role": "user", "content": text}], **options
    )


def test_a_chat_is_a_trace_with_its_tokens_and_its_model(model, traces):
    answer = ask(model, "hello", temperature=0.5)
    assert answer.choices[0].message.content == "You said: hello"

    [trace] = traces()
    assert trace.info.state == TraceState.OK
    assert trace.info.token_usage["input_tokens"] == 5
    assert trace.info.token_usage["output_tokens"] == 3
    assert trace.info.token_usage["total_tokens"] == 8
    assert trace.info.token_usage["cache_read_input_tokens"] == 2
    [span] = trace.data.spans
    assert (span.name, span.span_type) == ("Completions", SpanType.CHAT_MODEL)
    assert span.inputs == {
        "model": "small-model",
        "messages": [{"role": "user", "content": "hello"}],
        "temperature": 0.5,
    }
    assert openai.types.chat.ChatCompletion(**span.outputs) == answer
    assert span.model_name == "small-model-2025"
    assert span.get_attribute("temperature") == 0.5


def test_a_stream_is_a_trace_with_each_chunk(model, traces):
    chunks = list(ask(model, "one two three", stream=True, stream_options={"include_usage": True}))

    [trace] = traces()
    [span] = trace.data.spans
    assert span.outputs["choices"][0]["message"]["content"] == "one two three "
    assert [event.name for event in span.events] == [f"mlflow.chunk.item.{index}" for index in range(len(chunks))]
    first = json.loads(span.events[0].attributes["mlflow.chunk.value"])
    assert first["choices"][0]["delta"]["content"] == "one "
    assert trace.info.token_usage["total_tokens"] == 8


def test_a_refused_call_is_a_failed_trace(model, traces):
    with pytest.raises(openai.RateLimitError):
        ask(model, "fail")

    [trace] = traces(filter_string="trace.status = 'ERROR'")
    [span] = trace.data.spans
    [event] = span.events
    assert event.name == "exception"
    assert "Too many questions." in event.attributes["exception.message"]
    assert event.attributes["exception.type"] == "RateLimitError"
    assert span.outputs is None


def test_a_stream_that_breaks_off_is_a_failed_trace(model, traces):
    with pytest.raises(openai.APIError):
        list(ask(model, "break off", stream=True))

    [trace] = traces(filter_string="trace.status = 'ERROR'")
    assert [event.name for event in trace.data.spans[0].events] == ["mlflow.chunk.item.0", "exception"]


def test_calls_of_tools_are_one_trace_of_the_loop_around_them(model, traces):
    @mlflow.trace(span_type=SpanType.TOOL)
    def weather(city):
        return f"sunny in {city}"

    @mlflow.trace(span_type=SpanType.AGENT)
    def agent(question):
        messages = [{"role": "user", "content": question}]
        reply = model.chat.completions.create(model="small-model", messages=messages, tools=[TOOL])
        [call] = reply.choices[0].message.tool_calls
        said = weather(**json.loads(call.function.arguments))
        messages += [reply.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": said}]
        last = model.chat.completions.create(model="small-model", messages=messages, tools=[TOOL])
        return last.choices[0].message.content

    assert agent("What is the weather?") == "You said: sunny in Lisbon"

    [trace] = traces()
    root, first, tool, second = sorted(trace.data.spans, key=lambda span: span.start_time_ns)
    assert [span.name for span in (root, first, tool, second)] == ["agent", "Completions", "weather", "Completions"]
    assert {span.parent_id for span in (first, tool, second)} == {root.span_id}
    [call] = first.outputs["choices"][0]["message"]["tool_calls"]
    assert call["function"] == {"name": "weather", "arguments": '{"city": "Lisbon"}'}
    assert first.get_attribute("mlflow.chat.tools")[0]["function"]["name"] == "weather"
    assert second.inputs["messages"][2] == {"role": "tool", "tool_call_id": "call_1", "content": "sunny in Lisbon"}
    assert trace.info.token_usage["total_tokens"] == 16
    assert trace.info.request_preview == '{"question": "What is the weather?"}'
    for clause in ("name = 'weather'", "type = 'TOOL'", "content LIKE '%in Lisbon%'", "attributes.model = 'small-model'"):
        assert len(traces(filter_string="span." + clause)) == 1
    assert not traces(filter_string="span.type = 'EMBEDDING'")


def test_embeddings_are_traced(model, traces):
    model.embeddings.create(model="embedder", input=["a", "b"], encoding_format="float")

    [trace] = traces()
    [span] = trace.data.spans
    assert span.span_type == SpanType.EMBEDDING
    assert span.inputs["input"] == ["a", "b"]
    assert [vector["embedding"] for vector in span.outputs["data"]] == [[0.5, -0.25, 0.0], [0.5, -0.25, 1.0]]


def test_calls_inside_a_run_are_found_by_the_run(model, traces):
    with mlflow.start_run() as run:
        ask(model, "inside")
    ask(model, "outside")

    [trace] = traces(filter_string=f"run_id = '{run.info.run_id}'")
    assert trace.data.spans[0].inputs["messages"][0]["content"] == "inside"
    assert len(traces()) == 2


def test_calls_at_the_same_time_are_a_trace_each(upstream, model, traces):
    async def all_at_once():
        async with openai.AsyncOpenAI(base_url=upstream.url, api_key="none", max_retries=0) as concurrent:
            await asyncio.gather(*(ask(concurrent, f"question {number}") for number in range(20)))

    asyncio.run(all_at_once())

    answers = {trace.data.spans[0].outputs["choices"][0]["message"]["content"] for trace in traces()}
    assert answers == {f"You said: question {number}" for number in range(20)}
