"""MLflow's REST store, whose writes go by way of the spool while the server is away."""

import json
import time
import uuid
from collections import OrderedDict
from functools import partial

from google.protobuf.json_format import ParseDict
from mlflow.exceptions import MlflowException, RestException
from mlflow.protos import service_pb2 as api
from mlflow.protos.databricks_pb2 import ENDPOINT_NOT_FOUND, INTERNAL_ERROR, RESOURCE_DOES_NOT_EXIST
from mlflow.store.tracking.rest_store import RestStore
from mlflow.utils.credentials import get_default_host_creds
from mlflow.utils.name_utils import _generate_random_name
from mlflow.utils.proto_json_utils import parse_dict

from cairn_mlflow import settings, wire
from cairn_mlflow.line import line_to

_REMEMBERED = 1000
_RUN_NAME = "mlflow.runName"

# The writes that wait for a server that is away; others fail as they do without the plugin.
_EMPTY = {
    name
    for name in (
        "LogMetric", "LogParam", "LogBatch", "SetTag", "DeleteTag", "LogModel", "LogInputs", "LogOutputs",
        "SetExperimentTag", "LogLoggedModelParamsRequest", "SetLoggedModelTags", "DeleteLoggedModelTag",
        "SetTraceTag", "SetTraceTagV3", "LinkTracesToRun", "CreateAssessment", "StartTraceV3",
    )
}  # fmt: skip
_ANSWERED = {"CreateRun", "UpdateRun", "CreateExperiment", "CreateLoggedModel", "FinalizeLoggedModel"}


def tracking_store(store_uri, **_):
    """The tracking store of an http address; MLflow's own while the plugin is off."""
    creds = partial(get_default_host_creds, store_uri)
    return RestStore(creds) if settings.folder() is None else SpoolingStore(creds, store_uri)


class SpoolingStore(RestStore):
    """Safe for use by any number of threads."""

    def __init__(self, get_host_creds, server):
        super().__init__(get_host_creds)
        self._line = line_to(server, get_host_creds)
        self._known = _Known()

    def _call_endpoint(self, api, json_body=None, endpoint=None, retry_timeout_seconds=None, response_proto=None):
        response = response_proto if response_proto is not None else api.Response()
        if not self._line.is_on():
            return super()._call_endpoint(api, json_body, endpoint, retry_timeout_seconds, response)
        name = api.DESCRIPTOR.name
        body = json.loads(json_body) if json_body is not None else {}
        table = self._V3_METHOD_TO_INFO if api in self._V3_APIS else self._METHOD_TO_INFO
        path, method = table[api]
        path = endpoint or path
        if name in _EMPTY or name in _ANSWERED:
            self._known.complete(name, body)
            return self._write(name, method, path, body, response)
        return self._read(name, method, path, body, response)

    def _write(self, name, method, path, body, response):
        key = str(uuid.uuid4())
        entry = {"key": key, "method": method, "path": path, "body": body}
        if name == "CreateExperiment":
            entry = {"key": key, "experiment": body}
        return self._line.call(
            entry,
            direct=lambda: self._direct(name, method, path, body, response, key),
            answer=lambda: self._known.answer(name, body, response),
        )

    def _direct(self, name, method, path, body, response, key=None):
        """The server's own answer."""
        what = "params" if method == "GET" else "json"
        body = self._line.experiments.resolved(body)
        try:
            answer = wire.send(self.get_host_creds(), method, path, key, **{what: body})
        except wire.Refused as refusal:
            raise _as_mlflow(refusal) from refusal
        parse_dict(js_dict=answer.json() if answer.text.strip() else {}, message=response)
        self._known.remember(name, response)
        return response

    def _read(self, name, method, path, body, response):
        if self._line.waits():
            self._line.flush(1.0)  # to read what was written, if the server is there
        if not self._line.waits():
            try:
                return self._direct(name, method, path, body, response)
            except wire.Away as away:
                problem = away
        else:
            problem = "what was logged before is still to be sent"
        if self._known.find(name, path, body, response):
            return response
        if name == "GetExperimentByName":
            raise MlflowException("The server is away; the experiment is not known here.", RESOURCE_DOES_NOT_EXIST)
        if self._line.waits():  # try all the same: it may have no part in what waits
            try:
                return self._direct(name, method, path, body, response)
            except wire.Away as away:
                problem = away
        raise MlflowException(f"{self._line.server} is away: {problem}")

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
                MLFLOW_EXPERIMENT_ID_HEADER: self._line.experiments.resolved(location),
            }
            try:
                wire.send(self.get_host_creds(), "POST", OTLP_TRACES_PATH, data=data, headers=headers)
            except wire.Refused as refusal:
                raise _as_mlflow(refusal) from refusal
            return spans

        entry = {"otlp": b64encode(data).decode(), "location": location}
        return self._line.call(entry, direct, answer=lambda: spans)


def _as_mlflow(refusal):
    if isinstance(refusal.body, dict) and "error_code" in refusal.body:
        return RestException(refusal.body)
    code = ENDPOINT_NOT_FOUND if refusal.status == 404 else INTERNAL_ERROR
    return MlflowException(str(refusal), code)


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
    promised = experiment_id.startswith(wire.EXPERIMENT)
    return api.Experiment(
        experiment_id=experiment_id,
        name=wire.promised_name(experiment_id) if promised else experiment_id,
        artifact_location=f"cairn:/experiments/{experiment_id}",
        lifecycle_stage="active",
    )
