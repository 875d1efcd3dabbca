"""What the plugin is told by its environment. MLflow loads the plugin while it is imported: so nothing here imports it."""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

FOLDER = "CAIRN_SPOOL"
MAX_BYTES = "CAIRN_SPOOL_MAX_BYTES"
EXIT_SECONDS = "CAIRN_SPOOL_EXIT_SECONDS"

_DEFAULT_MAX_BYTES = "20G"
_DEFAULT_EXIT_SECONDS = "5"
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}

# Seconds to wait for a connection, and for an answer, before a server counts as away.
TIMEOUT = (5, 30)


def enable(folder):
    """Turns the plugin on for this process and those that it starts; before the first call of MLflow."""
    os.environ[FOLDER] = str(Path(folder).expanduser().absolute())


def folder():
    """The folder of the spool, or None when the plugin is off."""
    value = os.environ.get(FOLDER, "")
    return None if value in ("", "off") else Path(value).expanduser()


def max_bytes():
    value = os.environ.get(MAX_BYTES, _DEFAULT_MAX_BYTES)
    number = re.fullmatch(r"(\d+)\s*([KMGT]?)(?:i?B)?", value.strip(), re.IGNORECASE)
    if number is None:
        raise _mistake(f"{MAX_BYTES} is {value!r}, which is no number of bytes. Write 500M, 20G or 21474836480.")
    return int(number[1]) * _UNITS[number[2].upper()]


def exit_seconds():
    value = os.environ.get(EXIT_SECONDS, _DEFAULT_EXIT_SECONDS)
    try:
        return max(0.0, float(value))
    except ValueError:
        raise _mistake(f"{EXIT_SECONDS} is {value!r}, which is no number of seconds.") from None


def check():
    """Refuses settings with which nothing could be kept: now, not when the server goes away."""
    max_bytes()
    exit_seconds()
    place = folder()
    try:
        import fcntl  # noqa: F401
    except ImportError:
        raise _mistake(f"{FOLDER} needs the file locks of Linux or macOS. Unset it on this system.") from None
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as probe:
            fcntl.lockf(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        raise _mistake(f"{FOLDER} is {place}, where nothing can be kept: {problem}.") from problem


def _mistake(message):
    from mlflow.exceptions import MlflowException
    from mlflow.protos.databricks_pb2 import INVALID_PARAMETER_VALUE

    return MlflowException(message, INVALID_PARAMETER_VALUE)


def without_password(uri):
    """An address as it may stand in a file or a message: credentials come from MLflow's variables instead."""
    parts = urlsplit(uri.rstrip("/"))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
