"""A server that speaks TLS with a certificate of its own, and encrypts what it stores."""

import hashlib
import os
from pathlib import Path

import pytest
import requests

MIB = 1 << 20


def test_whoever_does_not_know_the_certificate_does_not_talk_to_the_server(url, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{url}/health", timeout=10)


def test_a_large_file_goes_in_one_piece_and_comes_back(client, run, tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(6 * MIB))
    content = os.urandom(12 * MIB + 5)
    (tmp_path / "large.bin").write_bytes(content)
    (tmp_path / "down").mkdir()
    client.log_artifact(run, str(tmp_path / "large.bin"), "large")
    assert [file.file_size for file in client.list_artifacts(run, "large")] == [len(content)]
    local = client.download_artifacts(run, "large/large.bin", tmp_path / "down")
    assert hashlib.sha256(Path(local).read_bytes()).digest() == hashlib.sha256(content).digest()


def test_a_part_of_a_file_is_read_alone(url, client, run):
    client.log_text(run, "0123456789" * 100_000, "digits.txt")
    answer = requests.get(
        f"{url}/get-artifact",
        params={"run_id": run, "path": "digits.txt"},
        headers={"Range": "bytes=400005-400014"},
        timeout=30,
    )
    assert (answer.status_code, answer.text) == (206, "5678901234")
