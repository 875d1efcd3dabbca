"""Prompts: templates in versions, as `mlflow.genai` keeps them, and what they are linked to."""

import json
import threading

import mlflow
import pytest
from mlflow.entities.model_registry import PromptModelConfig
from pydantic import BaseModel

from refusals import INVALID, MISSING, TAKEN, refused

CHAT = [
    {"role": "system", "content": "You are a {{ style }} assistant."},
    {"role": "user", "content": "{{question}}"},
]


class Answer(BaseModel):
    text: str
    sure: float


@pytest.fixture
def name(unique):
    return unique("prompt")


@pytest.fixture
def prompt(fluent_experiment, name):
    """The first version of a new prompt."""
    return mlflow.genai.register_prompt(name, "Hello, {{name}}!", commit_message="first", tags={"team": "support"})


def fresh(uri):
    """A prompt as the server has it now."""
    return mlflow.genai.load_prompt(uri, cache_ttl_seconds=0)


def test_a_prompt_is_registered_and_loaded_by_its_number(prompt, name):
    assert (prompt.name, prompt.version, prompt.uri) == (name, 1, f"prompts:/{name}/1")
    read = fresh(f"prompts:/{name}/1")
    assert (read.template, read.commit_message, read.variables) == ("Hello, {{name}}!", "first", {"name"})
    assert read.tags == {"team": "support"}
    assert read.is_text_prompt and read.response_format is None and read.model_config is None
    assert read.creation_timestamp == prompt.creation_timestamp > 0
    assert read.format(name="Ann") == "Hello, Ann!"


def test_every_registration_makes_another_version(prompt, name):
    second = mlflow.genai.register_prompt(name, "Hi, {{name}}.", commit_message="shorter")
    assert second.version == 2
    assert fresh(f"prompts:/{name}/1").template == "Hello, {{name}}!"
    assert fresh(name).version == 2
    assert fresh(f"prompts:/{name}@latest").template == "Hi, {{name}}."


def test_an_alias_moves_from_version_to_version(prompt, name):
    mlflow.genai.register_prompt(name, "Hi, {{name}}.")
    mlflow.genai.set_prompt_alias(name, "production", 1)
    assert fresh(f"prompts:/{name}@production").version == 1
    assert fresh(f"prompts:/{name}/1").aliases == ["production"]
    mlflow.genai.set_prompt_alias(name, "production", 2)
    assert fresh(f"prompts:/{name}@production").version == 2
    assert fresh(f"prompts:/{name}/1").aliases == []
    mlflow.genai.delete_prompt_alias(name, "production")
    with refused(INVALID, "Prompt alias production not found."):
        fresh(f"prompts:/{name}@production")


def test_an_alias_needs_a_version(prompt, name):
    with refused(MISSING, f"Prompt '{name}' version 7 does not exist."):
        mlflow.genai.set_prompt_alias(name, "production", 7)


def test_messages_of_a_chat_are_a_template(fluent_experiment, name):
    mlflow.genai.register_prompt(name, CHAT)
    read = fresh(f"prompts:/{name}/1")
    assert read.template == CHAT and not read.is_text_prompt
    assert read.variables == {"style", "question"}
    assert read.format(style="kind", question="Why?")[1] == {"role": "user", "content": "Why?"}


def test_a_template_may_have_conditions(fluent_experiment, name):
    mlflow.genai.register_prompt(name, "Hello{% if name %}, {{ name }}{% endif %}!")
    assert fresh(f"prompts:/{name}/1").format(name="Ann") == "Hello, Ann!"


def test_a_long_template_of_any_letters_is_kept_as_it_is(fluent_experiment, name):
    template = "日本語 مرحبا \u202e🙂 {{x}}\r\n\t'\"\\ <script>" + "long " * 15_000
    mlflow.genai.register_prompt(name, template)
    assert fresh(f"prompts:/{name}/1").template == template


def test_the_form_of_answers_is_kept(fluent_experiment, name):
    mlflow.genai.register_prompt(name, "{{question}}", response_format=Answer)
    assert fresh(f"prompts:/{name}/1").response_format == Answer.model_json_schema()


