"""Measures searches on a server, one after the other on one connection. Standard library only."""

import argparse
import http.client
import json
import os
import time
import urllib.parse


def add_options(parser):
    parser.add_argument("url")
    parser.add_argument("experiment")
    add_measuring(parser)


def arguments(words, things, number):
    """What is given to a script with two commands: to fill a database with so many things, and to measure a server."""
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    filling = commands.add_parser("fill")
    filling.add_argument("file")
    filling.add_argument(f"--{things}", type=int, default=number)
    add_options(commands.add_parser("measure"))
    return parser.parse_args()


def add_measuring(parser):
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--pid", type=int, help="the server's, to tell what it computes for each search")
    add_report(parser)


def add_report(parser):
    parser.add_argument("--out", help="a file for the figures as well, in the form of the load tool's")
    parser.add_argument("--label", default="", help="the server's name in that file")


def measure(options, path, key, searches, limit=60):
    """Measures request bodies by their names; `key` is where the answer has what it found."""
    server = Server(options.url)
    measuring = Measuring(options, key, limit)
    for name, body in searches.items():
        measuring.of(name, lambda: server.post(path, body), lambda content: len(json.loads(content).get(key, [])))


class Server:
    """One connection to it."""

    def __init__(self, url):
        address = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=600)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body):
        return self.ask("POST", path, json.dumps(body), {"Content-Type": "application/json"})

    def ask(self, *request):
        self.connection.request(*request)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:300]
        return content


class Measuring:
    """Prints a line for each thing that is measured, and keeps the figures."""

    def __init__(self, options, workload, limit=60):
        self.options = options
        self.workload = workload
        self.limit = limit
        self.results = []

    def of(self, name, ask, count):
        """Measures `ask`, whose answer has so many things by `count`; returns that number.

        It is called for the given seconds to warm up and as long to be measured, or once if it takes longer than `limit`
        seconds. Each answer must be the first one again; only that is read, so that the client does not compute beside the
        server.
        """
        seconds, pid = self.options.seconds, self.options.pid
        began, computed = time.perf_counter(), cpu(pid)
        first = ask()
        times = [time.perf_counter() - began]
        if times[0] < self.limit:
            while time.perf_counter() - began < seconds:
                ask()
            times, began, computed = [], time.perf_counter(), cpu(pid)
            while time.perf_counter() - began < seconds or len(times) < 3:
                before = time.perf_counter()
                content = ask()
                times.append(time.perf_counter() - before)
                assert content == first, "another answer to the same search"
        self.note(name, times, (cpu(pid) - computed) / len(times), count(first))
        return count(first)

    def note(self, name, times, computed, found):
        times.sort()
        result = {
            "workload": self.workload,
            "case": name,
            "conc": 1,
            "ops": len(times),
            "rate": len(times) / sum(times),
            "unit": "req/s",
            "p50_ms": 1000 * times[len(times) // 2],
            "p99_ms": 1000 * times[len(times) * 99 // 100],
            "server_cpu_ms_per_op": 1000 * computed,
            "verify": f"found {found}",
        }
        print(
            f"{name:24} {result['rate']:9.2f} req/s  p50 {result['p50_ms']:9.2f} ms"
            f"  cpu {1000 * computed:8.2f} ms  found {found:5}",
            flush=True,
        )
        self.results.append(result)
        if self.options.out:
            write_report(self.options.out, self.options.label, self.results)


def write_report(out, label, results):
    """The load tool's form of a report, rewritten after each result: what was measured before a fault counts."""
    with open(out, "w") as file:
        json.dump({"label": label, "results": results}, file, indent=1)


def cpu(pid):
    """Seconds that a process and those below it have computed; 0 for none."""
    if not pid:
        return 0.0
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu(int(child)) for child in open(f"/proc/{pid}/task/{pid}/children").read().split())
