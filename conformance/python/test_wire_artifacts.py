"""The wire: the artifact proxy and the artifact pages of the web interface."""

import pytest

from refusals import INVALID, MISSING, assert_refusal

ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts"


@pytest.fixture
def root(experiment, run):
    """The path of the run's artifact folder on the proxy."""
    return f"{experiment}/{run}/artifacts"


def test_a_put_answers_an_empty_body_and_a_get_the_bytes(wire, root):
    put = wire.send("PUT", f"{ARTIFACTS}/{root}/a b/ü.txt", data=b"hello")
    assert (put.status_code, put.content) == (200, b"")
    got = wire.get(f"{ARTIFACTS}/{root}/a b/ü.txt")
    assert (got.status_code, got.content) == (200, b"hello")
    assert got.headers["Content-Type"].startswith("text/plain")
    assert got.headers["Content-Length"] == "5"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%C3%BC.txt" in got.headers["Content-Disposition"]


def test_the_ajax_prefix_serves_artifacts_too(wire, root):
    wire.send("PUT", f"/ajax-api/2.0/mlflow-artifacts/artifacts/{root}/x.bin", data=b"\x00\x01")
    assert wire.get(f"{ARTIFACTS}/{root}/x.bin").content == b"\x00\x01"


def test_a_listing_of_the_proxy_has_base_names(wire, root):
    wire.send("PUT", f"{ARTIFACTS}/{root}/folder/x.txt", data=b"123")
    assert wire.get(ARTIFACTS, path=root).json() == {"files": [{"path": "folder", "is_dir": True}]}
    inside = wire.get(ARTIFACTS, path=f"{root}/folder").json()
    assert inside == {"files": [{"path": "x.txt", "is_dir": False, "file_size": 3}]}
    assert wire.get(ARTIFACTS, path=f"{root}/absent").json() == {}


def test_a_listing_of_the_run_has_paths_from_its_root(wire, run, root):
    wire.send("PUT", f"{ARTIFACTS}/{root}/folder/x.txt", data=b"123")
    top = wire.answer("GET", "artifacts/list", run_id=run)
    assert top == {"root_uri": f"mlflow-artifacts:/{root}", "files": [{"path": "folder", "is_dir": True}]}
    inside = wire.answer("GET", "artifacts/list", run_uuid=run, path="folder")
    assert inside["files"] == [{"path": "folder/x.txt", "is_dir": False, "file_size": 3}]
    assert wire.answer("GET", "artifacts/list", run_id=run, path="absent") == {"root_uri": f"mlflow-artifacts:/{root}"}


def test_a_delete_takes_files_and_folders_and_may_be_repeated(wire, root):
    for name in ("x.txt", "folder/y.txt", "folder/deep/z.txt"):
        wire.send("PUT", f"{ARTIFACTS}/{root}/{name}", data=b"1")
    assert wire.delete(f"{ARTIFACTS}/{root}/x.txt").json() == {}
    assert wire.delete(f"{ARTIFACTS}/{root}/folder").json() == {}
    assert wire.get(ARTIFACTS, path=root).json() == {}
    assert wire.delete(f"{ARTIFACTS}/{root}/x.txt").status_code == 200


def test_a_missing_file_is_not_found(wire, root):
    response = wire.get(f"{ARTIFACTS}/{root}/absent.txt")
    assert_refusal(response, MISSING, "No such artifact: ")


def test_a_folder_is_not_a_file(wire, root):
    wire.send("PUT", f"{ARTIFACTS}/{root}/folder/x.txt", data=b"1")
    response = wire.get(f"{ARTIFACTS}/{root}/folder")
    assert response.status_code == 400
    assert "Artifact path refers to a directory" in response.text


def test_a_file_needs_a_name(wire, root):
    response = wire.send("PUT", f"{ARTIFACTS}/{root}/x/", data=b"1")
    assert response.status_code == 400
    assert "Artifact path must include a filename" in response.text


@pytest.mark.parametrize("path", ["%2e%2e/%2e%2e/etc/passwd", "a/%2e%2e/%2e%2e/b", "%252e%252e/x"])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_no_path_leads_out_of_the_store(wire, method, path):
    assert_refusal(wire.send(method, f"{ARTIFACTS}/{path}"), INVALID, "Invalid path")


@pytest.mark.parametrize("path", ["..", "../../etc", "a/../../b", "/etc", "%2e%2e/etc"])
def test_no_listing_leads_out_of_the_store(wire, run, path):
    assert_refusal(wire.get(ARTIFACTS, path=path), INVALID, "Invalid path")
    assert_refusal(wire.get("artifacts/list", run_id=run, path=path), INVALID, "Invalid path")
    assert_refusal(wire.get("/get-artifact", run_id=run, path=path), INVALID, "Invalid path")


def test_multipart_upload_is_either_offered_or_refused_in_the_known_words(wire, root):
    offered = wire.get("/api/3.0/mlflow/server-info").json()["multipart_uploads_enabled"]
    response = wire.post(f"/api/2.0/mlflow-artifacts/mpu/create/{root}", path="x", num_parts=2)
    if offered:
        assert len(response.json()["credentials"]) == 2
    else:
        words = "Multipart upload is not supported for the current artifact repository"
        assert_refusal(response, "NOT_IMPLEMENTED", words)


def test_the_web_page_downloads_by_run_and_path(wire, run, root):
    wire.send("PUT", f"{ARTIFACTS}/{root}/a b/ü.json", data=b"{}")
    for key in ("run_id", "run_uuid"):
        response = wire.get("/get-artifact", **{key: run}, path="a b/ü.json")
        assert (response.status_code, response.content) == (200, b"{}")
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert_refusal(wire.get("/get-artifact", run_id=run, path="absent"), MISSING)
    assert wire.get("/get-artifact", run_id=run).status_code == 400


def test_the_web_page_uploads_by_run_and_path(wire, client, run):
    query = {"run_uuid": run, "path": "up/x.txt"}
    response = wire.send("POST", "/ajax-api/2.0/mlflow/upload-artifact", params=query, data=b"123")
    assert response.status_code == 200
    assert [item.path for item in client.list_artifacts(run, "up")] == ["up/x.txt"]


def test_a_model_lists_its_files(wire, client, experiment):
    model = client.create_logged_model(experiment).model_id
    wire.send("PUT", f"{ARTIFACTS}/{experiment}/models/{model}/artifacts/MLmodel", data=b"x: 1\n")
    listing = wire.answer("GET", f"logged-models/{model}/artifacts/directories")
    assert [file["path"] for file in listing["files"]] == ["MLmodel"]
    path = f"/ajax-api/2.0/mlflow/logged-models/{model}/artifacts/files"
    assert wire.get(path, artifact_file_path="MLmodel").content == b"x: 1\n"
