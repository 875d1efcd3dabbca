"""Sends a queue to its server: every entry once, in order, also when this was begun before and broken off."""

import base64
import logging
import time
import uuid

from mlflow.utils.credentials import get_default_host_creds

from cairn_mlflow import spool, wire

_logger = logging.getLogger("cairn_mlflow")

# What a batch may hold (MLflow's limits).
_MAX_METRICS = 1000
_MAX_TEXTS = 100
_MAX_ENTRIES = 500

# How often a request is tried that fails while the server is there; then it is put aside, so that the rest can go.
_MAX_TRIES = 8

# Seconds that `sync` waits for another process that is sending.
_PATIENCE = 10

_LOGGING = {"log-metric": "metrics", "log-parameter": "params", "set-tag": "tags", "log-batch": None}
_METRIC_FIELDS = ("key", "value", "timestamp", "step", "model_id", "dataset_name", "dataset_digest")


class Delivery:
    """Sends the entries of one queue. Used by one thread."""

    def __init__(self, queue, creds=None):
        self.sent = self.refused = 0
        self._queue = queue
        self._creds = creds or (lambda: get_default_host_creds(queue.server))
        self._experiments = wire.Experiments(self._creds)
        self._tries = {}

    def run(self, stop=lambda: False):
        """Sends until nothing waits, or until stop() says so; only while the queue's right to send is held.

        Raises wire.Away when the server stops answering; the next call goes on from there.
        """
        if not wire.is_cairn(self._creds()):
            raise wire.NotCairn(f"{self._queue.server} is not a Cairn server that takes idempotency keys")
        start, group_end = self._queue.position()
        while not stop():
            whole = self._queue.end()
            group, end = _group(self._queue, start, group_end, whole)
            if group:
                self._note(start, end)
                self._send_group(group)
                self._note(end, 0)
                if "artifact" in group[0]:
                    self._queue.discard_file(group[0]["key"])
                self._tries.clear()
            elif self._queue.finish(end):
                return
            start, group_end = end, 0

    def _note(self, start, group_end):
        try:
            self._queue.set_position(start, group_end)
        except OSError as full:  # what is sent makes room, and what is sent twice has one effect
            _logger.warning("How far the spool is sent cannot be noted: %s", full)

    def _send_group(self, group):
        """Sends entries in one request; if that fails, each for itself, as one of them may be at fault."""
        if len(group) > 1:
            key = str(uuid.uuid5(uuid.UUID(group[0]["key"]), group[-1]["key"]))
            try:
                self._try(key, lambda: self._post(f"{wire.API}/runs/log-batch", key, _batch(group), group[0]))
                self.sent += len(group) - 1
                return
            except (wire.Refused, wire.Failed):
                pass
        for entry in group:
            try:
                self._try(entry["key"], lambda entry=entry: self._send(entry))
            except wire.Refused as refusal:
                self._refuse(entry, refusal)

    def _try(self, key, request):
        """Does a request. One that fails often although the server is there counts as refused."""
        if self._tries.get(key) == "done":
            return
        try:
            request()
            self._tries[key] = "done"
            self.sent += 1
        except (wire.Refused, wire.Busy, wire.NotSignedIn):
            raise
        except FileNotFoundError as gone:
            raise wire.Refused(str(gone)) from gone
        except Exception as problem:
            if not wire.is_cairn(self._creds()):
                raise wire.NotCairn(f"{self._queue.server} is no Cairn server any more") from problem
            tries = self._tries[key] = self._tries.get(key, 0) + 1
            reason = str(problem) if isinstance(problem, wire.Away) else f"{type(problem).__name__}: {problem}"
            if tries < _MAX_TRIES:
                raise wire.Failed(reason) from problem
            raise wire.Refused(f"{reason} ({tries} tries)") from problem

    def _refuse(self, entry, refusal):
        """Puts an entry aside, unless what it asks is there already."""
        if _creates(entry) and refusal.body.get("error_code") == "RESOURCE_ALREADY_EXISTS":
            self.sent += 1  # the ids are ours: who else would have made it
            return
        self._queue.put_aside(entry, str(refusal))
        self._tries[entry["key"]] = "done"
        self.refused += 1

    def _send(self, entry):
        """One entry; what it asks may have been done already."""
        if "experiment" in entry:
            wanted = entry["experiment"]
            self._experiments.ensure(
                entry.get("workspace"), wanted["name"], wanted.get("artifact_location"), wanted.get("tags")
            )
        elif "artifact" in entry:
            self._upload(entry)
        elif "otlp" in entry:
            location = self._experiments.real(entry["location"], entry.get("workspace"))
            headers = {"Content-Type": "application/x-protobuf", "x-mlflow-experiment-id": location}
            wire.send(
                self._creds(),
                "POST",
                "/v1/traces",
                headers=headers,
                of_workspace=entry.get("workspace"),
                data=base64.b64decode(entry["otlp"]),
            )
        else:
            self._post(entry["path"], entry["key"], entry["body"], entry)

    def _post(self, path, key, body, entry):
        of_workspace = entry.get("workspace")
        body = self._experiments.resolved(body, of_workspace)
        wire.send(self._creds(), entry["method"], path, key, of_workspace=of_workspace, json=body)

    def _upload(self, entry):
        from cairn_mlflow import artifacts

        wanted, file = entry["artifact"], self._queue.file_of(entry["key"])
        artifacts.put(self._creds, self._queue.server, wanted["uri"], wanted["folder"], file, entry.get("workspace"))


