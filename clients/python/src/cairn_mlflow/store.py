"""MLflow's REST store, whose writes go by way of the spool while the server is away."""

import json
import re
import time
import uuid
from collections import OrderedDict
from functools import partial
from typing import NamedTuple

from google.protobuf.json_format import ParseDict
from mlflow.exceptions import MlflowException, RestException
from mlflow.protos import service_pb2 as api
from mlflow.protos.databricks_pb2 import INTERNAL_ERROR, RESOURCE_DOES_NOT_EXIST, UNAUTHENTICATED
from mlflow.store.tracking.rest_store import RestStore
from mlflow.utils.credentials import get_default_host_creds
from mlflow.utils.name_utils import _generate_random_name
from mlflow.utils.proto_json_utils import parse_dict

from cairn_mlflow import settings, wire
from cairn_mlflow.line import line_to

_REMEMBERED = 1000
_RUN_NAME = "mlflow.runName"

# The writes that wait for a server that is away; others fail as they do without the plugin.
_KEPT = {
    "LogMetric", "LogParam", "LogBatch", "SetTag", "DeleteTag", "LogModel", "LogInputs", "LogOutputs",
    "SetExperimentTag", "LogLoggedModelParamsRequest", "SetLoggedModelTags", "DeleteLoggedModelTag",
    "SetTraceTag", "SetTraceTagV3", "LinkTracesToRun", "CreateAssessment", "StartTraceV3",
    "CreateRun", "UpdateRun", "CreateExperiment", "CreateLoggedModel", "FinalizeLoggedModel",
}  # fmt: skip

# The questions that are answered from what this process knows, if the server does not answer.
_ANSWERED = {"GetRun", "GetLoggedModel", "GetExperiment", "GetExperimentByName"}
_QUESTION = re.compile("Get|Search|List|Query|Batch|Calculate")

# Seconds that a write that is not kept waits for those before it.
_BEHIND_THE_QUEUE = 30


def tracking_store(store_uri, **_):
    """The tracking store of an http address; MLflow's own while the plugin is off."""
    creds = partial(get_default_host_creds, store_uri)
    if settings.folder() is None:
        return RestStore(creds)
    settings.check()
    return SpoolingStore(creds, store_uri)


