"""The spool: for each server a queue of what it has not got yet, in order, as durable as the disk is.

    SPOOL/HOST-HASH/      one queue: all processes append to it, and one at a time sends
        server            the server's address
        lock              byte 0 is locked while the queue is changed, byte 1 while it is sent
        journal           a header and the entries, a line each: a checksum and JSON
        progress          of which journal, how far it is sent, and the end of what is under way
        files/KEY/NAME    copies of artifacts that wait, by the keys of their entries
        refused/          what was put aside: KEY.json has the entry and the reason, KEY.files its artifact

There is a journal exactly while something waits.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import threading
import time
import uuid
import zlib
from contextlib import contextmanager
from pathlib import Path

_VERSION = 2
_CHANGE, _SEND = 0, 1  # bytes of the lock file

# Seconds that a process waits for others to append, which takes each of them milliseconds.
_LONGEST_WAIT = 10

# Seconds after which a copy that no entry speaks of is what a crash left behind.
_STALE = 24 * 3600


class SpoolFull(OSError):
    """The spool or its disk has no room."""


def line_of(value):
    """The bytes that an entry is kept as."""
    text = json.dumps(value, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _parse(line):
    """The value of a line, or None if it is not whole."""
    text = line[9:-1]
    try:
        return json.loads(text) if line.endswith(b"\n") and int(line[:8], 16) == zlib.crc32(text) else None
    except ValueError:
        return None


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _owner_only(path, flags):
    return os.open(path, flags, 0o600)


def _write_whole(path, data):
    """Puts a file in its place, durably: all of it, or nothing."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with open(draft, "xb", opener=_owner_only) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _make_folder(path):
    """Makes a folder whose name is on disk when this returns."""
    if not path.is_dir():
        path.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(path.parent)


