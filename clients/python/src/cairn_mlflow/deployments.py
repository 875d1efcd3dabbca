"""The target `cairn` of `mlflow deployments`: a deployment is what an endpoint of a Cairn server serves."""

import contextlib
import ipaddress
import shutil
import subprocess
import tempfile
import time
from urllib.parse import quote, urlsplit

import mlflow
from mlflow.deployments import PredictionsResponse, databricks
from mlflow.environment_variables import (
    MLFLOW_DEPLOYMENT_PREDICT_TIMEOUT,
    MLFLOW_HTTP_REQUEST_TIMEOUT,
)
from mlflow.exceptions import MlflowException
from mlflow.protos.databricks_pb2 import RESOURCE_ALREADY_EXISTS, RESOURCE_DOES_NOT_EXIST, ErrorCode
from mlflow.utils.credentials import get_default_host_creds
from mlflow.utils.rest_utils import http_request, verify_rest_response

from cairn_mlflow.deployed_entities import Entities, Settings
from cairn_mlflow.deployed_inputs import body
from cairn_mlflow.deployed_models import Models

_FLAVOR = "python_function"
_POLL_SECONDS = 0.5

# Statuses after which a call is made again. A model that failed (500) would fail again.
_RETRIED = frozenset([429, 502, 503])

_HELP = """
Endpoints of a Cairn server. The target is

    cairn                      the server of MLFLOW_TRACKING_URI
    cairn://HOST:PORT          the server at https://HOST:PORT; of this machine (localhost, 127.0.0.1), at http://
    cairn:https://HOST/PATH    the server at this address, which may be http:// where its network is trusted

Credentials and TLS settings are those of the tracking client (MLFLOW_TRACKING_TOKEN, MLFLOW_TRACKING_USERNAME,
MLFLOW_TRACKING_SERVER_CERT_PATH ...).

    mlflow deployments create -t cairn --name fraud -m models:/fraud@Champion
    mlflow deployments create -t cairn --endpoint fraud --name challenger -m models:/fraud/7 -C traffic=10
    mlflow deployments predict -t cairn --name fraud -I rows.json

Models: models:/NAME@ALIAS is followed when the alias moves; models:/NAME/VERSION, models:/NAME/latest and
models:/NAME/STAGE mean the version of now. models:/m-ID and runs:/RUN/NAME are registered under the name of the endpoint
(or -C registered_model_name=NAME), once.

Without --endpoint, a deployment is an endpoint with one entity of the same name. With it, it is one of the entities of
that endpoint, which is made if there is none.

Settings (-C NAME=VALUE) of create and update:

    workload_size            Small, Medium or Large
    scale_to_zero_enabled    true: the model is freed while nobody asks it
    cairn_idle_seconds       after how long
    environment_vars         of a model that needs Python: {"NAME": "text or {{secrets/SCOPE/KEY}}"}
    cairn_placement          server or kubernetes: where its model runs, on a server with a cluster
    cairn_shadow             {"of": "NAME", "percentage": 50}: gets copies of the requests to another deployment, and
                             none of its own; {}: it is no shadow any longer
    traffic                  its share of the endpoint's requests, in percent; the others divide the rest as before.
                             A deployment that is added to an endpoint has 0 where nothing is said; one of a new
                             endpoint has 100
    registered_model_name    see above
    synchronous              false: do not wait until it answers
    timeout_seconds          how long to wait (1200)
    description, tags        of a new endpoint; tags as {"KEY": "VALUE"}

Of run-local: every option of `cairn serve` by its name (-C port=5002 -C listen=0.0.0.0), and -C cairn=PATH where the
launcher is not on the PATH.
"""


