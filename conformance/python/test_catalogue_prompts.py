"""Prompts of the catalogue by the stock client, under the registry URI `databricks-uc`."""

import mlflow
import pytest
from mlflow.exceptions import MlflowException

CHAT = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "{{question}}"}]


@pytest.fixture(autouse=True)
def governed(url, monkeypatch):
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", "nobody-asks")
    mlflow.set_registry_uri("databricks-uc")
    return mlflow.MlflowClient(url, "databricks-uc")


@pytest.fixture
def name(unique):
    return "main.default." + unique("prompt").replace("-", "_")


def fresh(uri):
    return mlflow.genai.load_prompt(uri, cache_ttl_seconds=0)


def test_a_prompt_is_registered_in_versions_and_loaded(name):
    first = mlflow.genai.register_prompt(name, "Hello, {{name}}!", commit_message="first", tags={"team": "support"})
    second = mlflow.genai.register_prompt(name, CHAT, model_config={"model_name": "small"}, response_format={"a": 1})
    assert (int(first.version), int(second.version)) == (1, 2)
    read = fresh(f"prompts:/{name}/1")
    assert (read.template, read.commit_message, read.tags) == ("Hello, {{name}}!", "first", {"team": "support"})
    chat = fresh(f"prompts:/{name}/2")
    assert (chat.template, chat.model_config, chat.response_format) == (CHAT, {"model_name": "small"}, {"a": 1})
    assert fresh(name).version == 2


def test_an_alias_moves_from_version_to_version(name):
    for template in ("one", "two"):
        mlflow.genai.register_prompt(name, template)
    mlflow.genai.set_prompt_alias(name, "production", 1)
    assert fresh(f"prompts:/{name}@production").template == "one"
    mlflow.genai.set_prompt_alias(name, "production", 2)
    assert fresh(f"prompts:/{name}@production").template == "two"
    mlflow.genai.delete_prompt_alias(name, "production")
    with pytest.raises(MlflowException, match="production"):
        fresh(f"prompts:/{name}@production")


def test_tags_are_set_and_taken_away(name):
    mlflow.genai.register_prompt(name, "text")
    mlflow.genai.set_prompt_tag(name, "team", "support")
    mlflow.genai.set_prompt_version_tag(name, 1, "checked", "yes")
    assert shown(mlflow.genai.get_prompt_tags(name)) == {"team": "support"}
    assert fresh(f"prompts:/{name}/1").tags == {"checked": "yes"}
    mlflow.genai.delete_prompt_tag(name, "team")
    mlflow.genai.delete_prompt_version_tag(name, 1, "checked")
    assert shown(mlflow.genai.get_prompt_tags(name)) == {}
    assert fresh(f"prompts:/{name}/1").tags == {}


def shown(tags):
    """Tags without the one that the client writes in the background."""
    return {key: value for key, value in tags.items() if not key.startswith("_mlflow")}


def test_prompts_of_a_schema_are_found(name):
    mlflow.genai.register_prompt(name, "text", commit_message="a prompt")
    found = mlflow.genai.search_prompts(f"catalog = 'main' AND schema = 'default' AND name = '{name}'")
    assert [(one.name, one.description) for one in found] == [(name, "a prompt")]


def test_versions_are_listed_and_deleted(governed, name):
    for template in ("one", "two"):
        mlflow.genai.register_prompt(name, template)
    listed = governed.search_prompt_versions(name)
    assert [(int(one.version), one.template) for one in listed] == [(2, "two"), (1, "one")]
    governed.delete_prompt_version(name, "1")
    assert fresh_or_none(f"prompts:/{name}/1") is None
    governed.delete_prompt_version(name, "2")
    governed.delete_prompt(name)
    assert governed.get_prompt(name) is None


def fresh_or_none(uri):
    return mlflow.genai.load_prompt(uri, allow_missing=True, cache_ttl_seconds=0)


def test_a_trace_is_found_by_a_prompt_of_the_catalogue(governed, name, fluent_experiment):
    version = mlflow.genai.register_prompt(name, "text")
    with mlflow.start_span("asking") as span:
        pass
    mlflow.flush_trace_async_logging()
    governed.link_prompt_versions_to_trace([version], span.trace_id)
    found = governed.search_traces(locations=[fluent_experiment], filter_string=f"prompt = '{name}/1'")
    assert [one.info.trace_id for one in found] == [span.trace_id]


def test_a_run_that_loads_a_prompt_is_linked_to_it(governed, name, fluent_experiment):
    mlflow.genai.register_prompt(name, "text")
    with mlflow.start_run() as run:
        fresh(f"prompts:/{name}/1")
    assert name in governed.get_run(run.info.run_id).data.tags["mlflow.linkedPrompts"]
