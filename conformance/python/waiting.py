"""Waits for what takes a server a while."""

import time

PATIENCE = 120


def until(found, seconds=PATIENCE):
    """What a function finds, once it finds something."""
    end = time.monotonic() + seconds
    while not (it := found()):
        assert time.monotonic() < end, f"nothing was found within {seconds} s"
        time.sleep(0.05)
    return it
