"""The line from this process to one server: direct as long as it holds, by way of the spool until all of that is sent."""

import atexit
import logging
import os
import threading
import time
import uuid

from cairn_mlflow import settings, wire
from cairn_mlflow.delivery import Delivery, sync
from cairn_mlflow.journal import Journal, SpoolFull, journals, size_of

_logger = logging.getLogger("cairn_mlflow")
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 30.0

_lines = {}
_lines_lock = threading.Lock()


def line_to(server, creds):
    """The one line of this process to a server."""
    with _lines_lock:
        if server not in _lines:
            _lines[server] = Line(server, creds)
        return _lines[server]


class Line:
    """Safe for use by any number of threads."""

    def __init__(self, server, creds):
        self.server = settings.without_password(server)
        self.creds = creds
        self.experiments = wire.Experiments(creds)
        self._is_cairn = None
        self._lock = threading.Lock()
        self._journal = None
        self._spooled_bytes = None
        self._lost = 0
        self._start_over()

    def _start_over(self):
        """A process begins with nothing waiting; what its parent has waiting, its parent sends."""
        self._lock = threading.Lock()
        if self._journal is not None:
            self._journal.release()
        self._journal = None
        self._wake = threading.Event()
        self._sent = threading.Event()
        self._sent.set()
        self._sender = None

    def is_on(self):
        """Whether anything may be kept for this server. One that is away counts as a Cairn until it answers."""
        if settings.folder() is None or self._is_cairn is False:
            return False
        if self._is_cairn is None and not self.waits():
            try:
                self._is_cairn = wire.takes_keys(self.creds())
                if not self._is_cairn:
                    _logger.warning("%s is not a Cairn server: nothing is kept for it while it is away", self.server)
                else:
                    self._send_old()
                return self._is_cairn
            except wire.NotSignedIn:
                return False
            except wire.Away:
                return True
        return True

    def _send_old(self):
        """Sends what earlier processes left behind, beside the work of this one."""
        folder = settings.folder()
        if journals(folder):
            threading.Thread(target=_sync_quietly, args=(folder,), name="cairn-old-sender", daemon=True).start()

    def waits(self):
        """Whether something is in the spool that comes before anything new."""
        return self._journal is not None

    def call(self, entry, direct, answer):
        """Does what an entry asks: at once by direct(), or later, then answer() stands in for the server's answer."""
        if not self.waits():
            try:
                return direct()
            except wire.NotSignedIn:
                raise
            except wire.Away as away:
                self.keep(entry, str(away))
                return answer()
        self.keep(entry)
        return answer()

    def keep(self, entry, reason=None, file=None):
        """Puts an entry into the spool; a copy of a file goes with it. It never raises: a training goes on."""
        with self._lock:
            try:
                if self._journal is None:
                    self._begin(reason)
                if file is not None:
                    self._require_room(os.path.getsize(file))
                    entry["artifact"]["place"] = self._journal.keep_file(file)
                    self._spooled_bytes += os.path.getsize(file)
                self._require_room(0)
                before = self._journal.size
                self._journal.append({"key": str(uuid.uuid4()), "time": int(time.time()), **entry})
                self._spooled_bytes += self._journal.size - before
            except OSError as full:
                self._lose(full)

    def _begin(self, reason):
        folder = settings.folder()
        if self._spooled_bytes is None:
            self._spooled_bytes = size_of(folder)
        self._journal = Journal.create(folder, self.server)
        self._sent.clear()
        self._wake.clear()
        _logger.warning(
            "%s is away (%s). What is logged is kept in %s and sent when it answers, by this process or by `cairn-sync`.",
            self.server,
            reason,
            folder,
        )
        self._sender = threading.Thread(target=self._send, name="cairn-sender", daemon=True)
        self._sender.start()

    def _require_room(self, more):
        if self._spooled_bytes + more > settings.max_bytes():
            raise SpoolFull(f"the spool has {self._spooled_bytes} bytes of {settings.MAX_BYTES}={settings.max_bytes()}")

    def _lose(self, problem):
        self._lost += 1
        if self._lost & (self._lost - 1) == 0:  # the 1st, 2nd, 4th, 8th …
            _logger.error(
                "%s is away and %s takes no more (%s): %d calls are LOST so far. Free some space.",
                self.server,
                settings.folder(),
                problem,
                self._lost,
            )

    def lost(self):
        """How many calls found the spool full."""
        return self._lost

    def flush(self, seconds):
        """Waits until all is sent, at most so long; False if something is left."""
        self._wake.set()
        return self._sent.wait(seconds)

    def _send(self):
        journal, delivery, pause = self._journal, Delivery(self.server, self.creds), _FIRST_PAUSE
        while True:
            self._wake.wait(pause)
            self._wake.clear()
            try:
                _, refused = delivery.run(journal)
                self._is_cairn = True
                if refused:
                    _logger.error("%s refused %d of the calls that were kept; see `cairn-sync status`", self.server, refused)
                if self._finish(journal):
                    return
                pause = 0
            except wire.Away:
                pause = min(max(pause, _FIRST_PAUSE) * 2, _LONGEST_PAUSE)
            except Exception:  # a mistake of the plugin must not end the training; the journal stays
                _logger.exception("What is kept for %s cannot be sent by this process; try `cairn-sync`", self.server)
                journal.release()
                return

    def _finish(self, journal):
        """Ends the detour if nothing came meanwhile."""
        with self._lock:
            if journal.progress()[0] < journal.size:
                return False
            self._spooled_bytes = None
            journal.remove()
            self._journal = None
            self._sent.set()
        _logger.warning("%s answers again: everything that was kept is sent", self.server)
        return True


def _sync_quietly(folder):
    try:
        sent, refused, _ = sync(folder)
        if sent or refused:
            _logger.warning("Of earlier trainings, %d calls were sent now and %d were refused", sent, refused)
    except Exception:
        _logger.exception("What earlier trainings kept in %s cannot be sent; try `cairn-sync`", folder)


def _finish_all():
    for line in list(_lines.values()):
        if line.waits() and not line.flush(settings.exit_seconds()):
            _logger.warning(
                "%s is still away. What was logged is in %s: send it with `cairn-sync`.", line.server, settings.folder()
            )


def _start_over_all():
    for line in _lines.values():
        line._start_over()


# Registered while MLflow is being imported, before MLflow registers what ends the active run: so it runs after that.
atexit.register(_finish_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over_all)
