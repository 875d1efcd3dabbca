"""Params, which never change, and tags, which do."""

import pytest
from mlflow.entities import Param, RunTag

from refusals import INVALID, MISSING, assert_refusal, refused


def test_a_param_may_be_logged_again_with_the_same_value(client, run):
    client.log_param(run, "depth", 3)
    client.log_param(run, "depth", "3")
    assert client.get_run(run).data.params == {"depth": "3"}


def test_a_param_never_changes(wire, client, run):
    client.log_param(run, "depth", "3")
    response = wire.post("runs/log-parameter", run_id=run, key="depth", value="4")
    assert_refusal(
        response,
        INVALID,
        "Changing param values is not allowed. Param with key='depth' was already logged with value='3' "
        f"for run ID='{run}'. Attempted logging new value '4'.",
    )
    assert client.get_run(run).data.params == {"depth": "3"}


def test_a_batch_cannot_change_a_param_either(wire, client, run):
    client.log_param(run, "depth", "3")
    response = wire.post("runs/log-batch", run_id=run, params=[{"key": "depth", "value": "4"}])
    assert_refusal(
        response,
        INVALID,
        "Changing param values is not allowed. Params were already logged="
        f"'[{{'key': 'depth', 'old_value': '3', 'new_value': '4'}}]' for run ID='{run}'.",
    )


def test_a_key_occurs_once_in_the_params_of_a_batch(wire, run):
    twice = [{"key": "d", "value": "1"}, {"key": "d", "value": "1"}]
    response = wire.post("runs/log-batch", run_id=run, params=twice)
    assert_refusal(response, INVALID, "Duplicate parameter keys have been submitted: ['d'].")


@pytest.mark.parametrize(
    "value", ["", " ", "ünïcode 試験 🚀", "line\nbreak", "'\"`%_\\", "1e-05", "x" * 6000], ids=lambda v: repr(v[:12])
)
def test_a_param_value_is_kept_as_given(client, run, value):
    client.log_param(run, "key", value)
    assert client.get_run(run).data.params == {"key": value}


def test_a_long_param_value_is_cut_to_6000_characters(wire, client, run):
    assert wire.post("runs/log-parameter", run_id=run, key="long", value="v" * 6001).status_code == 200
    assert client.get_run(run).data.params == {"long": "v" * 6000}


@pytest.mark.parametrize("key", ["a", "a b", "a/b/c", "a.b-c_d:e", "ünïcode", "1", "k" * 250])
def test_a_key_may_hold_letters_digits_and_some_signs(client, run, key):
    client.log_batch(run, params=[Param(key, "1")], tags=[RunTag(key, "2")])
    client.log_metric(run, key, 3.0)
    data = client.get_run(run).data
    assert (data.params[key], data.tags[key], data.metrics[key]) == ("1", "2", 3.0)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("a$b", "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:)"),
        ("../up", "Names may be treated as files in certain cases, and must not resolve to other names"),
        ("/root", "Names may be treated as files in certain cases"),
        ("a//b", "Names may be treated as files in certain cases"),
        (".", "Names may be treated as files in certain cases"),
        ("k" * 251, "exceeds the maximum length of 250 characters"),
    ],
    ids=["sign", "up", "root", "double slash", "dot", "long"],
)
def test_a_bad_key_is_refused_everywhere(wire, run, key, words):
    assert_refusal(wire.post("runs/log-parameter", run_id=run, key=key, value="1"), INVALID, words)
    assert_refusal(wire.post("runs/set-tag", run_id=run, key=key, value="1"), INVALID, words)
    assert_refusal(wire.post("runs/log-metric", run_id=run, key=key, value=1, timestamp=1), INVALID, words)


def test_a_param_value_must_be_a_string(wire, run):
    response = wire.post("runs/log-parameter", run_id=run, key="p", value=2)
    assert_refusal(response, INVALID, "Invalid value 2 for parameter 'value' supplied:  Hint: Value was of type 'int'.")


def test_a_tag_is_overwritten(client, run):
    client.set_tag(run, "phase", "one")
    client.set_tag(run, "phase", "two")
    assert client.get_run(run).data.tags["phase"] == "two"


@pytest.mark.parametrize("value", ["", "ünïcode 試験 🚀", "line\nbreak", "x" * 8000], ids=lambda v: repr(v[:12]))
def test_a_tag_value_is_kept_as_given(client, run, value):
    client.set_tag(run, "key", value)
    assert client.get_run(run).data.tags["key"] == value


def test_a_long_tag_value_is_cut_to_8000_characters(wire, client, run):
    assert wire.post("runs/set-tag", run_id=run, key="long", value="v" * 8001).status_code == 200
    assert client.get_run(run).data.tags["long"] == "v" * 8000


def test_a_tag_is_deleted_once(client, run):
    client.set_tag(run, "phase", "one")
    client.delete_tag(run, "phase")
    assert "phase" not in client.get_run(run).data.tags
    with refused(MISSING, f"No tag with name: phase in run with id {run}"):
        client.delete_tag(run, "phase")


def test_a_batch_writes_params_and_tags_together(client, run):
    params = [Param(f"p{i}", str(i)) for i in range(100)]
    tags = [RunTag(f"t{i}", str(i)) for i in range(100)]
    client.log_batch(run, params=params, tags=tags)
    data = client.get_run(run).data
    assert data.params == {f"p{i}": str(i) for i in range(100)}
    assert {key: value for key, value in data.tags.items() if key.startswith("t")} == {
        f"t{i}": str(i) for i in range(100)
    }


@pytest.mark.parametrize("kind", ["params", "tags"])
def test_a_batch_has_at_most_100_of_each(wire, run, kind):
    response = wire.post("runs/log-batch", run_id=run, **{kind: [{"key": f"k{i}", "value": ""} for i in range(101)]})
    assert_refusal(response, INVALID, f"A batch logging request can contain at most 100 {kind}. Got 101 {kind}.")


def test_an_empty_batch_is_fine(wire, run):
    assert wire.post("runs/log-batch", run_id=run).json() == {}
