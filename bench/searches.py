"""Measures searches on a server, one after the other on one connection. Standard library only."""

import http.client
import json
import os
import time
import urllib.parse


def add_options(parser):
    parser.add_argument("url")
    parser.add_argument("experiment")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--pid", type=int, help="the server's, to tell what it computes for each search")


def measure(options, path, key, searches, limit=60):
    """Prints a line for each search.

    `searches` are request bodies by their names; `key` is where the answer has what it found. A search is asked for the
    given seconds to warm up and as long to be measured, or once if it takes longer than `limit` seconds. Each answer must
    be the first one again; only that is read, so that the client does not compute beside the server.
    """
    address = urllib.parse.urlsplit(options.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=600)

    def ask(body):
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:300]
        return content

    for name, body in searches.items():
        began, computed = time.perf_counter(), cpu(options.pid)
        first = ask(body)
        times = [time.perf_counter() - began]
        if times[0] < limit:
            while time.perf_counter() - began < options.seconds:
                ask(body)
            times, began, computed = [], time.perf_counter(), cpu(options.pid)
            while time.perf_counter() - began < options.seconds or len(times) < 3:
                before = time.perf_counter()
                content = ask(body)
                times.append(time.perf_counter() - before)
                assert content == first, "another answer to the same search"
        computed = (cpu(options.pid) - computed) / len(times)
        times.sort()
        print(
            f"{name:24} {len(times) / sum(times):9.2f} req/s  p50 {1000 * times[len(times) // 2]:9.2f} ms"
            f"  cpu {1000 * computed:8.2f} ms  found {len(json.loads(first).get(key, [])):5}",
            flush=True,
        )


def cpu(pid):
    """Seconds that a process and those below it have computed; 0 for none."""
    if not pid:
        return 0.0
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu(int(child)) for child in open(f"/proc/{pid}/task/{pid}/children").read().split())
