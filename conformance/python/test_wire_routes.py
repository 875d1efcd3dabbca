"""The wire: which paths answer, and how unknown ones are refused."""

import pytest

HTML = "text/html"


def test_health_says_ok(wire):
    response = wire.get("/health")
    assert (response.status_code, response.text) == (200, "OK")


def test_the_version_is_plain_text_a_client_can_read(wire):
    response = wire.get("/version")
    assert response.status_code == 200
    assert tuple(int(part) for part in response.text.split(".")) >= (3, 17)


@pytest.mark.parametrize("prefix", ["/api", "/ajax-api"])
def test_the_server_tells_what_it_can(wire, prefix):
    response = wire.get(prefix + "/3.0/mlflow/server-info")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    facts = response.json()
    assert facts["store_type"] == "SqlStore"
    for flag in ("workspaces_enabled", "multipart_uploads_enabled", "multipart_downloads_enabled"):
        assert isinstance(facts[flag], bool), flag


@pytest.mark.parametrize("prefix", ["/api", "/ajax-api"])
def test_both_prefixes_serve_the_api(wire, experiment, prefix):
    response = wire.get(prefix + "/2.0/mlflow/experiments/get", experiment_id=experiment)
    assert response.json()["experiment"]["experiment_id"] == experiment


def test_what_is_written_under_one_prefix_is_read_under_the_other(wire, unique):
    name = unique()
    made = wire.answer("POST", "/ajax-api/2.0/mlflow/experiments/create", name=name)["experiment_id"]
    assert wire.answer("GET", "experiments/get-by-name", experiment_name=name)["experiment"]["experiment_id"] == made


@pytest.mark.parametrize(
    "path",
    [
        "/nothing-here",
        "/api/2.0/mlflow/nothing-here",
        "/api/2.0/mlflow/experiments",
        "/ajax-api/2.0/mlflow/runs/nothing-here",
        "/api/3.0/mlflow/experiments/get",
        "/api/2.0/mlflow/experiments/get/",
        "/api/1.0/mlflow/experiments/get",
    ],
)
def test_an_unknown_path_is_a_404_page_and_not_json(wire, path):
    response = wire.get(path, experiment_id="0")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith(HTML)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "experiments/create", "POST"),
        ("GET", "runs/search", "POST"),
        ("POST", "experiments/get", "GET"),
        ("PUT", "runs/get", "GET"),
        ("DELETE", "runs/create", "POST"),
        ("POST", "model-versions/search", "GET"),
    ],
)
def test_the_wrong_verb_is_a_405_which_names_the_right_one(wire, method, path, allowed):
    response = wire.send(method, path, json={})
    assert response.status_code == 405
    assert response.headers["Content-Type"].startswith(HTML)
    assert allowed in [verb.strip() for verb in response.headers["Allow"].split(",")]


@pytest.mark.parametrize("path", ["/health", "/version", "experiments/get?experiment_id=0", "/nothing-here"])
def test_every_answer_forbids_sniffing_and_framing(wire, path):
    headers = wire.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_options_on_an_api_path_has_no_body(wire):
    response = wire.send("OPTIONS", "experiments/get")
    assert (response.status_code, response.text) == (204, "")


def test_a_foreign_page_cannot_write(wire, unique):
    foreign = {"Origin": "https://evil.example"}
    response = wire.send("POST", "experiments/create", json={"name": unique()}, headers=foreign)
    assert response.status_code == 403


def test_a_foreign_host_name_is_turned_away(wire):
    response = wire.send("GET", "experiments/get?experiment_id=0", headers={"Host": "evil.example"})
    assert response.status_code == 403
    assert wire.send("GET", "/health", headers={"Host": "evil.example"}).status_code == 200
