"""`cairn-sync`: sends what trainings kept while their server was away."""

import argparse
import sys
import time
from pathlib import Path

from cairn_mlflow import settings
from cairn_mlflow.delivery import sync
from cairn_mlflow.journal import Journal, journals, refusals, size_of


def _status(folder):
    """Prints what is in the spool; 0 if nothing is."""
    waiting = 0
    for path in journals(folder):
        with open(path, "rb") as lines:
            count = -1
            for _ in lines:
                count += 1
        journal = Journal.open(path)
        state = "in use by a running process" if journal is None else "waits for `cairn-sync`"
        server = "?"
        if journal is not None:
            server = journal.header.get("server", "?")
            journal.release()
        age = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(path.stat().st_mtime))
        files = size_of(path.with_suffix(".files"))
        waiting += max(count, 0)
        print(f"{path.stem}: {max(count, 0)} entries and {files} bytes of files for {server}, last at {age}, {state}")
    refused = 0
    for name, reason, entry in refusals(folder):
        refused += 1
        what = entry.get("path") or ("artifact " + entry["artifact"]["uri"] if "artifact" in entry else "entry")
        print(f"{name}: REFUSED {what}: {reason}")
    print(f"{folder}: {waiting} entries wait, {refused} were refused, {size_of(folder)} bytes")
    return 0 if waiting == refused == 0 else 1


def _sync(folder):
    """Sends what can be sent; 0 if nothing is left."""
    sent, refused, left = sync(folder)
    for name, reason in left.items():
        print(f"{name}: {reason}", file=sys.stderr)
    print(f"{sent} entries sent, {refused} refused, {len(left)} journals left")
    return 1 if left else 2 if refused else 0


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="cairn-sync", description=__doc__.split(": ", 1)[1])
    parser.add_argument("command", nargs="?", choices=("sync", "status"), default="sync")
    parser.add_argument("--spool", help=f"the folder of the spool; by default that of ${settings.FOLDER}")
    options = parser.parse_args(arguments)
    folder = Path(options.spool).expanduser() if options.spool else settings.folder()
    if folder is None:
        parser.error(f"set {settings.FOLDER} or give --spool")
    return _status(folder) if options.command == "status" else _sync(folder)


if __name__ == "__main__":
    sys.exit(main())
