"""The files of a spool: what a process could not send, in order, as durable as the disk is.

A process writes a file of its own, `NAME.journal`, a line an entry: a checksum and JSON. Beside it are `NAME.progress`
(how far it is sent), `NAME.files` (copies of artifacts) and `NAME.refused` (what the server will not take).
"""

import json
import os
import shutil
import time
import uuid
import zlib
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a journal that is open cannot be opened by another process anyway
    fcntl = None

VERSION = 1


class SpoolFull(OSError):
    """The spool has as many bytes as it may have."""


def _lock(descriptor):
    """Marks a journal as in use by this process, until it ends; False if another one has it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False


def _line(value):
    text = json.dumps(value, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _parse(line):
    """The value of a line, or None if it is not whole."""
    if not line.endswith(b"\n") or len(line) < 11:
        return None
    text = line[9:-1]
    try:
        return json.loads(text) if int(line[:8], 16) == zlib.crc32(text) else None
    except ValueError:
        return None


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def size_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


class Journal:
    """One file of entries, held by this process alone. Not safe for use by several threads at a time."""

    def __init__(self, path, descriptor, header, size):
        self.path = path
        self.header = header
        self._descriptor = descriptor
        self._progress = None
        self.size = size

    @classmethod
    def create(cls, folder, server):
        """A new journal for what goes to a server."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{time.time_ns()}-{os.getpid()}-{uuid.uuid4().hex[:8]}.journal"
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND, 0o600)
        header = {"cairn_spool": VERSION, "server": server, "pid": os.getpid(), "time": int(time.time())}
        journal = cls(path, descriptor, header, 0)
        try:
            _lock(descriptor)
            journal._write(_line(header))
            _sync_folder(folder)
        except OSError:
            journal.remove()
            raise
        return journal

    @classmethod
    def open(cls, path):
        """A journal that an earlier process left behind; None while that process is alive, or if it is sent."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            return None
        if not _lock(descriptor) or not path.exists():
            os.close(descriptor)
            return None
        with open(path, "rb") as lines:
            header = _parse(lines.readline())
        return cls(path, descriptor, header or {}, os.fstat(descriptor).st_size)

    def _write(self, data):
        try:
            written = os.write(self._descriptor, data)
            if written < len(data):
                raise SpoolFull(f"only {written} of {len(data)} bytes could be written")
            os.fsync(self._descriptor)
        except OSError:
            os.ftruncate(self._descriptor, self.size)  # no half line before the next one
            raise
        self.size += len(data)

    def append(self, entry):
        """Keeps an entry; it is on disk when this returns."""
        self._write(_line(entry))

    def keep_file(self, source):
        """Keeps a copy of a file, and returns its place beside the journal."""
        place = Path(uuid.uuid4().hex) / Path(source).name
        target = self.files / place
        self.files.mkdir(mode=0o700, exist_ok=True)
        target.parent.mkdir(mode=0o700)
        try:
            with open(source, "rb") as data, open(target, "xb", opener=_owner_only) as copy:
                shutil.copyfileobj(data, copy, 1024 * 1024)
                copy.flush()
                os.fsync(copy.fileno())
            _sync_folder(target.parent)
        except OSError:
            shutil.rmtree(target.parent, ignore_errors=True)
            raise
        return str(place)

    @property
    def files(self):
        return self.path.with_suffix(".files")

    def entries(self, start, end=None):
        """The entries from an offset on: tuples of the offset behind an entry and the entry, None if it is broken."""
        with open(self.path, "rb") as lines:
            lines.seek(start)
            place = start
            while place < (self.size if end is None else end):
                line = lines.readline()
                if not line:
                    return
                place += len(line)
                value = _parse(line)
                if value is None or "cairn_spool" not in value:
                    yield place, value

    def progress(self):
        """The offset of the first entry that is not sent, and the end of those under way with it (0 if none is)."""
        try:
            words = self.path.with_suffix(".progress").read_bytes().split()
            return int(words[0]), int(words[1])
        except (FileNotFoundError, ValueError, IndexError):
            return 0, 0

    def set_progress(self, next_offset, group_end):
        """Notes how far the journal is sent. That survives a kill of the process; after a power cut entries may be
        sent again, which their keys make harmless."""
        if self._progress is None:
            path = self.path.with_suffix(".progress")
            self._progress = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
        os.lseek(self._progress, 0, os.SEEK_SET)
        os.write(self._progress, b"%020d %020d\n" % (next_offset, group_end))

    def refuse(self, entry, reason):
        """Puts an entry aside that the server will not take."""
        with open(self.path.with_suffix(".refused"), "ab", opener=_owner_only) as refused:
            refused.write(_line({"reason": reason, "entry": entry}))
            refused.flush()
            os.fsync(refused.fileno())

    def release(self):
        """Lets other processes have it."""
        for descriptor in (self._descriptor, self._progress):
            if descriptor is not None:
                os.close(descriptor)
        self._descriptor = self._progress = None

    def remove(self):
        """Deletes it, all of it being sent. Files that belong to refused entries stay."""
        self.path.unlink(missing_ok=True)
        self.path.with_suffix(".progress").unlink(missing_ok=True)
        if not self.path.with_suffix(".refused").exists():
            shutil.rmtree(self.files, ignore_errors=True)
        self.release()


def _owner_only(path, flags):
    return os.open(path, flags, 0o600)


def journals(folder):
    """The journals of a spool, oldest first."""
    return sorted(folder.glob("*.journal")) if folder.exists() else []


def refusals(folder):
    """What servers would not take: tuples of the journal's name, the reason and the entry."""
    for path in sorted(folder.glob("*.refused")):
        with open(path, "rb") as lines:
            for value in filter(None, map(_parse, lines)):
                yield path.stem, value["reason"], value["entry"]