class SpoolingStore(RestStore):
    """Safe for use by any number of threads."""

    def __init__(self, get_host_creds, server):
        super().__init__(get_host_creds)
        self._line = line_to(server, get_host_creds)
        self._known = _Known()

    def _call_endpoint(self, api, json_body=None, endpoint=None, retry_timeout_seconds=None, response_proto=None):
        response = response_proto if response_proto is not None else api.Response()
        stock = partial(
            super()._call_endpoint,
            api,
            endpoint=endpoint,
            retry_timeout_seconds=retry_timeout_seconds,
            response_proto=response,
        )
        if not self._line.is_on():
            return stock(json_body)
        name = api.DESCRIPTOR.name
        body = json.loads(json_body) if json_body is not None else {}
        table = self._V3_METHOD_TO_INFO if api in self._V3_APIS else self._METHOD_TO_INFO
        path, method = table[api]
        call = _Call(name, method, endpoint or path, body, response)
        if name in _KEPT:
            self._known.complete(name, body)
            return self._write(call)
        if method != "GET" and not _QUESTION.match(name):
            self._wait_for_the_queue()
        elif self._line.waits() and self._line.trouble is None:
            self._line.flush(1.0)  # to read what was written, if the server is there
        if name in _ANSWERED and self._answer(call):
            return response
        return stock(self._really(json_body, body))

    def _write(self, call):
        key = str(uuid.uuid4())
        entry = {"key": key, "method": call.method, "path": call.path, "body": call.body}
        if call.name == "CreateExperiment":
            entry = {"key": key, "experiment": call.body}
        return self._call(
            entry,
            direct=lambda: self._direct(call, key),
            answer=lambda: self._known.answer(call.name, call.body, call.response),
        )

    def _call(self, entry, direct, answer):
        try:
            return self._line.call(entry, direct, answer)
        except (wire.Refused, wire.NotSignedIn) as refusal:
            raise as_mlflow(refusal) from refusal

    def _direct(self, call, key=None):
        """The server's own answer."""
        what = "params" if call.method == "GET" else "json"
        body = self._line.experiments.resolved(call.body, wire.workspace())
        answer = wire.send(self.get_host_creds(), call.method, call.path, key, **{what: body})
        parse_dict(js_dict=answer, message=call.response)
        self._known.remember(call.name, call.response)
        return call.response

    def _answer(self, call):
        """Answers a question from the server, or else from what is known here; False if neither can."""
        if self._line.waits() and self._known.find(call.name, call.path, call.body, call.response):
            return True
        try:
            self._direct(call)
            return True
        except wire.Refused as refusal:
            raise as_mlflow(refusal) from refusal
        except wire.Away as away:
            if self._known.find(call.name, call.path, call.body, call.response):
                return True
            if isinstance(away, wire.NotSignedIn):
                raise as_mlflow(away) from away
            if call.name == "GetExperimentByName":
                message = f"The server is away ({away}), and the experiment is not known here."
                raise MlflowException(message, RESOURCE_DOES_NOT_EXIST) from away
            return False

    def _wait_for_the_queue(self):
        if not self._line.flush(_BEHIND_THE_QUEUE):
            raise MlflowException(
                f"What was logged before still waits for {self._line.server} ({self._line.trouble}), and this call would "
                "go ahead of it. Call again when `cairn-sync status` shows nothing."
            )

    def _really(self, json_body, body):
        """The same request with the ids that the server knows."""
        if self._line.waits():
            return json_body
        try:
            resolved = self._line.experiments.resolved(body, wire.workspace())
        except (wire.Away, wire.Refused):
            return json_body
        return json_body if resolved == body else json.dumps(resolved)

    def log_spans(self, location, spans, tracking_uri=None):
        if not spans or not self._line.is_on():
            return super().log_spans(location, spans, tracking_uri)
        from base64 import b64encode

        from mlflow.tracing.utils.otlp import MLFLOW_EXPERIMENT_ID_HEADER, OTLP_TRACES_PATH, resource_to_otel_proto
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

        request = ExportTraceServiceRequest()
        of_resource = request.resource_spans.add()
        of_resource.resource.CopyFrom(resource_to_otel_proto(getattr(spans[0]._span, "resource", None)))
        of_resource.scope_spans.add().spans.extend(span.to_otel_proto() for span in spans)
        data = request.SerializeToString()

        def direct():
            headers = {
                "Content-Type": "application/x-protobuf",
                MLFLOW_EXPERIMENT_ID_HEADER: self._line.experiments.real(location, wire.workspace()),
            }
            wire.send(self.get_host_creds(), "POST", OTLP_TRACES_PATH, data=data, headers=headers)
            return spans

        entry = {"otlp": b64encode(data).decode(), "location": location}
        return self._call(entry, direct, answer=lambda: spans)


class _Call(NamedTuple):
    """One call of the API, and the message for its answer."""

    name: str
    method: str
    path: str
    body: dict
    response: object


def as_mlflow(problem):
    """What the stock client raises for an answer."""
    if isinstance(problem, wire.Refused) and "error_code" in problem.body:
        return RestException(problem.body)
    return MlflowException(str(problem), UNAUTHENTICATED if isinstance(problem, wire.NotSignedIn) else INTERNAL_ERROR)


