"""The line from this process to one server: direct as long as it holds, by way of the spool until all of that is sent."""

import atexit
import logging
import os
import threading
import time
import uuid

from cairn_mlflow import settings, spool, wire
from cairn_mlflow.delivery import Delivery

_logger = logging.getLogger("cairn_mlflow")
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 30.0

# Seconds between two looks at what another process is sending.
_LOOK_AGAIN = 0.5

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
        self.trouble = None
        self._folder = settings.folder()
        self._queue = None if self._folder is None else spool.queue_of(self._folder, self.server)
        self._room = None if self._folder is None else spool.Room(self._folder, settings.max_bytes())
        self._is_cairn = None
        self._is_signed_in = False
        self._lost = 0
        self._start_over()

    def _start_over(self):
        """A process begins without a sender; what its parent kept, any of them sends."""
        if self._queue is not None:
            self._queue.start_over()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._sent = threading.Event()
        self._sender = None
        self._is_away_told = False

    def is_on(self):
        """Whether anything may be kept for this server. One that is away counts as a Cairn until it answers."""
        if self._queue is None or self._is_cairn is False:
            return False
        if self._is_cairn is None and not self.waits():
            try:
                self._is_cairn = wire.is_cairn(self.creds())
            except wire.NotSignedIn:
                return False
            except wire.Away:
                return True
            if not self._is_cairn:
                _logger.warning("%s is not a Cairn server: nothing is kept for it while it is away", self.server)
        return self._is_cairn is not False

    def waits(self):
        """Whether something is in the spool that comes before anything new, of this process or of another one."""
        if self._queue is None or not self._queue.waits():
            return False
        self._require_sender()
        return True

    def call(self, entry, direct, answer, file=None):
        """Does what an entry asks: at once by direct(), or later, then answer() stands in for the server's answer.

        Raises what the server refuses, and wire.NotSignedIn if it has never taken a call of this process.
        """
        reason = None
        if not self.waits():
            try:
                result = direct()
                self._is_signed_in = True
                return result
            except wire.Away as away:
                if isinstance(away, wire.NotSignedIn) and not self._is_signed_in:
                    raise
                reason = str(away)
        self._keep(entry, reason, file)
        return answer()

    def _keep(self, entry, reason, file):
        """Puts an entry into the spool; a copy of a file goes with it. It never raises: a training goes on."""
        try:
            entry = {"key": str(uuid.uuid4()), "time": time.time(), **entry}
            if wire.workspace():
                entry["workspace"] = wire.workspace()
            line = spool.line_of(entry)
            with self._lock:
                self._room.require(len(line), os.path.getsize(file) if file else 0)
            if file:
                self._queue.keep_file(entry["key"], file)
            try:
                self._queue.append(line)
            except Exception:
                self._queue.discard_file(entry["key"])
                raise
            self._tell_away(reason)
            self._require_sender()
        except Exception as problem:
            self._lose(problem)

    def _tell_away(self, reason):
        with self._lock:
            if self._is_away_told:
                return
            self._is_away_told = True
        _logger.warning(
            "%s is away (%s). What is logged is kept in %s and sent when it answers, by this process or by `cairn-sync`.",
            self.server,
            reason or "what was kept before waits for it",
            self._folder,
        )

    def _lose(self, problem):
        with self._lock:
            self._lost += 1
            lost = self._lost
        if lost & (lost - 1) == 0:  # the 1st, 2nd, 4th, 8th …
            _logger.error(
                "%s is away and %s cannot keep what is logged (%s: %s): %d calls are LOST so far.",
                self.server,
                self._folder,
                type(problem).__name__,
                problem,
                lost,
            )

    def flush(self, seconds):
        """Waits until all is sent, at most so long; False if something is left."""
        if not self.waits():
            return True
        self._wake.set()
        if self._sender is not None:
            return self._sent.wait(seconds)
        until = time.monotonic() + seconds  # a process that ends can start no thread any more
        self._try_to_send(Delivery(self._queue, self.creds), lambda: time.monotonic() > until)
        return not self._queue.waits()

    def _require_sender(self):
        with self._lock:
            if self._sender is None:
                self._sent.clear()
                sender = threading.Thread(target=self._send, name="cairn-sender", daemon=True)
                try:
                    sender.start()
                    self._sender = sender
                except RuntimeError:
                    self._sent.set()

    def _send(self):
        delivery, pause = Delivery(self._queue, self.creds), _FIRST_PAUSE
        while not self._is_done():
            self._wake.wait(pause)
            self._wake.clear()
            pause = self._try_to_send(delivery, lambda: False) or min(max(pause, _FIRST_PAUSE) * 2, _LONGEST_PAUSE)

    def _try_to_send(self, delivery, stop):
        """Sends what waits, if no other process does. Returns the pause before the next try; None for a longer one."""
        refused = delivery.refused
        try:
            with self._queue.sending() as is_ours:
                if not is_ours:
                    return _LOOK_AGAIN
                delivery.run(stop)
            self._is_cairn, self.trouble = True, None
            return _FIRST_PAUSE
        except (wire.NotSignedIn, wire.NotCairn) as stranger:
            if type(stranger) is not type(self.trouble):
                _logger.error(
                    "%s does not take what was kept: %s. It waits in %s: see to the credentials or the address.",
                    self.server,
                    stranger,
                    self._folder,
                )
            self.trouble = stranger
            return _LONGEST_PAUSE
        except wire.Away as away:
            self.trouble = away
            return None
        except Exception as problem:  # a mistake of the plugin must not end the training; the queue stays
            if str(problem) != str(self.trouble):
                _logger.exception("What is kept for %s cannot be sent now; it is tried again", self.server)
            self.trouble = problem
            return _LONGEST_PAUSE
        finally:
            if delivery.refused > refused:
                _logger.error(
                    "%s did not take %d of the calls that were kept; see `cairn-sync status`",
                    self.server,
                    delivery.refused - refused,
                )

    def _is_done(self):
        """Ends the detour if nothing waits any more, once that is told."""
        with self._lock:
            if self._queue.waits():
                return False
            was_told, self._is_away_told = self._is_away_told, False
        if was_told:
            _logger.warning("%s answers again: everything that was kept is sent", self.server)
        with self._lock:
            if self._queue.waits():
                self._is_away_told = self._is_away_told or was_told  # so that it is told again once that is sent
                return False
            self._sender, self.trouble = None, None
            self._room.start_over()
            self._sent.set()
        return True

    def finish(self):
        """Gives what waits, and the sender that tells of it, the time that a process has while it ends."""
        until = time.monotonic() + settings.exit_seconds()
        if not self.flush(settings.exit_seconds()):
            _logger.warning(
                "%s did not take all that was logged (%s). The rest is in %s: send it with `cairn-sync`.",
                self.server,
                self.trouble or "there was no time",
                self._folder,
            )
        elif self._sender is not None:
            self._wake.set()
            self._sent.wait(max(0.0, until - time.monotonic()))


def _finish_all():
    for line in list(_lines.values()):
        line.finish()


def _start_over_all():
    for line in _lines.values():
        line._start_over()


# Registered while MLflow is being imported, before MLflow registers what ends the active run: so it runs after that.
atexit.register(_finish_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over_all)
