"""Artifacts: written and read back through the client."""

import hashlib
import json
import os
from pathlib import Path

import matplotlib.pyplot
import mlflow
import numpy
import pandas
import pytest

from mlflow.store.artifact import http_artifact_repo

from refusals import MISSING, refused


@pytest.fixture
def fluent_run(fluent_experiment):
    """The id of a run which is active."""
    with mlflow.start_run() as active:
        yield active.info.run_id


def paths(client, run, folder=None):
    return {item.path: (item.is_dir, item.file_size) for item in client.list_artifacts(run, folder)}


def test_a_file_comes_back_as_it_was(client, run, tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"some\nbytes\x00\xff")
    client.log_artifact(run, tmp_path / "notes.txt")
    assert paths(client, run) == {"notes.txt": (False, 12)}
    (tmp_path / "down").mkdir()
    local = client.download_artifacts(run, "notes.txt", tmp_path / "down")
    assert Path(local).read_bytes() == b"some\nbytes\x00\xff"


def test_a_folder_comes_back_with_all_below_it(client, run, tmp_path):
    tree = {"top.txt": "1", "deep/er/low.txt": "2", "deep/side.txt": "3"}
    for name, text in tree.items():
        (tmp_path / "up" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "up" / name).write_text(text)
    client.log_artifacts(run, tmp_path / "up", "tree")
    assert paths(client, run) == {"tree": (True, None)}
    assert paths(client, run, "tree") == {"tree/deep": (True, None), "tree/top.txt": (False, 1)}
    assert paths(client, run, "tree/deep") == {"tree/deep/er": (True, None), "tree/deep/side.txt": (False, 1)}
    (tmp_path / "down").mkdir()
    local = client.download_artifacts(run, "tree", tmp_path / "down")
    for name, text in tree.items():
        assert Path(local, name).read_text() == text


@pytest.mark.parametrize(
    "name",
    [
        "ünïcode-試験-🚀.txt",
        "with space.txt",
        "a+b&c=d.txt",
        "100%.txt",
        "semi;colon,comma.txt",
        "no_extension",
        "q'uote(1)[2].txt",
    ],
)
def test_unusual_names_are_kept(client, run, tmp_path, name):
    (tmp_path / name).write_text(name)
    client.log_artifact(run, tmp_path / name, "some folder/ünter")
    assert list(paths(client, run, "some folder/ünter")) == [f"some folder/ünter/{name}"]
    (tmp_path / "down").mkdir()
    local = client.download_artifacts(run, f"some folder/ünter/{name}", tmp_path / "down")
    assert Path(local).read_text() == name


def test_an_empty_file_stays_empty(client, run, tmp_path):
    (tmp_path / "empty").touch()
    (tmp_path / "down").mkdir()
    client.log_artifact(run, tmp_path / "empty")
    [listed] = client.list_artifacts(run)
    assert (listed.path, listed.is_dir) == ("empty", False)
    assert not listed.file_size
    local = client.download_artifacts(run, "empty", tmp_path / "down")
    assert os.path.getsize(local) == 0


def test_twenty_megabytes_come_back_bit_by_bit(client, run, tmp_path):
    content = os.urandom(20 * 1024 * 1024)
    (tmp_path / "large.bin").write_bytes(content)
    (tmp_path / "down").mkdir()
    client.log_artifact(run, tmp_path / "large.bin", "big")
    assert paths(client, run, "big") == {"big/large.bin": (False, len(content))}
    local = client.download_artifacts(run, "big/large.bin", tmp_path / "down")
    assert hashlib.sha256(Path(local).read_bytes()).digest() == hashlib.sha256(content).digest()


MIB = 1024 * 1024


@pytest.fixture
def in_parts(monkeypatch):
    """Makes the client move everything directly, in parts of 5 MiB; gives the addresses to which it sent parts."""
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(6 * MIB))
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(5 * MIB))
    monkeypatch.setenv("MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", str(3 * MIB))
    sent = []
    put = http_artifact_repo.requests.put

    def recorded(url, **arguments):
        sent.append(url)
        return put(url, **arguments)

    monkeypatch.setattr(http_artifact_repo.requests, "put", recorded)
    return sent


def test_a_large_file_travels_in_parts(client, run, tmp_path, in_parts):
    content = os.urandom(12 * MIB + 5)
    (tmp_path / "large ü.bin").write_bytes(content)
    (tmp_path / "down").mkdir()
    client.log_artifact(run, str(tmp_path / "large ü.bin"), "big parts")  # a Path would not go into its JSON
    assert len(in_parts) == 3
    assert paths(client, run, "big parts") == {"big parts/large ü.bin": (False, len(content))}
    local = client.download_artifacts(run, "big parts/large ü.bin", tmp_path / "down")
    assert hashlib.sha256(Path(local).read_bytes()).digest() == hashlib.sha256(content).digest()


