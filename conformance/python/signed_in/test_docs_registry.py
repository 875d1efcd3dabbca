"""What docs/registry.md says one does, done: its snippets, one language after the other."""

import os
import pathlib
import re
import subprocess

import mlflow
import pytest
import requests

from people import PASSWORD

PAGE = pathlib.Path(__file__).parents[3] / "docs" / "registry.md"


def snippets(language):
    """The code of one language, from top to bottom."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE))


# The model that the page makes in each language.
MODELS = {"python": "churn", "java": "fraud", "sh": "prices"}


@pytest.fixture
def told(url, ann, bob, unique, sign_in, monkeypatch):
    """The variables that the page names, and its code in a language, about a model that nobody has yet."""
    sign_in()
    monkeypatch.setenv("CAIRN", url)
    for name, user in (("ANN_TOKEN", ann), ("BOB_TOKEN", bob)):
        made = requests.post(f"{url}/api/2.0/token/create", json={}, auth=(user, PASSWORD), timeout=60)
        monkeypatch.setenv(name, made.json()["token_value"])
    model = unique("told").replace(" ", "-")

    def code(language):
        assert MODELS[language] in snippets(language)
        return snippets(language).replace(MODELS[language], model)

    def activities():
        path = f"{url}/api/3.0/cairn/registry/activity/list"
        found = requests.get(path, params={"name": model}, auth=(ann, PASSWORD), timeout=60).json()["activities"]
        return [(one["user_id"], one["kind"]) for one in found]

    return code, activities, ann, bob


def test_the_python_snippets_do_what_they_say(told, capsys, monkeypatch):
    code, activities, ann, bob = told
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "")
    before = mlflow.get_tracking_uri()
    try:
        exec(compile(code("python"), str(PAGE), "exec"), {})
    finally:
        mlflow.set_tracking_uri(before)
    assert {(bob, "REQUESTED_TRANSITION"), (bob, "REQUESTED_ALIAS"), (bob, "NEW_COMMENT")} <= set(activities())
    assert activities().count((ann, "APPROVED_REQUEST")) == 2
    printed = capsys.readouterr().out.strip().splitlines()
    assert "Better on every slice" in printed[0]
    assert printed[-1] == "['2']"


def test_the_java_snippet_does_what_it_says(told, tmp_path):
    code, activities, ann, bob = told
    file = tmp_path / "Ask.java"
    file.write_text(code("java"))
    java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin" / "java"
    done = subprocess.run([java, file], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "I looked at it" in done.stdout
    assert {(bob, "REQUESTED_TRANSITION"), (ann, "APPROVED_REQUEST")} <= set(activities())


def test_the_curl_snippet_does_what_it_says(told):
    code, activities, ann, bob = told
    done = subprocess.run(["sh", "-euc", code("sh")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace(" ", "").endswith('"versions":["1"]}')
    assert {(bob, "REQUESTED_ALIAS"), (ann, "APPROVED_REQUEST")} <= set(activities())
