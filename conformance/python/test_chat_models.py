"""Chat models, agents and embeddings behind endpoints, asked by the clients of MLflow, the managed platform and OpenAI."""

import json
from uuid import uuid4

import mlflow
import openai
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.serving import ChatMessage as SdkMessage
from databricks.sdk.service.serving import ChatMessageRole
from mlflow.deployments import get_deploy_client
from mlflow.pyfunc import ChatModel, PythonModel, ResponsesAgent, load_model, scoring_server
from mlflow.types.llm import ChatChoice, ChatChoiceDelta, ChatChunkChoice, ChatCompletionChunk, ChatCompletionResponse, ChatMessage
from mlflow.types.responses import ResponsesAgentResponse, ResponsesAgentStreamEvent

HELLO = {"messages": [{"role": "user", "content": "Grüß dich, du"}]}


@pytest.fixture
def clients(url, monkeypatch):
    """The deployments client, that of OpenAI and the managed platform's SDK."""
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", "nobody-asks")
    sdk = WorkspaceClient(host=url, token="nobody-asks")
    return get_deploy_client("databricks"), openai.OpenAI(base_url=f"{url}/serving-endpoints", api_key="none", max_retries=0), sdk


def log(model, name):
    return mlflow.pyfunc.log_model(name="model", python_model=model, registered_model_name=name)


def name_of(ask):
    return ask(json={}).url.split("/")[-2]


def test_a_chat_model_answers_whole_and_in_parts(fluent_experiment, unique, served, clients):
    class Echo(ChatModel):
        def predict(self, context, messages, params):
            said = messages[-1].content
            if said == "fail":
                raise ValueError("it was told to")
            return ChatCompletionResponse(
                id=f"at {params.temperature}", model="echo", choices=[ChatChoice(index=0, message=ChatMessage(role="assistant", content=said))]
            )

        def predict_stream(self, context, messages, params):
            for word in messages[-1].content.split():
                if word == "fail":
                    raise ValueError("it was told to")
                yield ChatCompletionChunk(
                    id="c", model="echo", choices=[ChatChunkChoice(index=0, delta=ChatChoiceDelta(role="assistant", content=word + " "))]
                )

    name = unique("echo")
    logged = log(Echo(), name)
    ask = served(name)
    endpoint = name_of(ask)
    deployments, client, sdk = clients

    stock = load_model(logged.model_uri)
    body = json.dumps({**HELLO, "temperature": 0.5})
    expected = json.loads(scoring_server.invocations(body, "application/json", stock, stock.metadata.get_input_schema()).response)
    answer = ask(data=body, headers={"Content-Type": "application/json"}).json()
    assert {**answer, "created": 0} == {**expected, "created": 0}
    assert answer["id"] == "at 0.5"

    assert deployments.predict(endpoint=endpoint, inputs=HELLO)["choices"][0]["message"]["content"] == "Grüß dich, du"
    parts = list(deployments.predict_stream(endpoint=endpoint, inputs=HELLO))
    assert [part["choices"][0]["delta"]["content"] for part in parts] == ["Grüß ", "dich, ", "du "]
    of_stock = list(stock.predict_stream(HELLO))
    assert [{**part, "created": 0} for part in parts] == [{**part, "created": 0} for part in of_stock]

    said = client.chat.completions.create(model=endpoint, **HELLO)
    assert said.choices[0].message.content == "Grüß dich, du"
    stream = client.chat.completions.create(model=endpoint, stream=True, **HELLO)
    assert "".join(chunk.choices[0].delta.content for chunk in stream) == "Grüß dich, du "

    said = sdk.serving_endpoints.query(endpoint, messages=[SdkMessage(role=ChatMessageRole.USER, content="hello")])
    assert said.choices[0].message.content == "hello"
    assert said.served_model_name == "it"

    raw = ask(json={**HELLO, "stream": True})
    assert raw.headers["Content-Type"].startswith("text/event-stream")
    assert raw.headers["served-model-name"] == "it"
    lines = [line for line in raw.content.decode().split("\n") if line]
    assert len(lines) == 4
    assert lines[-1] == "data: [DONE]"

    late = list(deployments.predict_stream(endpoint=endpoint, inputs={"messages": [{"role": "user", "content": "all will fail"}]}))
    assert [sorted(part) for part in late][-1] == ["error"]
    assert "it was told to" in late[-1]["error"]
    with pytest.raises(openai.APIError, match="it was told to"):
        list(client.chat.completions.create(model=endpoint, stream=True, messages=[{"role": "user", "content": "all will fail"}]))
    with pytest.raises(openai.InternalServerError, match="it was told to"):
        client.chat.completions.create(model=endpoint, stream=True, messages=[{"role": "user", "content": "fail"}])
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model=endpoint, stream=True, messages="no list")
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="nobody-made-it", **HELLO)

    stream = client.chat.completions.create(model=endpoint, stream=True, messages=[{"role": "user", "content": "word " * 100_000}])
    next(iter(stream))
    stream.close()
    assert client.chat.completions.create(model=endpoint, **HELLO).choices[0].message.content == "Grüß dich, du"


