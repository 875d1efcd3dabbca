"""Artifact repositories that keep a copy of a file when the server is away."""

import posixpath
from functools import partial
from urllib.parse import urlsplit

from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repo import ArtifactRepository, verify_artifact_path
from mlflow.store.artifact.mlflow_artifacts_repo import MlflowArtifactsRepository
from mlflow.utils.credentials import get_default_host_creds
from mlflow.utils.mime_type_utils import _guess_mime_type

from cairn_mlflow import settings, wire
from cairn_mlflow.line import line_to
from cairn_mlflow.store import as_mlflow

SCHEME = "cairn"

# Seconds that the server may take to store a file when it has all of it.
_UPLOAD_SECONDS = 300


def repository(artifact_uri, tracking_uri=None, registry_uri=None):
    """The repository of `mlflow-artifacts:` and `cairn:` addresses; MLflow's own while the plugin is off."""
    from mlflow.tracking import get_tracking_uri

    uri = tracking_uri or get_tracking_uri()
    if urlsplit(artifact_uri).scheme == SCHEME:
        return PromisedArtifacts(artifact_uri, uri, registry_uri)
    if settings.folder() is None or urlsplit(artifact_uri).netloc or not uri.startswith("http"):
        return MlflowArtifactsRepository(artifact_uri, tracking_uri=tracking_uri, registry_uri=registry_uri)
    return SpooledArtifacts(artifact_uri, uri, registry_uri)


class _Kept:
    """Sends a file at once or keeps a copy of it."""

    def _log(self, uri, tracking_uri, local_file, artifact_path, stock):
        verify_artifact_path(artifact_path)
        with open(local_file, "rb"):
            pass  # a file that cannot be read is the caller's mistake, now as later
        creds = partial(get_default_host_creds, tracking_uri)
        line = line_to(tracking_uri, creds)
        if not line.is_on():
            stock(local_file, artifact_path)
            return
        entry = {"artifact": {"uri": uri, "folder": artifact_path}}
        try:
            line.call(
                entry,
                direct=lambda: put(creds, tracking_uri, uri, artifact_path, local_file),
                answer=lambda: None,
                file=local_file,
            )
        except (wire.Refused, wire.NotSignedIn) as refusal:
            raise as_mlflow(refusal) from refusal


class SpooledArtifacts(_Kept, MlflowArtifactsRepository):
    """Artifacts behind the server's proxy."""

    def __init__(self, artifact_uri, tracking_uri, registry_uri=None):
        super().__init__(artifact_uri, tracking_uri=tracking_uri, registry_uri=registry_uri)
        self._own_uri = artifact_uri
        self._server = tracking_uri

    def log_artifact(self, local_file, artifact_path=None):
        self._log(self._own_uri, self._server, local_file, artifact_path, super().log_artifact)


class PromisedArtifacts(_Kept, ArtifactRepository):
    """Artifacts of a run or logged model that was created while the server was away: `cairn:/runs/ID`."""

    def __init__(self, artifact_uri, tracking_uri, registry_uri=None):
        super().__init__(artifact_uri, tracking_uri, registry_uri)
        self._server = tracking_uri

    def log_artifact(self, local_file, artifact_path=None):
        self._log(self.artifact_uri, self._server, local_file, artifact_path, self._log_really)

    def _log_really(self, local_file, artifact_path=None):
        self._real().log_artifact(local_file, artifact_path)

    def log_artifacts(self, local_dir, artifact_path=None):
        import os

        for root, _, names in os.walk(local_dir):
            below = os.path.relpath(root, local_dir).replace(os.sep, "/")
            folder = posixpath.normpath(posixpath.join(artifact_path or "", below))
            for name in names:
                self.log_artifact(os.path.join(root, name), None if folder == "." else folder)

    def _real(self):
        creds = partial(get_default_host_creds, self._server)
        try:
            return _stock(_resolved(creds, self.artifact_uri, wire.workspace()), self._server)
        except (wire.Away, wire.Refused) as problem:
            raise MlflowException(f"{self.artifact_uri} is not on the server yet: {problem}") from problem

    def list_artifacts(self, path=None):
        return self._real().list_artifacts(path)

    def _download_file(self, remote_file_path, local_path):
        self._real()._download_file(remote_file_path, local_path)


def _stock(uri, server):
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    if urlsplit(uri).scheme == "mlflow-artifacts":
        return MlflowArtifactsRepository(uri, tracking_uri=server)
    return get_artifact_repository(uri, tracking_uri=server)


def _resolved(creds, uri, workspace):
    """The address that the server has for what was promised under `cairn:`; other addresses as they are."""
    parts = urlsplit(uri)
    if parts.scheme != SCHEME:
        return uri
    _, kind, owner, *rest = parts.path.split("/")
    if kind == "runs":
        found = wire.send(creds(), "GET", f"{wire.API}/runs/get", of_workspace=workspace, params={"run_id": owner})
        root = found["run"]["info"]["artifact_uri"]
    else:
        found = wire.send(creds(), "GET", f"{wire.API}/logged-models/{owner}", of_workspace=workspace)
        root = found["model"]["info"]["artifact_uri"]
    return posixpath.join(root, *rest)


def put(creds, server, uri, folder, file, workspace=None):
    """Uploads a file. Raises wire.Away or wire.Refused."""
    repo = _stock(_resolved(creds, uri, workspace), server)
    if not isinstance(repo, MlflowArtifactsRepository) or repo._should_multipart_upload(file):
        wire.is_cairn(creds())  # an object store and its client try for minutes: first see that the server is there
        try:
            repo.log_artifact(file, folder)
        except (ImportError, FileNotFoundError):
            raise
        except Exception as problem:  # of whatever client of whatever store
            raise wire.Away(f"{type(problem).__name__}: {problem}") from problem
        return
    name = posixpath.basename(file.replace("\\", "/"))
    path = posixpath.join("/", *filter(None, (folder, name)))
    with open(file, "rb") as data:
        wire.send(
            repo._host_creds,
            "PUT",
            path,
            headers={"Content-Type": _guess_mime_type(name)},
            of_workspace=workspace,
            timeout=(settings.TIMEOUT[0], _UPLOAD_SECONDS),
            data=data,
        )