class CairnDeploymentClient(databricks.DatabricksDeploymentClient):
    """Deployments, endpoints and predictions of a Cairn server.

    Calls of endpoints are those of the client for the managed platform. Errors are MlflowException with the server's
    code and words.
    """

    def __init__(self, target_uri):
        super().__init__(target_uri)
        self._server = _address(target_uri)

    def create_deployment(self, name, model_uri, flavor=None, config=None, endpoint=None):
        """Serves a model, and waits until it answers. `endpoint` is the endpoint that it is added to."""
        _check_flavor(flavor)
        holder = endpoint or name
        there = self._find(holder)
        if there is not None and endpoint is None:
            raise MlflowException(
                f"There is an endpoint '{name}' already: update it, or give it as the endpoint.",
                error_code=RESOURCE_ALREADY_EXISTS,
            )
        settings = Settings(config, is_new_endpoint=there is None)
        entity = {"name": name, **settings.entity}
        entities = None if there is None else Entities(there)
        if entities is not None:
            entities.add(entity, settings.traffic)  # refused before anything is registered
        entity.update(Models(self._server).entity(model_uri, settings.registered_model_name or holder))
        if entities is None:
            new = {"name": holder, "config": {"served_entities": [entity]}, "tags": settings.tags}
            if settings.description is not None:
                new["description"] = settings.description
            self._call_endpoint(method="POST", json_body=new)
        else:
            self.update_endpoint_config(holder, entities.config())
        self._wait(holder, settings)
        return {"name": name, "flavor": _FLAVOR}

    def update_deployment(self, name, model_uri=None, flavor=None, config=None, endpoint=None):
        """Serves another model under the name, or the same with other settings; what is not said stays."""
        _check_flavor(flavor)
        settings = Settings(config)
        holder = endpoint or name
        entities = Entities(self.get_endpoint(holder))
        entity = _entity_of(entities, name, endpoint)
        if model_uri is None and not settings.entity and settings.traffic is None:
            raise MlflowException.invalid_parameter_value("Nothing to update: give a model or a setting.")
        entities.change(entity, settings.entity, settings.traffic)
        if model_uri is not None:
            model = Models(self._server).entity(model_uri, settings.registered_model_name or holder)
            entities.change(entity, model)
        self.update_endpoint_config(holder, entities.config())
        self._wait(holder, settings)
        return {"name": name, "flavor": _FLAVOR}

    def delete_deployment(self, name, config=None, endpoint=None):
        """Deletes an endpoint, or takes one deployment out of the endpoint that is named. What is gone already may be
        deleted again."""
        settings = Settings(config)
        if endpoint is None:
            _unless_missing(lambda: self.delete_endpoint(name))
            return
        there = self._find(endpoint)
        entities = None if there is None else Entities(there)
        if entities is None or name not in entities.names():
            return
        entities.remove(name)
        self.update_endpoint_config(endpoint, entities.config())
        self._wait(endpoint, settings)

    def list_deployments(self, endpoint=None):
        """All endpoints, or the entities of one, each as the server describes it."""
        if endpoint is None:
            return [{**found, "flavor": _FLAVOR} for found in self.list_endpoints()]
        found = self.get_endpoint(endpoint)
        config = found.get("config") or found.get("pending_config") or {}
        return [{**entity, "flavor": _FLAVOR} for entity in config.get("served_entities", [])]

    def get_deployment(self, name, endpoint=None):
        if endpoint is None:
            return {**self.get_endpoint(name), "flavor": _FLAVOR}
        for found in self.list_deployments(endpoint):
            if found["name"] == name:
                return found
        raise MlflowException(
            f"The endpoint '{endpoint}' has no deployment '{name}'.", error_code=RESOURCE_DOES_NOT_EXIST
        )

    def list_endpoints(self):
        return self._call_endpoint(method="GET").get("endpoints", [])

    def predict(self, deployment_name=None, inputs=None, endpoint=None):
        """Predictions for a frame, an array, named arrays, or a body such as {"messages": [...]}.

        What JSON has no number for is sent as null.

        With a deployment and an endpoint, that deployment answers whatever its share is.
        """
        answer = self._ask(
            "POST",
            "/" + _invocations(deployment_name, endpoint),
            data=body(inputs),
            headers={"Content-Type": "application/json"},
            timeout=MLFLOW_DEPLOYMENT_PREDICT_TIMEOUT.get(),
        )
        return Answer(answer.json())

    def predict_stream(self, deployment_name=None, inputs=None, endpoint=None):
        if deployment_name and endpoint:
            raise MlflowException.invalid_parameter_value("Give the deployment or the endpoint: one of them streams.")
        return super().predict_stream(inputs=inputs, endpoint=endpoint or deployment_name)

    def explain(self, deployment_name=None, df=None, endpoint=None):
        """Refused: a model explains itself only by what it predicts."""
        raise MlflowException.invalid_parameter_value(
            "A Cairn server does not explain predictions: use mlflow.evaluate or shap with the model itself."
        )

    def _find(self, endpoint):
        return _unless_missing(lambda: self.get_endpoint(endpoint))

    def _wait(self, endpoint, settings):
        if not settings.is_synchronous:
            return
        end = time.monotonic() + settings.timeout_seconds
        while True:
            found = self.get_endpoint(endpoint)
            state = found["state"]
            if state["config_update"] == "UPDATE_FAILED":
                raise MlflowException(f"The endpoint '{endpoint}' could not be updated. {self._failure(endpoint)}")
            if state["config_update"] == "NOT_UPDATING" and state["ready"] == "READY":
                return
            if time.monotonic() > end:
                raise MlflowException(
                    f"The endpoint '{endpoint}' does not answer after {settings.timeout_seconds:g} s; it is still "
                    f"being made ready. {_state(found)}".strip()
                )
            time.sleep(_POLL_SECONDS)

    def _failure(self, endpoint):
        """Why the newest configuration of an endpoint does not answer."""
        configs = self._call_endpoint(method="GET", prefix="/api/3.0/cairn", route=f"{endpoint}/configs")
        return configs["configs"][0].get("message", "")

    def _call_endpoint(self, *, method, prefix="/api/2.0", route=None, json_body=None, timeout=None, **_):
        return databricks.DatabricksEndpoint(self._send(method, prefix, route, json_body, timeout).json())

    def _call_endpoint_stream(self, *, method, prefix="/api/2.0", route=None, json_body=None, timeout=None, **_):
        return _lines(self._send(method, prefix, route, json_body, timeout, stream=True))

    def _send(self, method, prefix, route, fields, timeout, **more):
        path = prefix.rstrip("/") + "/serving-endpoints" + (f"/{quote(route, safe='/')}" if route else "")
        what = {"params": fields} if method.lower() == "get" else {"json": fields}
        return self._ask(method, path, timeout=timeout, **what, **more)

    def _ask(self, method, path, timeout=None, headers=None, stream=False, **what):
        answer = http_request(
            host_creds=get_default_host_creds(self._server),
            endpoint=path,
            method=method,
            timeout=timeout or MLFLOW_HTTP_REQUEST_TIMEOUT.get(),
            raise_on_status=False,
            retry_codes=_RETRIED,
            extra_headers=headers,
            stream=stream,
            **what,
        )
        if stream and answer.status_code == 200:
            return answer  # the rest of the check would read it to its end
        return verify_rest_response(answer, path)


