"""Calls of a Cairn server, each tried once: it answers, it refuses, or it is away."""

import base64
import uuid

import requests
from mlflow.exceptions import MlflowException
from mlflow.utils.rest_utils import http_request

from cairn_mlflow import settings

KEY = "Idempotency-Key"
API = "/api/2.0/mlflow"
EXPERIMENT = "cairn-experiment-"

# Statuses that say nothing about the request: the server, or what stands before it, cannot answer now.
_AWAY = {408, 425, 429, 500, 502, 503, 504}
_NOT_AWAY = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidHeader,
)


class Away(Exception):
    """The server did not answer; whether it did what was asked is unknown."""


class Refused(Exception):
    """The server will not do it, however often it is asked."""

    def __init__(self, status, reason, body=None):
        super().__init__(reason)
        self.status = status
        self.body = body


class NotSignedIn(Away):
    """The server does not know the caller. Nothing is lost: it may be asked again with other credentials."""


def is_fault(error):
    """Whether an error of MLflow's client comes from the network, not from the server."""
    while error is not None:
        if isinstance(error, _NOT_AWAY):
            return False
        if isinstance(error, (requests.exceptions.RequestException, ConnectionError, TimeoutError)):
            return not isinstance(error, requests.exceptions.HTTPError) or error.response.status_code in _AWAY
        error = error.__cause__ or error.__context__
    return False


def send(creds, method, path, key=None, **what):
    """The response to one request.

    Raises Away, NotSignedIn or Refused.
    """
    headers = {**what.pop("headers", {}), **({KEY: key} if key else {})}
    try:
        response = http_request(
            creds, path, method, max_retries=0, raise_on_status=False, timeout=settings.TIMEOUT,
            extra_headers=headers, **what
        )
    except MlflowException as error:
        if is_fault(error):
            raise Away(_reason(error)) from error
        raise
    if response.status_code < 300:
        return response
    body = None
    try:
        body = response.json()
        message = body.get("message", "")
    except (ValueError, AttributeError):
        message = response.text[:200]
    reason = f"HTTP {response.status_code}: {message}"
    if response.status_code in _AWAY:
        raise Away(reason)
    if response.status_code in (401, 403):
        raise NotSignedIn(reason)
    raise Refused(response.status_code, reason, body)


def _reason(error):
    cause = error.__cause__ or error.__context__ or error
    return f"{type(cause).__name__}: {cause}"


def takes_keys(creds):
    """Whether the server is a Cairn that does a repeated request once."""
    try:
        info = send(creds, "GET", "/api/3.0/mlflow/server-info").json()
    except Refused:
        return False
    except ValueError:
        return False
    return info.get("idempotency_keys_enabled") is True


def promised_experiment(name):
    """The id under which an experiment goes that is known by its name only."""
    return EXPERIMENT + base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def promised_name(experiment_id):
    text = experiment_id[len(EXPERIMENT):]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()


class Experiments:
    """The real ids of experiments that were promised by name. They are made where they do not exist."""

    def __init__(self, creds):
        self._creds = creds
        self._ids = {}

    def ensure(self, name, artifact_location=None, tags=None):
        if name not in self._ids:
            self._ids[name] = self._find(name) or self._create(name, artifact_location, tags)
        return self._ids[name]

    def _find(self, name):
        try:
            answer = send(self._creds(), "GET", f"{API}/experiments/get-by-name", params={"experiment_name": name})
        except Refused as refused:
            if refused.status == 404:
                return None
            raise
        return answer.json()["experiment"]["experiment_id"]

    def _create(self, name, artifact_location, tags):
        body = {"name": name}
        if artifact_location:
            body["artifact_location"] = artifact_location
        if tags:
            body["tags"] = tags
        try:
            answer = send(self._creds(), "POST", f"{API}/experiments/create", str(uuid.uuid4()), json=body)
        except Refused:
            found = self._find(name)  # another process was faster
            if found:
                return found
            raise
        return answer.json()["experiment_id"]

    def resolved(self, value):
        """A request with real ids in place of promised ones."""
        if isinstance(value, dict):
            return {key: self.resolved(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.resolved(inner) for inner in value]
        if isinstance(value, str) and value.startswith(EXPERIMENT):
            return self.ensure(promised_name(value))
        return value
