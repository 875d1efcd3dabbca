"""What the plugin is told by its environment."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

FOLDER = "CAIRN_SPOOL"
MAX_BYTES = "CAIRN_SPOOL_MAX_BYTES"
EXIT_SECONDS = "CAIRN_SPOOL_EXIT_SECONDS"

DEFAULT_MAX_BYTES = 20 * 1024**3
DEFAULT_EXIT_SECONDS = 5.0

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
    return int(os.environ.get(MAX_BYTES, DEFAULT_MAX_BYTES))


def exit_seconds():
    return float(os.environ.get(EXIT_SECONDS, DEFAULT_EXIT_SECONDS))


def without_password(uri):
    """An address as it may stand in a file or a message: credentials come from MLflow's variables instead."""
    parts = urlsplit(uri.rstrip("/"))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
