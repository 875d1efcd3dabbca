"""Experiments: requests that are refused, with code, status and message."""

import pytest

from refusals import INVALID, MISSING, assert_refusal

REQUIRED = "Missing value for required parameter '{}'. See the API docs for more information about request parameters."


@pytest.mark.parametrize(
    ("method", "path", "arguments", "parameter"),
    [
        ("POST", "experiments/create", {}, "name"),
        ("POST", "experiments/create", {"name": ""}, "name"),
        ("GET", "experiments/get", {}, "experiment_id"),
        ("GET", "experiments/get-by-name", {}, "experiment_name"),
        ("POST", "experiments/update", {"experiment_id": "0"}, "new_name"),
        ("POST", "experiments/delete", {}, "experiment_id"),
        ("POST", "experiments/restore", {}, "experiment_id"),
        ("POST", "experiments/set-experiment-tag", {"experiment_id": "0", "value": "v"}, "key"),
    ],
)
def test_a_required_parameter_is_named_when_it_is_missing(wire, method, path, arguments, parameter):
    response = wire.get(path, **arguments) if method == "GET" else wire.post(path, **arguments)
    assert_refusal(response, INVALID, REQUIRED.format(parameter))


@pytest.mark.parametrize("path", ["experiments/delete", "experiments/restore"])
def test_an_unknown_experiment_is_not_found_by_post(wire, path):
    assert_refusal(wire.post(path, experiment_id="999999999"), MISSING, "No Experiment with id=999999999 exists")


def test_an_unknown_experiment_is_not_found_by_get(wire):
    response = wire.get("experiments/get", experiment_id="999999999")
    assert_refusal(response, MISSING, "No Experiment with id=999999999 exists")


def test_an_unknown_name_is_not_found(wire, client, unique):
    name = unique("absent")
    response = wire.get("experiments/get-by-name", experiment_name=name)
    assert_refusal(response, MISSING, f"Could not find experiment with name '{name}'")
    assert client.get_experiment_by_name(name) is None


def test_an_experiment_id_must_be_an_integer(wire):
    response = wire.get("experiments/get", experiment_id="abc")
    assert_refusal(response, INVALID, "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.")


def test_a_name_must_be_a_string(wire):
    response = wire.post("experiments/create", name=5)
    assert_refusal(response, INVALID, "Invalid value 5 for parameter 'name' supplied:  Hint: Value was of type 'int'.")


def test_a_name_has_at_most_500_characters(wire):
    response = wire.post("experiments/create", name="x" * 501)
    assert_refusal(response, INVALID, "'name' exceeds the maximum length of 500 characters")


def test_a_tag_key_has_at_most_250_characters(wire, experiment):
    response = wire.post("experiments/set-experiment-tag", experiment_id=experiment, key="k" * 251, value="v")
    assert_refusal(response, INVALID, "'key' exceeds the maximum length of 250 characters")


def test_a_tag_value_has_at_most_20000_characters(wire, experiment):
    response = wire.post("experiments/set-experiment-tag", experiment_id=experiment, key="k", value="v" * 20001)
    assert_refusal(response, INVALID, "'value' exceeds the maximum length of 20000 characters")


def test_an_artifact_location_has_no_fragment(wire, unique):
    response = wire.post("experiments/create", name=unique(), artifact_location="mlflow-artifacts:/a#fragment")
    assert_refusal(response, INVALID)