class _Known:
    """What this process knows of runs, models and experiments, to answer while the server is away."""

    def __init__(self):
        self._things = OrderedDict()

    def _keep(self, kind, key, thing):
        self._things[kind, key] = thing
        self._things.move_to_end((kind, key))
        while len(self._things) > _REMEMBERED:
            self._things.popitem(last=False)

    def _get(self, kind, key):
        return self._things.get((kind, key))

    def complete(self, name, body):
        """Adds what the server would choose, so that a request means the same whenever it arrives."""
        if name == "CreateRun":
            body.setdefault("run_id", uuid.uuid4().hex)
            tagged = any(tag["key"] == _RUN_NAME and tag.get("value") for tag in body.get("tags", []))
            if not body.get("run_name") and not tagged:
                body["run_name"] = _generate_random_name()
        elif name == "CreateLoggedModel":
            body.setdefault("model_id", "m-" + uuid.uuid4().hex)
            if not body.get("name"):
                body["name"] = _generate_random_name()

    def remember(self, name, response):
        """Keeps an answer of the server."""
        if name in ("CreateRun", "GetRun"):
            self._keep("run", response.run.info.run_id, response.run)
        elif name in ("GetExperiment", "GetExperimentByName"):
            self._keep("experiment", response.experiment.experiment_id, response.experiment)
            self._keep("experiment name", response.experiment.name, response.experiment)
        elif name in ("CreateLoggedModel", "GetLoggedModel", "FinalizeLoggedModel"):
            self._keep("model", response.model.info.model_id, response.model)

    def find(self, name, path, body, response):
        """Fills the answer to a question; False if it is not known."""
        if name == "GetRun":
            run = self._get("run", body.get("run_id"))
            if run:
                response.run.CopyFrom(run)
            return run is not None
        if name == "GetLoggedModel":
            model = self._get("model", path.split("?")[0].rsplit("/", 1)[1])
            if model:
                response.model.CopyFrom(model)
            return model is not None
        if name == "GetExperimentByName":
            experiment = self._get("experiment name", body.get("experiment_name"))
        elif name == "GetExperiment":
            experiment = self._get("experiment", body.get("experiment_id")) or _experiment(body.get("experiment_id"))
        else:
            return False
        if experiment:
            response.experiment.CopyFrom(experiment)
        return experiment is not None

    def answer(self, name, body, response):
        """Stands in for the server's answer to a write that is kept."""
        if name == "CreateRun":
            response.run.CopyFrom(_run(body))
            self.remember(name, response)
        elif name == "UpdateRun":
            run = self._get("run", body["run_id"]) or _run(body)
            for field in ("status", "end_time", "run_name"):
                if field in body:
                    ParseDict({field: body[field]}, run.info)
            self._keep("run", body["run_id"], run)
            response.run_info.CopyFrom(run.info)
        elif name == "CreateExperiment":
            response.experiment_id = wire.promised_experiment(body["name"])
            experiment = _experiment(response.experiment_id)
            self._keep("experiment", response.experiment_id, experiment)
            self._keep("experiment name", body["name"], experiment)
        elif name == "CreateLoggedModel":
            response.model.CopyFrom(_model(body))
            self.remember(name, response)
        elif name == "FinalizeLoggedModel":
            response.model.CopyFrom(self._get("model", body["model_id"]) or _model(body))
            ParseDict({"status": body["status"]}, response.model.info)
            self.remember(name, response)
        elif name == "StartTraceV3":
            ParseDict({"trace": body["trace"]}, response, ignore_unknown_fields=True)
        elif name == "CreateAssessment":
            ParseDict({"assessment": body["assessment"]}, response, ignore_unknown_fields=True)
        return response


def _run(body):
    info = {
        "run_id": body["run_id"],
        "run_uuid": body["run_id"],
        "experiment_id": body.get("experiment_id", "0"),
        "run_name": body.get("run_name", ""),
        "user_id": body.get("user_id", ""),
        "status": body.get("status", "RUNNING"),
        "start_time": body.get("start_time", 0),
        "artifact_uri": f"cairn:/runs/{body['run_id']}",
        "lifecycle_stage": "active",
    }
    tags = list(body.get("tags", []))
    named = [tag["value"] for tag in tags if tag["key"] == _RUN_NAME]
    if named:
        info["run_name"] = named[0]
    else:
        tags.append({"key": _RUN_NAME, "value": info["run_name"]})
    return ParseDict({"info": info, "data": {"tags": tags}}, api.Run())


def _model(body):
    now = int(time.time() * 1000)
    info = {
        "model_id": body["model_id"],
        "experiment_id": body.get("experiment_id", "0"),
        "name": body.get("name", ""),
        "artifact_uri": f"cairn:/models/{body['model_id']}",
        "creation_timestamp_ms": now,
        "last_updated_timestamp_ms": now,
        "status": "LOGGED_MODEL_PENDING",
        "model_type": body.get("model_type", ""),
        "source_run_id": body.get("source_run_id", ""),
        "tags": body.get("tags", []),
    }
    return ParseDict({"info": info, "data": {"params": body.get("params", [])}}, api.LoggedModel())


def _experiment(experiment_id):
    """An experiment of which only the id is known; of a promised one, that is its name."""
    if experiment_id is None:
        return None
    return api.Experiment(
        experiment_id=experiment_id,
        name=wire.promised_name(experiment_id) or experiment_id,
        artifact_location=f"cairn:/experiments/{experiment_id}",
        lifecycle_stage="active",
    )
