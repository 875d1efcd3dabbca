"""`cairn-sync`: sends what trainings kept while their server was away."""

import argparse
import sys
import time
from pathlib import Path

from cairn_mlflow import settings, spool


def _status(folder, _):
    """Prints what is in the spool; 0 if nothing is."""
    waiting = refused = 0
    for queue in spool.queues(folder):
        count, aside = queue.count(), queue.aside()
        waiting, refused = waiting + count, refused + len(aside)
        if count or aside:
            print(f"{queue.server}: {count} entries wait for `cairn-sync`, {len(aside)} were put aside")
        for kept in aside:
            print(f"  {kept['entry']['key']} PUT ASIDE {_what(kept['entry'])}, kept at {_at(kept)}: {kept['reason']}")
    print(f"{folder}: {waiting} entries wait, {refused} were put aside, {spool.size_of(folder)} bytes")
    return 0 if waiting == refused == 0 else 1


def _what(entry):
    if "artifact" in entry:
        return f"{entry['artifact']['uri']} {entry['artifact']['folder'] or ''}".strip()
    if "experiment" in entry:
        return f"the experiment {entry['experiment']['name']}"
    return entry.get("path", "spans")


def _at(kept):
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(kept["entry"].get("time", kept["time"])))


def _sync(folder, _):
    """Sends what can be sent; 0 if nothing is left."""
    import mlflow  # noqa: F401  # loads this plugin, which must not be half imported then

    from cairn_mlflow.delivery import sync

    sent, refused, left = sync(folder)
    for server, reason in left.items():
        print(f"{server}: {reason}", file=sys.stderr)
    print(f"{sent} entries sent, {refused} put aside, {len(left)} servers left")
    return 1 if left else 2 if refused else 0


def _retry(folder, options):
    """Sends what was put aside once more."""
    for queue, kept in _chosen(folder, options):
        queue.retry(kept)
    return _sync(folder, options)


def _drop(folder, options):
    """Deletes what was put aside."""
    if not options.keys and not options.all:
        print("Say which: cairn-sync drop KEY …, or --all", file=sys.stderr)
        return 2
    count = 0
    for queue, kept in _chosen(folder, options):
        queue.drop(kept)
        count += 1
    print(f"{count} entries deleted")
    return 0


def _chosen(folder, options):
    """Queues and what was put aside in them, in order; all of it, if no keys are given."""
    every = [(queue, kept) for queue in spool.queues(folder) for kept in queue.aside()]
    unknown = set(options.keys) - {kept["entry"]["key"] for _, kept in every}
    if unknown:
        raise SystemExit(f"Nothing was put aside under {', '.join(sorted(unknown))}: see `cairn-sync status`")
    return [(queue, kept) for queue, kept in every if not options.keys or kept["entry"]["key"] in options.keys]


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="cairn-sync", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--spool", help=f"the folder of the spool; by default that of ${settings.FOLDER}")
    parser.set_defaults(run=_sync, keys=[])
    commands = parser.add_subparsers(metavar="COMMAND")
    commands.add_parser("sync", help="send all that waits (the default)").set_defaults(run=_sync)
    commands.add_parser("status", help="show what waits, and what was put aside and why").set_defaults(run=_status)
    retry = commands.add_parser("retry", help="send what was put aside once more")
    retry.add_argument("keys", nargs="*", metavar="KEY", help="as status shows it; without one, everything")
    retry.set_defaults(run=_retry)
    drop = commands.add_parser("drop", help="delete what was put aside")
    drop.add_argument("keys", nargs="*", metavar="KEY", help="as status shows it")
    drop.add_argument("--all", action="store_true", help="delete all of it")
    drop.set_defaults(run=_drop)
    options = parser.parse_args(arguments)
    folder = Path(options.spool).expanduser() if options.spool else settings.folder()
    if folder is None:
        parser.error(f"set {settings.FOLDER} or give --spool")
    return options.run(folder, options)


if __name__ == "__main__":
    sys.exit(main())