def test_a_folder_with_an_empty_file_is_downloaded_directly(client, run, tmp_path, in_parts):
    client.log_text(run, "", "folder/empty")
    client.log_text(run, "some", "folder/some.txt")
    local = Path(client.download_artifacts(run, "folder", tmp_path))
    assert [(local / name).read_text() for name in ("empty", "some.txt")] == ["", "some"]


def test_writing_again_replaces(client, run):
    client.log_text(run, "a longer first version", "notes.txt")
    client.log_text(run, "second", "notes.txt")
    assert paths(client, run) == {"notes.txt": (False, 6)}
    assert mlflow.artifacts.load_text(f"runs:/{run}/notes.txt") == "second"


def test_text_and_dictionaries_are_logged_and_loaded(fluent_run):
    mlflow.log_text("grüße\n", "texts/hello.txt")
    mlflow.log_dict({"a": [1, {"b": None}]}, "data.json")
    mlflow.log_dict({"a": [1, 2]}, "data.yml")
    assert mlflow.artifacts.load_text(f"runs:/{fluent_run}/texts/hello.txt") == "grüße\n"
    assert mlflow.artifacts.load_dict(f"runs:/{fluent_run}/data.json") == {"a": [1, {"b": None}]}


def test_a_figure_is_logged_as_a_picture(fluent_run):
    figure, axes = matplotlib.pyplot.subplots()
    axes.plot([0, 1], [1, 0])
    mlflow.log_figure(figure, "plots/line.png")
    matplotlib.pyplot.close(figure)
    picture = mlflow.artifacts.load_image(f"runs:/{fluent_run}/plots/line.png")
    assert picture.format == "PNG"


def test_an_image_is_logged_by_name_and_by_step(client, fluent_run):
    pixels = numpy.zeros((4, 6, 3), dtype=numpy.uint8)
    pixels[1, 2] = [255, 0, 0]
    mlflow.log_image(pixels, "red.png")
    mlflow.log_image(pixels, key="sample", step=3, synchronous=True)
    picture = mlflow.artifacts.load_image(f"runs:/{fluent_run}/red.png")
    assert picture.size == (6, 4)
    assert picture.convert("RGB").getpixel((2, 1)) == (255, 0, 0)
    stepped = list(paths(client, fluent_run, "images"))
    assert len(stepped) == 2
    assert all(name.startswith("images/sample+step+3+timestamp+") for name in stepped)


def test_tables_grow_and_are_loaded(fluent_run):
    mlflow.log_table(pandas.DataFrame({"x": [1, 2], "y": ["a", "b"]}), "table.json")
    mlflow.log_table({"x": [3], "y": ["c"]}, "table.json")
    table = mlflow.load_table("table.json", run_ids=[fluent_run], extra_columns=["run_id"])
    assert list(table["x"]) == [1, 2, 3]
    assert list(table["y"]) == ["a", "b", "c"]
    assert set(table["run_id"]) == {fluent_run}


def test_a_run_without_artifacts_lists_nothing(client, run):
    assert client.list_artifacts(run) == []
    assert client.list_artifacts(run, "absent") == []


def test_listing_a_file_lists_nothing(client, run):
    client.log_text(run, "x", "folder/file.txt")
    assert client.list_artifacts(run, "folder/file.txt") == []


def test_a_missing_artifact_is_not_found(client, run, tmp_path):
    with refused(MISSING):
        client.download_artifacts(run, "absent.txt", tmp_path)


def test_artifacts_of_an_unknown_run_are_not_found(client):
    with refused(MISSING, f"Run with id={'0' * 32} not found"):
        client.list_artifacts("0" * 32)


def test_runs_do_not_see_each_others_artifacts(client, experiment):
    one, two = (client.create_run(experiment).info.run_id for _ in range(2))
    client.log_text(one, "1", "same.txt")
    client.log_text(two, "22", "same.txt")
    assert paths(client, one) == {"same.txt": (False, 1)}
    assert paths(client, two) == {"same.txt": (False, 2)}


def test_artifacts_are_fetched_by_every_kind_of_address(client, run, experiment):
    client.log_text(run, "text", "a/b.txt")
    for address in (f"runs:/{run}/a/b.txt", f"mlflow-artifacts:/{experiment}/{run}/artifacts/a/b.txt"):
        assert Path(mlflow.artifacts.download_artifacts(address)).read_text() == "text"
    assert [item.path for item in mlflow.artifacts.list_artifacts(f"runs:/{run}/a")] == ["a/b.txt"]


def test_artifacts_outlive_the_deletion_of_their_run(client, run):
    client.log_text(run, "text", "a.txt")
    client.delete_run(run)
    client.restore_run(run)
    assert mlflow.artifacts.load_text(f"runs:/{run}/a.txt") == "text"


def test_json_written_by_another_tool_keeps_its_bytes(client, run, tmp_path):
    text = json.dumps({"ü": 1}, indent=3) + "\r\n"
    (tmp_path / "odd.json").write_bytes(text.encode())
    client.log_artifact(run, tmp_path / "odd.json")
    (tmp_path / "down").mkdir()
    assert Path(client.download_artifacts(run, "odd.json", tmp_path / "down")).read_bytes() == text.encode()