class Answer(PredictionsResponse, databricks.DatabricksEndpoint):
    """What a model answered: `get_predictions()` of rows, or the fields of whatever else it is."""


def run_local(name, model_uri, flavor=None, config=None):
    """Serves a model on this machine by `cairn serve`, until it is interrupted."""
    _check_flavor(flavor)
    options = {option.replace("_", "-"): value for option, value in (config or {}).items()}
    cairn = options.pop("cairn", None) or shutil.which("cairn")
    if cairn is None:
        raise MlflowException("There is no `cairn` on the PATH: say where it is with -C cairn=PATH.")
    server = mlflow.get_tracking_uri()
    if server.startswith("http"):
        options.setdefault("tracking-uri", server)
    with contextlib.ExitStack() as stack:
        command = [cairn, "serve", _local(model_uri, server, stack)]
        for option, value in options.items():
            command += [f"--{option}", str(value)]
        with contextlib.suppress(KeyboardInterrupt):
            code = subprocess.run(command, check=False).returncode
            if code != 0:
                raise MlflowException(f"`cairn serve` could not serve {model_uri} as '{name}': it ended with {code}.")


def target_help():
    return _HELP


def _lines(answer):
    """The lines of a stream as they come, without the empty ones; it is given up when nobody wants more."""
    with contextlib.closing(answer):
        for line in answer.iter_lines():
            if line.strip():
                yield line.decode().strip()


def _local(model_uri, server, stack):
    """What `cairn serve` takes for a model's address: a version or a folder."""
    if model_uri.startswith("models:/") and server.startswith("http"):
        registered = Models(server).registered(model_uri)
        if registered is None:
            return model_uri
        name, version = registered
        return f"models:/{name}{version}" if version.startswith("@") else f"models:/{name}/{version}"
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cairn-"))
    return mlflow.artifacts.download_artifacts(model_uri, dst_path=folder)


def _address(target_uri):
    rest = target_uri.removeprefix("cairn").removeprefix(":")
    if rest.startswith("//"):
        rest = ("http:" if _is_here(urlsplit(rest).hostname or "") else "https:") + rest
    address = (rest or mlflow.get_tracking_uri()).rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise MlflowException.invalid_parameter_value(
            f"'{address}' is no address of a Cairn server: give the target cairn://HOST:PORT or cairn:https://HOST, or "
            "set MLFLOW_TRACKING_URI."
        )
    return address


def _is_here(host):
    """Whether a token that is sent there in clear text stays on this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unless_missing(call):
    """What a call returns; None where the server does not have what it is about."""
    try:
        return call()
    except MlflowException as problem:
        if problem.error_code != ErrorCode.Name(RESOURCE_DOES_NOT_EXIST):
            raise
        return None


def _entity_of(entities, name, endpoint):
    """The entity that a deployment is: of an endpoint, or the only one of its own."""
    names = entities.names()
    if endpoint is None and name not in names:
        if len(names) == 1:
            return names[0]
        raise MlflowException.invalid_parameter_value(
            f"The endpoint '{name}' has the deployments {', '.join(names)}: name one of them, and the endpoint."
        )
    return name


def _invocations(deployment, endpoint):
    if not deployment and not endpoint:
        raise MlflowException.invalid_parameter_value("Say which deployment or endpoint is asked.")
    if deployment and endpoint:
        return f"serving-endpoints/{quote(endpoint, safe='')}/served-models/{quote(deployment, safe='')}/invocations"
    return f"serving-endpoints/{quote(deployment or endpoint, safe='')}/invocations"


def _check_flavor(flavor):
    if flavor not in (None, _FLAVOR):
        raise MlflowException.invalid_parameter_value(
            f"The flavor cannot be chosen: what answers is the model's {_FLAVOR}, not '{flavor}'."
        )


def _state(endpoint):
    """What the server says of the entities that are being made ready."""
    config = endpoint.get("pending_config") or endpoint.get("config") or {}
    states = [entity.get("state") or {} for entity in config.get("served_entities", [])]
    return " ".join(filter(None, (state.get("deployment_state_message") for state in states)))
