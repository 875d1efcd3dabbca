"""Calls of a Cairn server, each tried once: it answers, it refuses, or it is away."""

import base64
import re
import uuid

import requests
from mlflow.exceptions import MlflowException
from mlflow.utils.rest_utils import http_request

from cairn_mlflow import settings

try:
    from mlflow.utils.workspace_context import get_request_workspace as workspace
except ImportError:  # a client before workspaces

    def workspace():
        """The workspace that a call belongs to; None is the default one."""
        return None


KEY = "Idempotency-Key"
WORKSPACE = "X-MLFLOW-WORKSPACE"
API = "/api/2.0/mlflow"
EXPERIMENT = "cairn-experiment-"

# Statuses that say nothing of the request: there are too many of them.
_BUSY = {429, 503}
_NOT_AWAY = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidHeader,
)


class Away(Exception):
    """The server did not answer; whether it did what was asked is unknown."""


class Busy(Away):
    """The server, or what stands before it, cannot answer now, whatever is asked."""


class NotSignedIn(Away):
    """The server does not know the caller. Nothing is lost: it may be asked again with other credentials."""


class NotCairn(Away):
    """What answers is another server."""


class Failed(Away):
    """The server is there, and this request failed all the same. It may be tried again."""


class Refused(Exception):
    """The server will not do it, however often it is asked."""

    def __init__(self, reason, body=None):
        super().__init__(reason)
        self.body = body or {}


def is_fault(error):
    """Whether an error of MLflow's client comes from the network, not from the server."""
    while error is not None:
        if isinstance(error, _NOT_AWAY):
            return False
        if isinstance(error, (requests.exceptions.RequestException, ConnectionError, TimeoutError)):
            return True
        error = error.__cause__ or error.__context__
    return False


def send(creds, method, path, key=None, headers=None, of_workspace=None, timeout=settings.TIMEOUT, **what):
    """The body of the answer to one request.

    Raises Away or Refused. Only what says `error_code` was refused by the server: all else may come from what stands
    before it, a proxy or the login page of a network, while the server is away.
    """
    headers = dict(headers or {})
    if key:
        headers[KEY] = key
    if of_workspace:
        headers[WORKSPACE] = of_workspace
    try:
        response = http_request(
            creds, path, method, max_retries=0, raise_on_status=False, timeout=timeout, extra_headers=headers, **what
        )
    except MlflowException as error:
        if is_fault(error):
            cause = error.__cause__ or error.__context__ or error
            raise Away(f"{type(cause).__name__}: {cause}") from error
        raise
    return _body(response)


def _body(response):
    try:
        body = response.json() if response.content.strip() else {}
    except ValueError:
        body = None
    status = response.status_code
    if status < 300 and isinstance(body, dict):
        return body
    is_told = isinstance(body, dict) and "error_code" in body
    reason = f"HTTP {status}: {body.get('message', '') if is_told else response.text[:200]!r}"
    if status in _BUSY:
        raise Busy(reason)
    if status == 401 or (status == 403 and not is_told):
        raise NotSignedIn(reason)
    if is_told and 400 <= status < 500:
        raise Refused(reason, body)
    raise Away(reason)


def is_cairn(creds):
    """Whether the server is a Cairn that does a repeated request once. Raises Away if that is not known."""
    try:
        info = send(creds, "GET", "/api/3.0/mlflow/server-info")
    except Refused:
        return False
    except Away as away:
        if str(away).startswith("HTTP 404") and _is_old_mlflow(creds):
            return False
        raise
    if "store_type" not in info and "idempotency_keys_enabled" not in info:
        raise Away("what answers has no server-info")
    return info.get("idempotency_keys_enabled") is True


def _is_old_mlflow(creds):
    """Whether it is an MLflow from before server-info."""
    try:
        answer = http_request(
            creds, "/version", "GET", max_retries=0, raise_on_status=False, timeout=settings.TIMEOUT
        )
    except MlflowException:
        return False
    return answer.status_code == 200 and re.fullmatch(r"\d+\.\d+\S*", answer.text.strip()) is not None


def promised_experiment(name):
    """The id under which an experiment goes that is known by its name only."""
    return EXPERIMENT + base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def promised_name(experiment_id):
    """The name behind an id that was promised; None for other ids."""
    if not isinstance(experiment_id, str) or not experiment_id.startswith(EXPERIMENT):
        return None
    text = experiment_id[len(EXPERIMENT) :]
    try:
        name = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return None
    return name if promised_experiment(name) == experiment_id else None


class Experiments:
    """The real ids of experiments that were promised by name. They are made where they do not exist."""

    def __init__(self, creds):
        self._creds = creds
        self._ids = {}

    def ensure(self, of_workspace, name, artifact_location=None, tags=None):
        known = (of_workspace, name)
        if known not in self._ids:
            self._ids[known] = self._find(of_workspace, name) or self._create(
                of_workspace, name, artifact_location, tags
            )
        return self._ids[known]

    def _find(self, of_workspace, name):
        try:
            path, query = f"{API}/experiments/get-by-name", {"experiment_name": name}
            answer = send(self._creds(), "GET", path, of_workspace=of_workspace, params=query)
        except Refused as refused:
            if refused.body["error_code"] == "RESOURCE_DOES_NOT_EXIST":
                return None
            raise
        return answer["experiment"]["experiment_id"]

    def _create(self, of_workspace, name, artifact_location, tags):
        body = {"name": name}
        if artifact_location:
            body["artifact_location"] = artifact_location
        if tags:
            body["tags"] = tags
        key = str(uuid.uuid4())
        try:
            answer = send(
                self._creds(), "POST", f"{API}/experiments/create", key, of_workspace=of_workspace, json=body
            )
        except Refused:
            found = self._find(of_workspace, name)  # another process was faster
            if found:
                return found
            raise
        return answer["experiment_id"]

    def real(self, experiment_id, of_workspace):
        name = promised_name(experiment_id)
        return experiment_id if name is None else self.ensure(of_workspace, name)

    def resolved(self, body, of_workspace):
        """A request with real ids in place of promised ones, where a request has ids of experiments."""
        body = dict(body)
        for field in ("experiment_id", "experiment_ids"):
            if field in body:
                body[field] = self._each(body[field], of_workspace)
        if "locations" in body:
            body["locations"] = [self._location(location, of_workspace) for location in body["locations"]]
        info = body.get("trace", {}).get("trace_info", {})
        if "trace_location" in info:
            located = {**info, "trace_location": self._location(info["trace_location"], of_workspace)}
            body["trace"] = {**body["trace"], "trace_info": located}
        return body

    def _each(self, ids, of_workspace):
        if isinstance(ids, list):
            return [self.real(experiment_id, of_workspace) for experiment_id in ids]
        return self.real(ids, of_workspace)

    def _location(self, location, of_workspace):
        place = location.get("mlflow_experiment", {})
        if "experiment_id" not in place:
            return location
        real = self.real(place["experiment_id"], of_workspace)
        return {**location, "mlflow_experiment": {**place, "experiment_id": real}}