def _group(queue, start, group_end, whole):
    """The entries that go in one request, and the offset behind them."""
    group, end, batch = [], start, None
    if not whole:
        return group, end
    for place, entry in queue.entries(start, group_end or whole):
        if not entry:
            if group and not group_end:
                break
            if entry is None:
                _logger.error("A line of %s is broken, and is passed over", queue.folder)
        elif group_end:
            group.append(entry)
        elif not group:
            group, batch = [entry], _Batch.of(entry)
        elif batch is not None and len(group) < _MAX_ENTRIES and batch.take(entry):
            group.append(entry)
        else:
            break
        end = place
        if group and not group_end and batch is None:
            break
    return group, end


class _Batch:
    """The counts of a request that logs to one run."""

    def __init__(self, run_id, workspace):
        self.run_id = run_id
        self.workspace = workspace
        self.metrics = 0
        self.params = {}
        self.tags = {}

    @classmethod
    def of(cls, entry):
        """A batch that begins with an entry; None if it is not of that kind."""
        if _kind(entry) is None:
            return None
        batch = cls(entry["body"]["run_id"], entry.get("workspace"))
        return batch if batch.take(entry) else None

    def take(self, entry):
        """Whether the entry goes along; it is counted then."""
        if _kind(entry) is None or entry["body"].get("run_id") != self.run_id:
            return False
        if entry.get("workspace") != self.workspace:
            return False
        part = _parts(entry)
        params = {**self.params, **{param["key"]: param.get("value", "") for param in part["params"]}}
        tags = {**self.tags, **{tag["key"]: tag.get("value", "") for tag in part["tags"]}}
        changed = any(self.params.get(key, value) != value for key, value in params.items())
        metrics = self.metrics + len(part["metrics"])
        if changed or metrics > _MAX_METRICS or len(params) > _MAX_TEXTS or len(tags) > _MAX_TEXTS:
            return False
        if metrics + len(params) + len(tags) > _MAX_METRICS:
            return False
        self.metrics, self.params, self.tags = metrics, params, tags
        return True


def _kind(entry):
    name = entry.get("path", "").removeprefix(f"{wire.API}/runs/")
    return name if name in _LOGGING and entry.get("method") == "POST" else None


def _parts(entry):
    """What an entry logs, as the lists of a batch."""
    kind, body = _kind(entry), entry["body"]
    if kind == "log-batch":
        return {name: body.get(name, []) for name in ("metrics", "params", "tags")}
    fields = _METRIC_FIELDS if kind == "log-metric" else ("key", "value")
    value = {name: body[name] for name in fields if name in body}
    return {name: [value] if name == _LOGGING[kind] else [] for name in ("metrics", "params", "tags")}


def _batch(group):
    parts = [_parts(entry) for entry in group]
    metrics = [metric for part in parts for metric in part["metrics"]]
    params = {param["key"]: param for part in parts for param in part["params"]}
    tags = {tag["key"]: tag for part in parts for tag in part["tags"]}
    body = {"run_id": group[0]["body"]["run_id"]}
    for name, values in (("metrics", metrics), ("params", list(params.values())), ("tags", list(tags.values()))):
        if values:
            body[name] = values
    return body


def _creates(entry):
    return entry.get("path") in (f"{wire.API}/runs/create", f"{wire.API}/logged-models")


def sync(folder):
    """Sends every queue of a spool. Returns the entries sent, those put aside, and why queues were left, by server."""
    sent = refused = 0
    left = {}
    for queue in spool.queues(folder):
        delivery = Delivery(queue)
        try:
            _send_all(queue, delivery)
        except wire.Away as away:
            left[queue.server] = str(away)
        except Exception as problem:  # the others are to be sent all the same
            left[queue.server] = f"{type(problem).__name__}: {problem}"
        sent, refused = sent + delivery.sent, refused + delivery.refused
    return sent, refused, left


def _send_all(queue, delivery):
    until, pause = time.monotonic() + _PATIENCE, 0.1
    while queue.waits():
        with queue.sending() as is_ours:
            if is_ours:
                try:
                    delivery.run()
                    return
                except wire.Failed:
                    pass
            elif time.monotonic() > until:
                raise wire.Away("another process is sending it")
        time.sleep(pause)
        pause = min(2 * pause, 0.4)
