"""Prompts with versions, aliases and settings, and what used them, for the web UI; a part of `fill_ui.py`."""

import threading

import mlflow

EXPERIMENT = "prompts at work"
REPLIES = 105
FORM = {"type": "object", "properties": {"text": {"type": "string"}, "sure": {"type": "number"}}}


def fill() -> None:
    client = mlflow.MlflowClient()
    mlflow.set_experiment(EXPERIMENT)
    for number in range(REPLIES):
        client.register_prompt(f"reply-{number:03}", "Thank you, {{name}}.")
    client.register_prompt("greeting", "Hello, {{name}}")
    assistant()
    for thread in threading.enumerate():
        if thread.name.startswith("link_prompt"):
            thread.join()


def assistant() -> None:
    """A prompt that a run and traces load, and a chat as its second version."""
    name = "assistant"
    mlflow.genai.register_prompt(
        name, "Answer {{question}} kindly.", commit_message="A first try", tags={"team": "support"}
    )
    mlflow.genai.register_prompt(
        name,
        [
            {"role": "system", "content": "You are a {{ style }} assistant."},
            {"role": "user", "content": "{{question}}"},
        ],
        commit_message="Answers in the form of a schema",
        response_format=FORM,
        model_config={"provider": "openai", "model_name": "small-model", "temperature": 0.2},
    )
    mlflow.genai.set_prompt_version_tag(name, 2, "checked", "yes")
    mlflow.genai.set_prompt_alias(name, "production", 1)

    @mlflow.trace
    def ask(question):
        return mlflow.genai.load_prompt(f"prompts:/{name}/1").format(question=question)

    with mlflow.start_run(run_name="asks the assistant"):
        ask("Why?")
    ask("How?")
    mlflow.flush_trace_async_logging()