def test_settings_of_a_model_are_kept_changed_and_taken_away(fluent_experiment, name):
    settings = PromptModelConfig(provider="openai", model_name="small", temperature=0.5, stop_sequences=["END"])
    mlflow.genai.register_prompt(name, "{{question}}", model_config=settings)
    assert fresh(f"prompts:/{name}/1").model_config == settings.to_dict()
    mlflow.genai.set_prompt_model_config(name, 1, {"model_name": "large", "extra_params": {"seed": 7}})
    assert fresh(f"prompts:/{name}/1").model_config == {"model_name": "large", "extra_params": {"seed": 7}}
    mlflow.genai.delete_prompt_model_config(name, 1)
    assert fresh(f"prompts:/{name}/1").model_config is None


def test_tags_of_a_prompt_and_of_a_version_are_kept_apart(prompt, name):
    mlflow.genai.set_prompt_tag(name, "owner", "ann")
    mlflow.genai.set_prompt_version_tag(name, 1, "checked", "yes")
    assert shown(mlflow.genai.get_prompt_tags(name)) == {"team": "support", "owner": "ann"}
    assert fresh(f"prompts:/{name}/1").tags == {"team": "support", "checked": "yes"}
    mlflow.genai.delete_prompt_tag(name, "owner")
    mlflow.genai.delete_prompt_version_tag(name, 1, "checked")
    assert shown(mlflow.genai.get_prompt_tags(name)) == {"team": "support"}
    assert fresh(f"prompts:/{name}/1").tags == {"team": "support"}


def shown(tags):
    """Tags without the one that the client writes in the background."""
    return {key: value for key, value in tags.items() if not key.startswith("_mlflow")}


def test_a_prompt_knows_the_experiments_that_use_it(client, prompt, name, fluent_experiment):
    tagged(client, name, f",{fluent_experiment},")
    found = mlflow.genai.search_prompts(f"experiment_id = '{fluent_experiment}'")
    assert [one.name for one in found] == [name]


def tagged(client, name, experiments):
    """Waits for the client, which tells it in the background."""
    for thread in threading.enumerate():
        if thread.name.startswith("link_prompt_to_experiment"):
            thread.join()
    assert client.get_prompt(name).tags["_mlflow_experiment_ids"] == experiments


def test_prompts_are_found_and_models_are_not(client, prompt, name, unique):
    model = client.create_registered_model(name + "-model").name
    found = [one.name for one in mlflow.genai.search_prompts(f"name LIKE '{name}%'")]
    assert found == [name] and model not in found
    assert [one.name for one in client.search_registered_models(f"name LIKE '{name}%'")] == [model]
    assert [one.version for one in client.search_model_versions(f"name = '{name}'")] == []
    (one,) = mlflow.genai.search_prompts(f"name = '{name}'")
    assert (one.description, shown(one.tags)) == ("first", {"team": "support"})


@pytest.mark.parametrize(
    ("filter_string", "numbers"),
    [
        ("tags.team = 'a'", [0, 2]),
        ("tags.team != 'a'", [1]),
        ("tags.team = 'a' AND name LIKE '%-2'", [2]),
        ("name ILIKE '%-1'", [1]),
    ],
)
def test_prompts_are_found_by_name_and_tag(client, name, filter_string, numbers):
    for number, team in enumerate("aba"):
        client.register_prompt(f"{name}-{number}", "text", tags={"team": team})
    found = client.search_prompts(f"name LIKE '{name}-%' AND {filter_string}")
    assert [one.name for one in found] == [f"{name}-{number}" for number in numbers]


def test_pages_of_prompts_join_to_the_whole(client, name):
    for number in range(5):
        client.register_prompt(f"{name}-{number}", "text")
    names, token = [], None
    while True:
        page = client.search_prompts(f"name LIKE '{name}-%'", max_results=2, order_by=["name DESC"], page_token=token)
        names += [one.name for one in page]
        token = page.token
        if not token:
            break
    assert names == [f"{name}-{number}" for number in reversed(range(5))]


def test_versions_of_a_prompt_come_newest_first(client, prompt, name):
    client.register_prompt(name, "second")
    found = client.search_prompt_versions(name)
    assert [(one.version, one.template) for one in found] == [(2, "second"), (1, "Hello, {{name}}!")]


