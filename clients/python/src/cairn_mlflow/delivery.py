"""Sends a journal to its server: every entry once, in order, also when this was begun before and broken off."""

import base64
import re
import uuid

from mlflow.utils.credentials import get_default_host_creds

from cairn_mlflow import journal as journals
from cairn_mlflow import wire

# What a batch may hold (MLflow's limits).
_MAX_METRICS = 1000
_MAX_TEXTS = 100
_MAX_ENTRIES = 500

# Answers with status 500 in a row, after which an entry is put aside.
_MAX_FAILURES = 5

_LOGGING = {"log-metric": "metrics", "log-parameter": "params", "set-tag": "tags", "log-batch": None}
_METRIC_FIELDS = ("key", "value", "timestamp", "step", "model_id", "dataset_name", "dataset_digest")


class Delivery:
    """Sends entries to one server. Used by one thread."""

    def __init__(self, server, creds=None):
        self.server = server
        self._creds = creds or (lambda: get_default_host_creds(server))
        self._experiments = wire.Experiments(self._creds)
        self._checked = False
        self._failures = 0

    def run(self, journal, elsewhere=lambda run_id: False):
        """Sends what a journal holds, and returns how many entries were sent and how many were refused.

        elsewhere tells whether a run is still to be created by another journal: entries that log to it wait.
        Raises wire.Away when the server stops answering; the next call goes on from there.
        """
        if not self._checked:
            if not wire.takes_keys(self._creds()):
                raise wire.NotSignedIn(f"{self.server} is not a Cairn server that takes idempotency keys")
            self._checked = True
        sent = refused = 0
        start, group_end = journal.progress()
        while start < journal.size:
            group, end = _group(journal, start, group_end)
            if not group:
                break
            journal.set_progress(start, end)
            try:
                self._send_or_give_up(group)
                sent += len(group)
                self._failures = 0
            except wire.Refused as refusal:
                if len(group) > 1:  # one of them may be at fault: each for itself
                    sent_alone, refused_alone = self._send_each(journal, group, elsewhere)
                    sent, refused = sent + sent_alone, refused + refused_alone
                else:
                    refused += self._refuse(journal, group[0], refusal, elsewhere)
            journal.set_progress(end, 0)
            start, group_end = end, 0
        return sent, refused

    def _send_or_give_up(self, group):
        """As a server that fails on a request may fail on it for ever, it is refused after some tries."""
        try:
            self._send_group(group)
        except wire.Away as away:
            self._failures = self._failures + 1 if str(away).startswith("HTTP 500") else 0
            if self._failures < _MAX_FAILURES:
                raise
            self._failures = 0
            raise wire.Refused(500, str(away)) from away

    def _send_each(self, journal, group, elsewhere):
        refused = 0
        for entry in group:
            try:
                self._send(entry)
            except wire.Refused as refusal:
                refused += self._refuse(journal, entry, refusal, elsewhere)
        return len(group) - refused, refused

    def _refuse(self, journal, entry, refusal, elsewhere):
        """Puts an entry aside, unless it only came too early or is there already. Returns 1 if it did."""
        run_id = _run_of(entry)
        if refusal.status == 404 and run_id and elsewhere(run_id):
            raise wire.Away(f"the run {run_id} is still to be created by another process")
        if _creates(entry) and "already exists" in str(refusal):
            return 0  # the ids are ours: who else would have made it
        journal.refuse(entry, str(refusal))
        return 1

    def _send_group(self, group):
        if len(group) == 1:
            self._send(group[0])
            return
        key = str(uuid.uuid5(uuid.UUID(group[0]["key"]), group[-1]["key"]))
        wire.send(self._creds(), "POST", f"{wire.API}/runs/log-batch", key, json=_batch(group))

    def _send(self, entry):
        """One entry; what it asks may have been done already."""
        if "experiment" in entry:
            wanted = entry["experiment"]
            self._experiments.ensure(wanted["name"], wanted.get("artifact_location"), wanted.get("tags"))
        elif "artifact" in entry:
            self._upload(entry["artifact"])
        elif "otlp" in entry:
            location = self._experiments.resolved(entry["location"])
            headers = {"Content-Type": "application/x-protobuf", "x-mlflow-experiment-id": location}
            wire.send(self._creds(), "POST", "/v1/traces", data=base64.b64decode(entry["otlp"]), headers=headers)
        else:
            body = self._experiments.resolved(entry["body"])
            wire.send(self._creds(), entry["method"], entry["path"], entry["key"], json=body)

    def _upload(self, artifact):
        from cairn_mlflow import artifacts

        artifacts.put(self._creds, self.server, artifact["uri"], artifact["folder"], artifact["file"])