class Queue:
    """What waits for one server. Safe for use by any number of threads and processes.

    A process has one of them for a server (see `queue_of`), as closing a file drops its locks of the whole process.
    """

    def __init__(self, folder, server):
        self.server = server
        self.folder = folder / _name_of(server)
        self._journal = self.folder / "journal"
        self._progress = self.folder / "progress"
        self._files = self.folder / "files"
        self._refused = self.folder / "refused"
        self._locks = None
        self.start_over()

    def start_over(self):
        """Frees a child process of what the threads of its parent held; file locks are not inherited."""
        self._changes = threading.Lock()
        self._sends = threading.Lock()

    # Locks

    def _lock(self, byte):
        """Whether a lock could be taken from other processes."""
        if self._locks is None or os.fstat(self._locks).st_nlink == 0:
            if self._locks is not None:
                os.close(self._locks)
            self._locks = os.open(self.folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
            return True
        except (BlockingIOError, PermissionError):
            return False

    def _unlock(self, byte):
        fcntl.lockf(self._locks, fcntl.LOCK_UN, 1, byte)

    @contextmanager
    def _changing(self):
        with self._changes:
            until = time.monotonic() + _LONGEST_WAIT
            while not self._lock(_CHANGE):
                if time.monotonic() > until:
                    raise OSError(f"another process holds {self.folder / 'lock'} for {_LONGEST_WAIT} s")
                time.sleep(0.001)
            try:
                yield
            finally:
                self._unlock(_CHANGE)

    @contextmanager
    def sending(self):
        """The right to send; False if another thread or process has it now."""
        if not self._sends.acquire(blocking=False):
            yield False
            return
        try:
            if not self._lock(_SEND):
                yield False
                return
            try:
                yield True
            finally:
                self._unlock(_SEND)
        finally:
            self._sends.release()

    # Entries

    def waits(self):
        """Whether something waits, put there by whatever process."""
        return os.path.exists(self._journal)

    def append(self, line):
        """Keeps the line of an entry; it is on disk when this returns."""
        self._make()
        with self._changing():
            descriptor = os.open(self._journal, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
            try:
                size = os.fstat(descriptor).st_size
                self._write(descriptor, size, line)
            except BaseException:
                os.close(descriptor)
                raise
        try:
            os.fsync(descriptor)  # without the lock, so that processes share what the disk does
        finally:
            os.close(descriptor)
        if size == 0:
            _sync_folder(self.folder)

    def _make(self):
        if not self.folder.is_dir():
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make_folder(self.folder)
        if not os.path.exists(self.folder / "server"):
            _write_whole(self.folder / "server", self.server.encode())

    def _write(self, descriptor, size, data):
        """Appends lines: all of it, or nothing."""
        if size == 0:
            header = line_of({"cairn_spool": _VERSION, "id": uuid.uuid4().hex, "time": int(time.time())})
            data = header + data
        elif os.pread(descriptor, 1, size - 1) != b"\n":
            data = b"\n" + data  # behind what a crash tore off
        try:
            written = os.write(descriptor, data)
            if written < len(data):
                raise SpoolFull(f"only {written} of {len(data)} bytes could be written")
        except OSError:
            os.ftruncate(descriptor, size)
            if size == 0:
                self._journal.unlink()
            raise
        if size == 0:
            self._reserve_progress(header)

    def end(self):
        """The size of what is whole in the journal; 0 if there is none."""
        with self._changing():
            try:
                return os.stat(self._journal).st_size
            except FileNotFoundError:
                return 0

    def entries(self, start, end):
        """Tuples of the offset behind a line and its entry: {} is the header, and None a line that is broken."""
        with open(self._journal, "rb") as lines:
            lines.seek(start)
            place = start
            while place < end:
                line = lines.readline()
                if not line:
                    return
                place += len(line)
                value = _parse(line)
                yield place, {} if value and "cairn_spool" in value else value

    def count(self):
        """How many entries wait; none if the last of them is sent meanwhile."""
        end = self.end()
        try:
            return sum(1 for _, entry in self.entries(self.position()[0], end) if entry) if end else 0
        except FileNotFoundError:
            return 0

    # Progress

    def _journal_id(self):
        """What tells a journal from the next one: its header has a random number."""
        with open(self._journal, "rb") as lines:
            return hashlib.sha256(lines.readline()).hexdigest().encode()

    def _reserve_progress(self, header):
        """Takes the bytes now that a disk may no longer have when the server is back."""
        try:
            self._write_progress(hashlib.sha256(header).hexdigest().encode(), 0, 0)
        except OSError:
            pass  # tried again when it is sent, and told then

    def _write_progress(self, journal_id, next_offset, group_end):
        descriptor = os.open(self._progress, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            os.pwrite(descriptor, b"%s %020d %020d\n" % (journal_id, next_offset, group_end), 0)
        finally:
            os.close(descriptor)

    def position(self):
        """The offset of the first entry that is not sent, and the end of those under way with it (0 if none is)."""
        try:
            journal_id, start, group_end = self._progress.read_bytes().split()
            if journal_id == self._journal_id():
                return int(start), int(group_end)
        except (FileNotFoundError, ValueError):
            pass
        return 0, 0

    def set_position(self, next_offset, group_end):
        """Notes how far the journal is sent. That survives a kill of the process; after a power cut entries may be
        sent again, which their keys make harmless."""
        self._write_progress(self._journal_id(), next_offset, group_end)

    def finish(self, position):
        """Removes the journal if all of it is sent. Returns whether nothing waits."""
        with self._changing():
            try:
                if position < os.stat(self._journal).st_size:
                    return False
            except FileNotFoundError:
                return True
            self._journal.unlink()
            self._progress.unlink(missing_ok=True)
            self._sweep()
        return True

    def _sweep(self):
        """Removes copies of files that crashes left: as nothing waits, no entry speaks of them."""
        for copy in self._files.glob("*"):
            try:
                if time.time() - copy.stat().st_mtime > _STALE:
                    shutil.rmtree(copy)
            except FileNotFoundError:
                continue

    # Files

    def keep_file(self, key, source):
        """Keeps a copy of the file that belongs to an entry; it is on disk when this returns."""
        self._make()
        place = self._files / key
        _make_folder(self._files)
        _make_folder(place)
        try:
            with open(source, "rb") as data, open(place / Path(source).name, "xb", opener=_owner_only) as copy:
                shutil.copyfileobj(data, copy, 1024 * 1024)
                copy.flush()
                os.fsync(copy.fileno())
            _sync_folder(place)
        except OSError:
            self.discard_file(key)
            raise

    def file_of(self, key):
        """The copy that belongs to an entry. Raises FileNotFoundError if it is gone."""
        for place in (self._files / key, self._refused / f"{key}.files"):  # the latter after a crash while it moved
            for copy in place.glob("*"):
                return str(copy)
        raise FileNotFoundError(f"the copy of the file is gone from {self._files / key}")

    def discard_file(self, key):
        shutil.rmtree(self._files / key, ignore_errors=True)

    # What was put aside

    def put_aside(self, entry, reason):
        """Keeps an entry that the server did not take, with its file, until a person decides."""
        _make_folder(self._refused)
        aside = {"reason": reason, "time": int(time.time()), "entry": entry}
        _write_whole(self._refused / f"{entry['key']}.json", json.dumps(aside).encode())
        if (self._files / entry["key"]).exists():
            os.replace(self._files / entry["key"], self._refused / f"{entry['key']}.files")

    def aside(self):
        """What was put aside, in the order in which it was kept."""
        found = [json.loads(path.read_bytes()) for path in self._refused.glob("*.json")]
        return sorted(found, key=lambda aside: (aside["entry"].get("time", 0), aside["time"]))

    def retry(self, aside):
        """Lets something that was put aside wait again, behind all that waits."""
        key = aside["entry"]["key"]
        if (self._refused / f"{key}.files").exists():
            _make_folder(self._files)
            os.replace(self._refused / f"{key}.files", self._files / key)
        self.append(line_of(aside["entry"]))
        (self._refused / f"{key}.json").unlink(missing_ok=True)

    def drop(self, aside):
        """Deletes something that was put aside."""
        key = aside["entry"]["key"]
        shutil.rmtree(self._refused / f"{key}.files", ignore_errors=True)
        (self._refused / f"{key}.json").unlink(missing_ok=True)


_queues = {}
_queues_lock = threading.Lock()


def queue_of(folder, server):
    """The one queue of this process for a server."""
    key = (str(folder.absolute()), server)
    with _queues_lock:
        if key not in _queues:
            _queues[key] = Queue(Path(key[0]), server)
        return _queues[key]


def queues(folder):
    """All queues of a spool."""
    return [queue_of(folder, path.read_text()) for path in sorted(folder.glob("*/server"))]


def _name_of(server):
    readable = re.sub(r"[^A-Za-z0-9.-]+", "_", server.partition("://")[2])[:80]
    return f"{readable}-{hashlib.sha256(server.encode()).hexdigest()[:12]}"


def size_of(folder):
    """The bytes of all files below a folder, while others may add and remove some."""
    size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.stat(os.path.join(place, name)).st_size
            except FileNotFoundError:
                continue
    return size


class Room:
    """What a spool may still take. It is counted anew at most once a second, as that looks at every file.

    A spool in which not even a line had room takes nothing until a tenth of it is free: what is lost is one piece, and not
    whatever comes before the next count.
    """

    def __init__(self, folder, most):
        self._folder = folder
        self._most = most
        self._taken = None
        self._counted = 0.0
        self._is_full = False

    def require(self, line, file=0):
        """Raises SpoolFull if a line and a file of so many bytes are too many."""
        now = time.monotonic()
        if self._taken is None or now - self._counted > (1 if self._refuses(line + file) else 60):
            self._taken, self._counted = size_of(self._folder), now
        if self._refuses(line + file):
            self._is_full = self._refuses(line)
            raise SpoolFull(f"it has {self._taken} bytes and may have {self._most}")
        self._is_full = False
        self._taken += line + file

    def _refuses(self, more):
        return self._taken + more > self._most or (self._is_full and self._taken > 0.9 * self._most)

    def start_over(self):
        """Takes what has room, as nothing waits that it could leave a hole behind."""
        self._is_full, self._taken = False, None