def test_a_version_and_a_prompt_are_deleted(client, prompt, name):
    client.register_prompt(name, "second")
    client.delete_prompt_version(name, "1")
    assert [one.version for one in client.search_prompt_versions(name)] == [2]
    client.delete_prompt_version(name, "2")
    client.delete_prompt(name)
    assert client.get_prompt(name) is None
    assert client.load_prompt(f"prompts:/{name}/2", allow_missing=True, cache_ttl_seconds=0) is None
    with refused(MISSING, f"Prompt with name={name} not found"):
        client.load_prompt(f"prompts:/{name}/2", cache_ttl_seconds=0)


def test_a_prompt_and_a_model_do_not_share_a_name(client, prompt, name, unique):
    with refused(TAKEN, f"Tried to create a registered model with name {name!r}, but the name is already taken by a prompt"):
        client.create_registered_model(name)
    model = client.create_registered_model(unique("model")).name
    with refused(INVALID, f"Model '{model}' exists with the same name."):
        client.register_prompt(model, "text")
    with refused(INVALID, f"Name `{model}` is registered as a model, not a prompt."):
        client.load_prompt(f"prompts:/{model}/1", cache_ttl_seconds=0)


def test_a_prompt_has_no_source(client, wire, prompt, name):
    answer = wire.post(
        "model-versions/create",
        name=name,
        source="s3://bucket/path",
        tags=[{"key": "mlflow.prompt.is_prompt", "value": "true"}],
    )
    assert answer.status_code == 400
    assert answer.json()["error_code"] == INVALID


def test_a_run_that_loads_a_prompt_is_linked_to_it(client, prompt, name, fluent_experiment):
    with mlflow.start_run() as run:
        fresh(f"prompts:/{name}/1")
    tag = client.get_run(run.info.run_id).data.tags["mlflow.linkedPrompts"]
    assert json.loads(tag) == [{"name": name, "version": "1"}]
    entry = f'%"name": "{name}", "version": "1"%'
    found = client.search_runs([fluent_experiment], f"tags.`mlflow.linkedPrompts` LIKE '{entry}'")
    assert [one.info.run_id for one in found] == [run.info.run_id]


def test_a_run_has_each_version_once(client, prompt, name, run):
    client.register_prompt(name, "second")
    for version in (1, 2, 1):
        client.link_prompt_version_to_run(run, f"prompts:/{name}/{version}")
    tag = client.get_run(run).data.tags["mlflow.linkedPrompts"]
    assert json.loads(tag) == [{"name": name, "version": str(version)} for version in (1, 2)]


def test_a_logged_model_is_linked_to_a_prompt(client, prompt, name, fluent_experiment):
    model = client.create_logged_model(fluent_experiment, name="agent")
    client.link_prompt_version_to_model(name, "1", model.model_id)
    tag = client.get_logged_model(model.model_id).tags["mlflow.linkedPrompts"]
    assert json.loads(tag) == [{"name": name, "version": "1"}]


def test_a_trace_that_loads_a_prompt_is_found_by_it(client, prompt, name, fluent_experiment):
    @mlflow.trace
    def answer():
        return fresh(f"prompts:/{name}/1").format(name="Ann")

    answer()
    trace_id = mlflow.get_last_active_trace_id()
    mlflow.flush_trace_async_logging()
    trace = client.get_trace(trace_id, display=False, flush=True)
    assert json.loads(trace.info.tags["mlflow.linkedPrompts"]) == [{"name": name, "version": "1"}]
    for thread in link_threads():
        thread.join()
    found = client.search_traces(locations=[fluent_experiment], filter_string=f"prompt = '{name}/1'")
    assert [one.info.trace_id for one in found] == [trace_id]
    assert client.search_traces(locations=[fluent_experiment], filter_string=f"prompt = '{name}/2'") == []


def link_threads():
    return [thread for thread in threading.enumerate() if thread.name.startswith("link_prompts")]


def test_versions_are_linked_to_a_trace_afterwards(client, prompt, name, fluent_experiment):
    with mlflow.start_span("later") as span:
        trace_id = span.trace_id
    mlflow.flush_trace_async_logging()
    second = client.register_prompt(name, "second")
    for _ in range(2):
        client.link_prompt_versions_to_trace([fresh(f"prompts:/{name}/1"), second], trace_id)
    for version in (1, 2):
        found = client.search_traces(locations=[fluent_experiment], filter_string=f"prompt = '{name}/{version}'")
        assert [one.info.trace_id for one in found] == [trace_id]
    with refused(MISSING):
        client.link_prompt_versions_to_trace([second], "tr-" + "0" * 32)