def _group(journal, start, group_end):
    """The entries that go in one request, and the offset behind them."""
    group, end, batch = [], start, None
    for place, entry in journal.entries(start, group_end or None):
        if entry is None:
            if group:
                break
            end = start = place  # a line that a crash or the disk broke: there is nothing to send
            continue
        if group_end:
            group.append(entry)
            end = place
            continue
        if group and (batch is None or len(group) == _MAX_ENTRIES or not batch.take(entry)):
            break
        if not group:
            entry = _with_file(journal, entry)
            batch = _Batch.of(entry)
        group.append(entry)
        end = place
        if batch is None:
            break
    return [_with_file(journal, entry) for entry in group], end


def _with_file(journal, entry):
    if "artifact" in entry and "place" in entry["artifact"]:
        artifact = dict(entry["artifact"])
        artifact["file"] = str(journal.files / artifact["place"])
        return {**entry, "artifact": artifact}
    return entry


class _Batch:
    """The counts of a request that logs to one run."""

    def __init__(self, run_id):
        self.run_id = run_id
        self.metrics = 0
        self.params = {}
        self.tags = {}

    @classmethod
    def of(cls, entry):
        """A batch that begins with an entry; None if it is not of that kind."""
        if _kind(entry) is None:
            return None
        batch = cls(entry["body"]["run_id"])
        return batch if batch.take(entry) else None

    def take(self, entry):
        """Whether the entry goes along; it is counted then."""
        if _kind(entry) is None or entry["body"].get("run_id") != self.run_id:
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


def _run_of(entry):
    if "artifact" in entry:
        found = re.match(r"cairn:/runs/(\w+)", entry["artifact"]["uri"])
        return found.group(1) if found else None
    return entry.get("body", {}).get("run_id") if not _creates(entry) else None


def sync(folder):
    """Sends every journal of a spool that no living process holds.

    Returns the entries sent, those refused, and the reasons why journals were left, by their names.
    """
    sent = refused = 0
    left = {}
    deliveries = {}
    progress = True
    while progress:
        progress = False
        for path in journals.journals(folder):
            journal = journals.Journal.open(path)
            if journal is None:
                left.setdefault(path.stem, "in use by a running process, which sends it itself")
                continue
            try:
                server = journal.header.get("server")
                if server is None:
                    journal.remove()  # the process ended before its first entry was kept
                    continue
                delivery = deliveries.setdefault(server, Delivery(server))
                before = journal.progress()
                some_sent, some_refused = delivery.run(
                    journal, lambda run_id, here=path: _is_created_elsewhere(folder, here, run_id)
                )
                sent, refused = sent + some_sent, refused + some_refused
                progress = progress or some_sent > 0
                journal.remove()
                left.pop(path.stem, None)
            except wire.Away as away:
                progress = progress or (journal.progress() != before and "still to be created" in str(away))
                left[path.stem] = str(away)
                journal.release()
    return sent, refused, left


def _is_created_elsewhere(folder, here, run_id):
    """Whether another journal of the spool has yet to create a run."""
    for path in journals.journals(folder):
        if path != here:
            try:
                if f'"run_id":"{run_id}"'.encode() in path.read_bytes():
                    return True
            except FileNotFoundError:
                continue
    return False
