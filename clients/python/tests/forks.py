"""Starts Python programs in a fraction of the time that `import mlflow` takes: a process that has imported it, and of
which each program is a fork. The program has the environment, the folder, the files and the arguments that it would have
as a process of its own, and is `__main__`. What differs: MLflow is imported already, with the environment of the first
process, and at the end the program waits for its threads, calls what is registered and flushes, but no object is taken
apart, so that no `__del__` of what is still held is called."""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import types

LENGTH = 8


class ForkServer:
    """The process that is forked."""

    def __init__(self, path):
        self._path = str(path)
        self._running = []
        problems = self._path + ".err"  # and not our own, which what runs on after the tests would hold open
        with open(problems, "wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, __file__, self._path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file
            )
        if self._process.stdout.readline() != b"ready\n":
            with open(problems, errors="replace") as file:
                raise AssertionError("MLflow could not be imported: " + file.read())

    def start(self, arguments, environment, stdio):
        """A fork that runs `python ARGUMENTS`, for those of the arguments that tests use: `-c PROGRAM` and `-m MODULE …`."""
        fork = Fork(self._path, {"arguments": arguments, "environment": environment, "folder": os.getcwd()}, stdio)
        self._running = [running for running in self._running if running.returncode is None] + [fork]
        return fork

    def close(self):
        """Also ends what a test that failed left running."""
        for fork in self._running:
            fork.kill()
            fork.wait(10)
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


class Fork:
    """What tests need of `subprocess.Popen`."""

    def __init__(self, path, request, stdio):
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None
        ends = []
        for name, mode in (("stdin", "w"), ("stdout", "r"), ("stderr", "r")):
            if stdio == subprocess.PIPE:
                read, write = os.pipe()
                setattr(self, name, open(write if mode == "w" else read, mode))
                ends.append(read if mode == "w" else write)
            else:
                ends.append(os.open(os.devnull, os.O_RDWR))
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(path)
        message = json.dumps(request).encode()
        socket.send_fds(self._connection, [len(message).to_bytes(LENGTH, "big")], ends)
        self._connection.sendall(message)
        for end in ends:
            os.close(end)
        self._said = b""
        self.pid = int(self._line(None))

    def _line(self, seconds):
        """The next line of the process that watches the fork; None if it takes longer."""
        while b"\n" not in self._said:
            if not select.select([self._connection], [], [], seconds)[0]:
                return None
            more = self._connection.recv(100)
            assert more, "the fork server is gone"
            self._said += more
        line, self._said = self._said.split(b"\n", 1)
        return line

    def poll(self):
        if self.returncode is None and (line := self._line(0)) is not None:
            self.returncode = int(line)
            self._connection.close()
        return self.returncode

    def wait(self, timeout=None):
        until = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("a fork", timeout)
            select.select([self._connection], [], [], left)
        return self.returncode

    def kill(self):
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, input=None, timeout=None):
        texts = {}

        def read(name):
            texts[name] = getattr(self, name).read()

        readers = [threading.Thread(target=read, args=[name], daemon=True) for name in ("stdout", "stderr")]
        for reader in readers:
            reader.start()
        try:
            self.stdin.write(input or "")
            self.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        for reader in readers:
            reader.join(timeout)
        return texts["stdout"], texts["stderr"]


def received(connection):
    """A request, and the files that came with it."""
    length, files, _, _ = socket.recv_fds(connection, LENGTH, 3)
    left, message = int.from_bytes(length, "big"), b""
    while left > len(message):
        more = connection.recv(left - len(message))
        if not more:
            raise EOFError("the request breaks off")
        message += more
    return json.loads(message), files


def become(request, files):
    """Makes a fork what a new process would be."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.path[0] = ""


def forked(path):
    """Serves for as long as somebody holds the other end of stdin. Returns in each fork, with what it is to run."""
    assert threading.active_count() == 1, "a process with threads cannot be forked"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen(100)
        print("ready", flush=True)
        while sys.stdin not in select.select([server, sys.stdin], [], [])[0]:
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                request, files = received(connection)
                child = os.fork()
                if child == 0:
                    connection.close()
                    become(request, files)
                    return request["arguments"]
                for file in files:
                    os.close(file)
                connection.sendall(b"%d\n" % child)
                _, status = os.waitpid(child, 0)
                connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
                os._exit(0)
            connection.close()
            reap()
    os._exit(0)


def reap():
    """Forgets the children that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        pass  # none is left


def ends(program):
    """Runs a program and ends as an interpreter does: waits for threads, calls what is registered for the end, flushes. To
    take a copy of all of MLflow apart as well would take most of the time."""
    code = 0
    try:
        program()
    except SystemExit as end:
        code = 0 if end.code is None else end.code if isinstance(end.code, int) else 1
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(path):
    import mlflow.pyfunc  # noqa: F401  what trainings import is there already
    import mlflow.tracking.fluent  # noqa: F401

    gc.collect()
    gc.freeze()
    flag, program, *arguments = forked(path)
    sys.argv = [flag, *arguments]
    if flag == "-m":
        ends(lambda: runpy.run_module(program, run_name="__main__", alter_sys=True))
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    ends(lambda: exec(compile(program, "<string>", "exec"), module.__dict__))


if __name__ == "__main__":
    main(sys.argv[1])