def test_metrics_tell_of_the_first_part(fluent_experiment, unique, served, clients, url):
    class Words(PythonModel):
        def predict(self, context, model_input, params=None):
            return model_input

        def predict_stream(self, context, model_input, params=None):
            yield from ("a", {"b": float("nan")})

    name = unique("words")
    log(Words(), name)
    ask = served(name)
    endpoint = name_of(ask)
    assert ask(json={"prompt": "x", "stream": True}).text == 'data: "a"\n\ndata: {"b": null}\n\ndata: [DONE]\n\n'
    assert ask(json={"prompt": "x"}).json() == {"prompt": "x"}
    metrics = requests.get(f"{url}/api/2.0/serving-endpoints/{endpoint}/metrics").text
    assert f'cairn_first_part_latency_ms_count{{endpoint_name="{endpoint}",served_model_name="it",served_model_version="1"}} 1\n' in metrics


def test_an_agent_of_responses(fluent_experiment, unique, served, clients):
    class Agent(ResponsesAgent):
        def predict(self, request):
            said = self.create_text_output_item(text=str(request.input[-1].content), id="m1")
            return ResponsesAgentResponse(output=[said])

        def predict_stream(self, request):
            for word in ("one", "two"):
                yield ResponsesAgentStreamEvent(**self.create_text_delta(delta=word, item_id="m1"))
            item = self.create_text_output_item(text="onetwo", id="m1")
            yield ResponsesAgentStreamEvent(type="response.output_item.done", item=item)

    name = unique("agent")
    log(Agent(), name)
    endpoint = name_of(served(name))
    deployments, client, _ = clients
    asked = [{"role": "user", "content": "hello"}]

    assert client.responses.create(model=endpoint, input=asked).output_text == "hello"
    events = list(client.responses.create(model=endpoint, input=asked, stream=True))
    assert [event.delta for event in events if event.type == "response.output_text.delta"] == ["one", "two"]
    assert events[-1].item.content[0].text == "onetwo"
    answer = deployments.predict(endpoint=endpoint, inputs={"input": asked})
    assert answer["output"][0]["content"][0]["text"] == "hello"
    parts = list(deployments.predict_stream(endpoint=endpoint, inputs={"input": asked}))
    assert [part["type"] for part in parts] == ["response.output_text.delta"] * 2 + ["response.output_item.done"]


def test_embeddings_and_completions(fluent_experiment, unique, served, clients):
    class Lengths(PythonModel):  # of texts, in OpenAI's shapes
        def predict(self, context, model_input, params=None):
            if "prompt" in model_input:
                choice = {"index": 0, "text": model_input["prompt"].upper(), "finish_reason": "stop", "logprobs": None}
                return {"id": "c", "object": "text_completion", "created": 0, "model": "lengths", "choices": [choice]}
            texts = model_input["input"]
            texts = [texts] if isinstance(texts, str) else texts
            data = [{"object": "embedding", "index": i, "embedding": [float(len(text)), 0.5]} for i, text in enumerate(texts)]
            return {"object": "list", "data": data, "model": "lengths", "usage": {"prompt_tokens": 0, "total_tokens": 0}}

    name = unique("lengths")
    log(Lengths(), name)
    endpoint = name_of(served(name))
    deployments, client, sdk = clients

    made = client.embeddings.create(model=endpoint, input=["a", "abc"])
    assert [each.embedding for each in made.data] == [[1.0, 0.5], [3.0, 0.5]]
    assert client.completions.create(model=endpoint, prompt="loud").choices[0].text == "LOUD"
    assert deployments.predict(endpoint=endpoint, inputs={"input": ["ab"]})["data"][0]["embedding"] == [2.0, 0.5]
    assert sdk.serving_endpoints.query(endpoint, input=["ab"]).data[0].embedding == [2.0, 0.5]
    with pytest.raises(openai.BadRequestError, match="does not support predict_stream"):
        client.completions.create(model=endpoint, prompt="loud", stream=True)
    with pytest.raises(openai.BadRequestError, match="`model`"):
        client.post("/embeddings", body={"input": str(uuid4())}, cast_to=object)
