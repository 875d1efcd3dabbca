"""A process that holds one MLflow model in memory and answers requests about it, one after the other.

The server starts it, with the folder of the model and the address of a Unix socket, and talks to it in frames: the
length of what follows (4 bytes, big endian), a letter that says what it is, and the content. It ends when the server does.

It comes by the standard input, so that it is nowhere where a model could change it, below a line with TOKEN, by which the
server knows it. Python is started without `site`: what packages do by themselves is done once the process is shut in.
"""

import contextvars
import ctypes
import dataclasses
import fcntl
import io
import json
import os
import re
import resource
import select
import signal
import site
import socket
import struct
import sys
import threading
import time
import traceback

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE, READ_ONLY = 442, -100, 0x8000, 1
PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION = 0x20080522
COUNTED_BY_NAMESPACE = (5, 14)  # the Linux since which a bound of processes is for those of a namespace of users
SIOCSIFFLAGS = 0x8914
IFF_UP, IFF_RUNNING = 0x1, 0x40
SHARED_MEMORY = "/dev/shm"
JSON = "application/json"
ARROW = "application/vnd.apache.arrow.stream"
IN_PARTS = "text/event-stream"
NO_PARTS = "This model does not support predict_stream method."
UNEXPECTED = (
    "Encountered an unexpected error while evaluating the model. Verify that the serialized input Dataframe is compatible with the"
    " model for inference."
)
BEGIN = 64  # bytes of a body in which its first key is
INVALID = 400
UNSUPPORTED = 415
TOO_MANY = 429
FAILED = 500
ALONE = (0, "", b"")  # instead of an answer that has no room beside the others: it is to be asked for by itself (Reply)
MOST = 64 << 20  # bytes of an answer, of a part of one, and of all that are asked for together (Worker)
TOO_LARGE = "The answer is larger than %d MiB, which is all that it may have." % (MOST >> 20)
LONGEST = 2_000  # characters of why it cannot be loaded (ModelLog.LONGEST)


def receive(connection, count):
    """So many bytes; none where the other side has gone."""
    content = bytearray(count)
    view = memoryview(content)
    while view:
        got = connection.recv_into(view)
        if got == 0:
            raise EOFError
        view = view[got:]
    return content


def send(connection, letter, *parts):
    length = 1 + sum(len(part) for part in parts)
    connection.sendall(b"".join((struct.pack(">I", length), letter, *parts)))


def end_with(parent):
    """Ends this process within a second of its parent's end."""
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGKILL)  # and what it has started


def call(function, *arguments):
    """Calls a function of the C library, which is 0 where it went well."""
    if function(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def attempt(what, take):
    """Whether something could be done; says so where the system does not allow it."""
    try:
        take()
        return True
    except (OSError, AttributeError) as refused:
        print("%s: %s." % (what, refused), flush=True)
        return False


def shut_in(with_network, data, folder, tasks):
    """Takes what a model needs not; says what the system does not allow. Before there are threads, which it would not let.

    The network goes, all but the process's own 127.0.0.1; then the right to write, but in the current folder; then the
    server's folder, all but what the model is and runs by. In a namespace of users, other processes of this user cannot be
    looked into. Gives the C library where some of this was done, which the right to undo it is to follow.
    """
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    spaces = CLONE_NEWNS if with_network else CLONE_NEWNS | CLONE_NEWNET
    try:
        library = ctypes.CDLL(None, use_errno=True)
        call(library.prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        own_namespaces(library, spaces, tasks)
    except (OSError, AttributeError) as refused:
        print("The network and the server's files cannot be taken away from the model: %s." % refused, flush=True)
        return None
    attempt("An own 127.0.0.1 cannot be given to the model", lambda: with_network or raise_loopback())
    attempt("Writing outside of its folder cannot be forbidden to the model", lambda: forbid_writing(library))
    kept = [folder, *paths_of_python()]
    attempt("The server's files cannot be taken away from the model", lambda: hide(library, data, kept))
    return library


def own_namespaces(library, spaces, tasks):
    uid, gid = os.getuid(), os.getgid()
    try:
        call(library.unshare, CLONE_NEWUSER | spaces)
    except OSError:
        call(library.unshare, spaces)  # as root may
        return
    if tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) >= COUNTED_BY_NAMESPACE:
        # above what the server lets pass, so that it sees that and says so; the system lets root pass it
        _, most = resource.getrlimit(resource.RLIMIT_NPROC)
        bound = 2 * tasks if most == resource.RLIM_INFINITY else min(2 * tasks, most)
        resource.setrlimit(resource.RLIMIT_NPROC, (bound, bound))
    try:
        for name, ids in (("setgroups", "deny"), ("uid_map", "%d %d 1" % (uid, uid)), ("gid_map", "%d %d 1" % (gid, gid))):
            with open("/proc/self/" + name, "w") as file:
                file.write(ids)
    except OSError as refused:  # the network is gone all the same; only the names of its user and group are
        print("The model runs without a name of its user: %s." % refused, flush=True)


def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP | IFF_RUNNING))


def paths_of_python():
    program = os.path.dirname(sys.executable)
    above = os.path.dirname(program)  # of an environment, which is not known before `site` is run
    own = [each for each in (program, above) if os.path.exists(os.path.join(each, "pyvenv.cfg"))]
    return [*own, sys.prefix, sys.base_prefix, *filter(os.path.exists, sys.path)]


def mount(library, source, target, kind, flags, options=None):
    call(library.mount, source, os.fsencode(target), kind, ctypes.c_ulong(flags), options)


def forbid_writing(library):
    """Makes all read-only but the current folder. Its folders cannot be moved either, to put others in their places."""
    here = os.path.realpath(os.curdir)
    mount(library, b"none", "/", None, MS_REC | MS_PRIVATE)
    mount(library, os.fsencode(here), here, None, MS_BIND)
    set_mount(library, "/", AT_RECURSIVE, READ_ONLY, 0)
    set_mount(library, here, 0, 0, READ_ONLY)
    os.chdir(here)  # or else it would still be in what is read-only


def set_mount(library, path, flags, added, taken):
    attributes = struct.pack("QQQQ", added, taken, 0, 0)
    call(library.syscall, MOUNT_SETATTR, AT_FDCWD, os.fsencode(path), flags, attributes, ctypes.c_size_t(len(attributes)))


def hide(library, data, kept):
    """Lays empty folders over that of the server and over shared memory, and in them, at their places, what is kept."""
    here = os.path.realpath(os.curdir)
    hidden = {os.path.realpath(SHARED_MEMORY): b"size=64m,mode=700", os.path.realpath(data): b"size=1m,mode=700"}
    above = tuple(each + os.sep for each in hidden)
    inside = sorted({path for path in map(os.path.realpath, [*kept, here]) if path.startswith(above)})
    mount(library, b"none", "/", None, MS_REC | MS_PRIVATE)
    opened = [(path, os.open(path, os.O_PATH)) for path in inside if os.path.isdir(path)]
    for each, options in hidden.items():
        if os.path.isdir(each):  # the second may have been in the first
            mount(library, b"none", each, b"tmpfs", MS_NOSUID | MS_NODEV, options)
    for path, handle in opened:
        os.makedirs(path, exist_ok=True)
        mount(library, b"/proc/self/fd/%d" % handle, path, None, MS_BIND | MS_REC)
        os.close(handle)
    os.chdir(here)  # or else it would still be in what is hidden


def give_up_powers(library):
    for power in range(64):
        library.prctl(PR_CAPBSET_DROP, power, 0, 0, 0)  # not all of them are there
    call(library.capset, struct.pack("Ii", CAPABILITY_VERSION, 0), bytes(24))


def has_list(library):
    """Whether a namespace of processes can have its own list of them. Without that, a model in one would see the processes
    outside, and not itself, under the numbers that they have there. Tried in a process that is thrown away.
    """
    tried = os.fork()
    if tried == 0:
        os._exit(0 if attempt("The model gets no list of processes of its own", lambda: try_list(library)) else 1)
    return os.waitpid(tried, 0)[1] == 0


def try_list(library):
    """In a namespace of mounts, too, which ends with this process. Nothing that is mounted there is seen outside."""
    call(library.unshare, CLONE_NEWPID | CLONE_NEWNS)
    mount(library, b"none", "/", None, MS_REC | MS_PRIVATE)
    first = os.fork()
    if first == 0:
        try:
            mount_list(library)
            os._exit(0)
        except OSError as refused:
            os._exit(refused.errno)
    _, status = os.waitpid(first, 0)
    if status != 0:
        raise OSError(os.WEXITSTATUS(status), os.strerror(os.WEXITSTATUS(status)))


def mount_list(library):
    mount(library, b"proc", "/proc", b"proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)


def go_apart(connection, library):
    """Goes on in a process of its own, with which all ends that it has started, wherever that went.

    The first process stays behind, known to the server, and ends as the model's or with the server. So does the first one
    of a namespace of processes, all of which the system ends with it. Where it gives none, or none with a list of its own,
    the first process becomes the parent of what others leave behind, and ends that.
    """
    parent = os.getppid()
    has_space = library is not None and has_list(library)
    if has_space:
        call(library.unshare, CLONE_NEWPID)  # as it could a moment ago
    if not has_space:
        control = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)  # which not every system has
        if control is not None:
            attempt("Processes that the model leaves behind go on without it", lambda: call(control, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
    alive, held = os.pipe()
    child = os.fork()
    if child != 0:
        os.close(alive)
        connection.close()
        wait_for(child, parent)
    os.close(held)
    if has_space:
        call(library.prctl, PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if select.select([alive], [], [], 0)[0]:  # the first process has ended before it could be told so
            os._exit(1)
        mount_list(library)
        child = os.fork()
        if child != 0:
            connection.close()
            wait_for(child, os.getppid())
    os.close(alive)
    os.setsid()
    if library is not None:
        attempt("Its powers cannot be taken away from the model", lambda: give_up_powers(library))


def wait_for(child, parent):
    """Takes leave of all processes that end, until the child has; ends as it did, or with the parent."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while os.getppid() == parent:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == child:
            end_group(child)
            end_children()
            os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
        if pid == 0 and select.select([woken], [], [], 1)[0]:
            os.read(woken, 4096)
    end_group(child)
    end_children()
    os._exit(1)


def end_group(leader):
    """Ends what has not left the group of a process."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except OSError:
        pass  # there is nothing left of it


def end_children():
    """Ends the children, and what becomes a child by that, where the system tells of them."""
    while True:
        try:
            with open("/proc/self/task/%d/children" % os.getpid()) as children:
                for pid in map(int, children.read().split()):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(-1, 0)
        except OSError:
            return  # as there are none any more


class Numbers:
    """Reads tables of plain numbers as MLflow does, but all columns at once instead of each by itself: most of a call was that.

    A table that is already what the signature makes of it is not brought into its shape again. What else a request may be,
    MLflow reads.
    """

    # of MLflow's types: what becomes of a column, over which type, and what JSON may have in it
    KINDS = {
        "double": ("float64", "float64", {int, float}),
        "float": ("float32", "float64", {float}),
        "long": ("int64", "int64", {int}),
        "integer": ("int32", "int64", {int}),
        "boolean": ("bool", "bool", {bool}),
    }

    def __init__(self, metadata, schema):
        from_hints = getattr(metadata, "_is_signature_from_type_hint", bool)()
        by_name = schema is not None and not from_hints and schema.has_input_names() and not schema.is_tensor_spec()
        kinds = {each.name: getattr(each.type, "name", None) for each in schema.inputs} if by_name else {}
        self.kinds = {name: self.KINDS[kind] for name, kind in kinds.items() if kind in self.KINDS}
        self.names = list(kinds) if len(self.kinds) == len(kinds) else []  # of a signature that has nothing else
        required = [each.name for each in schema.inputs if getattr(each, "required", True)] if by_name else []
        self.suffice = bool(self.kinds) and self.kinds.keys() >= set(required)  # a table may be of nothing else
        self.shaped = None  # the last table that is as the signature makes it
        self.last_columns = [], None  # names, and what pandas makes of them, which takes longer than the rows

    def read(self, data):
        """The names and the rows of parsed JSON; none where it is something else than a table of plain numbers."""
        if len(data) != 1:
            return None
        if "dataframe_split" in data:
            split = data["dataframe_split"]
            columns, rows = (split["columns"], split["data"]) if is_dict(split, "columns", "data") else (None, None)
        else:
            records = data.get("dataframe_records")
            first = records[0] if type(records) is list and records else None
            if type(first) is not dict or not all(is_dict(record, *first) for record in records):
                return None
            columns, rows = list(first), [[record[name] for name in first] for record in records]
        if type(columns) is not list or type(rows) is not list or not columns or not rows:
            return None
        if not all(type(name) is str and name in self.kinds for name in columns) or len(set(columns)) < len(columns):
            return None
        if not all(type(row) is list and len(row) == len(columns) for row in rows):
            return None
        for name, column in zip(columns, zip(*rows)):
            if not self.kinds[name][2].issuperset(map(type, column)):
                return None
        return columns, rows

    def table(self, columns, rows):
        """The table that they are; none where a number is too large."""
        import numpy
        import pandas

        kinds = [self.kinds[name] for name in columns]
        try:
            if all(kind == "float64" for kind, _, _ in kinds):
                table = pandas.DataFrame(numpy.array(rows, "float64"), columns=self.index(columns))
            else:
                arrays = [numpy.array(column, over).astype(kind) for column, (kind, over, _) in zip(zip(*rows), kinds)]
                table = pandas.DataFrame(dict(zip(columns, arrays)))
        except OverflowError:
            return None
        if list(columns) == self.names:
            self.shaped = table
        return table

    def index(self, columns):
        """What pandas makes of names of columns."""
        import pandas

        names, index = self.last_columns
        if columns != names:
            index = pandas.Index(columns)
            self.last_columns = columns, index
        return index.copy(deep=True)  # what a model changes in it is not seen by the next one

    def before(self, parse):
        """What parses data as MLflow's function does, which it asks where it reads none itself."""

        def read_or_parse(data, schema=None):
            read = self.read(data) if type(data) is dict else None
            table = None if read is None else self.table(*read)
            return parse(data, schema) if table is None else table

        return read_or_parse

    def instead_of(self, enforce):
        """What gives a table the shape of the signature as MLflow's function does."""

        def keep_or_enforce(data, *others):
            shaped, self.shaped = self.shaped, None  # which is not held in memory until the next one
            return data if data is not None and data is shaped else enforce(data, *others)

        return keep_or_enforce


def is_dict(value, *keys):
    return type(value) is dict and value.keys() == set(keys)


def error(code, message):
    return json.dumps({"error_code": code, "message": message})


class Model:
    """A model as MLflow's scoring server has it, of the version of MLflow that the model's environment has."""

    def __init__(self, folder):
        from mlflow.exceptions import MlflowException
        from mlflow.protos.databricks_pb2 import BAD_REQUEST
        from mlflow.pyfunc import scoring_server

        pyfunc = sys.modules["mlflow.pyfunc"]  # `mlflow.pyfunc` may stand for it only

        os.environ["_MLFLOW_IS_IN_SERVING_ENVIRONMENT"] = "true"
        self.model = pyfunc.load_model(folder)
        self.schema = self.model.metadata.get_input_schema()
        self.scoring = scoring_server
        self.refusal = MlflowException
        self.bad_request = BAD_REQUEST
        self.numbers = Numbers(self.model.metadata, self.schema)
        flavor = getattr(self.model.metadata, "flavors", {}).get("python_function", {})
        self.is_streamable = flavor.get("streamable", False) and hasattr(self.model, "predict_stream")
        self.parts = {}  # of answers under way, by number: the context, the request or none, the iterator or none
        self.last_number = 0
        parse = getattr(scoring_server, "infer_and_parse_data", None)  # not every version of MLflow has it
        if self.numbers.kinds and parse is not None:
            scoring_server.infer_and_parse_data = self.numbers.before(parse)
        enforce = getattr(pyfunc, "_enforce_schema", None)  # nor that
        if self.numbers.names and enforce is not None:
            pyfunc._enforce_schema = self.numbers.instead_of(enforce)

    MOST_AT_A_TIME = 1000

    # seconds after which nobody asks for the next part of an answer
    LONGEST = 30 * 60

    def answer(self, requests):
        """The status, the type and the body of the answer to each request."""
        together = self.together(requests) if len(requests) > 1 else {}
        answers, room = [], MOST
        for i, request in enumerate(requests):
            status, kind, text = together.pop(i, None) or self.invoke(*request)
            body = text if type(text) is bytes else text.encode("utf-8")
            if len(body) > MOST:
                status, kind, body = FAILED, JSON, error("INTERNAL_ERROR", TOO_LARGE).encode("ascii")
            if kind == IN_PARTS or len(body) <= room:  # what begins an answer in parts is short, and not begun twice
                answers.append((status, kind, body))
                room -= len(body)
            else:
                answers.append(ALONE)
        return answers

    def together(self, requests):
        """Answers to those requests whose rows the model can take all at once, by their places."""
        try:
            tables = self.tables(requests)
            first = tables[0][0] if tables else None
            alike = [each for each in tables if each[0].columns.equals(first.columns) and each[0].dtypes.equals(first.dtypes)]
            parts = [part for _, parts in alike for part in parts]
            if len(parts) < 2:
                return {}
            import pandas

            rows = first if len(alike) == 1 else pandas.concat([table for table, _ in alike], ignore_index=True)
            predictions = self.model.predict(rows)
            if len(predictions) != sum(count for _, count in parts):  # the model may have changed the table
                return {}
            by_place = getattr(predictions, "iloc", predictions)
            answers, end, size = {}, 0, 0
            for i, count in parts:
                begin, end = end, end + count
                if size > MOST:
                    answers[i] = ALONE
                    continue
                answers[i] = self.written(by_place[begin:end])
                size += len(answers[i][2])
            return answers
        except Exception:
            return {}  # whose fault it is shows when they are asked one by one

    def tables(self, requests):
        """The tables that requests are, each with the places of its requests and their numbers of rows."""
        plain, tables = {}, []
        for i, request in enumerate(requests):
            read = self.plain(request)
            if read is not None:
                plain.setdefault(tuple(read[0]), []).append((i, read[1]))
                continue
            frame = self.rows(request)
            if frame is not None:
                tables.append((frame, [(i, len(frame))]))
        for columns, those in plain.items():
            table = self.numbers.table(list(columns), [row for _, rows in those for row in rows])
            if table is not None:
                tables.append((table, [(i, len(rows)) for i, rows in those]))
        return sorted(tables, key=lambda each: -len(each[1]))

    def plain(self, request):
        """The names and the rows of a request that is a table of plain numbers."""
        content_type, body = request
        if content_type != JSON or not self.numbers.suffice or b'"dataframe_' not in body[:BEGIN]:
            return None
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            return None
        return self.numbers.read(data) if type(data) is dict else None

    def rows(self, request):
        """The table that a request is, as MLflow reads it; none where it is something else or cannot be read."""
        content_type, body = request
        parse = getattr(self.scoring, "_parse_json_data", None)  # nor that
        if content_type != JSON or parse is None:
            return None
        try:
            read = parse(body, self.model.metadata, self.schema)
        except Exception:
            return None  # which is told when it is asked by itself
        is_table = hasattr(read.data, "dtypes") and hasattr(read.data, "columns")
        return read.data if is_table and not read.params and not read.is_unified_llm_input else None

    def invoke(self, content_type, body):
        """The status, the type and the text of an answer to `/invocations`."""
        try:
            if content_type.partition(";")[0].strip() == ARROW:
                return self.invoke_arrow(body)
            if self.is_for_parts(content_type, body):
                return self.begin(body)
            plain = self.plain((content_type, body))
            table = None if plain is None else self.numbers.table(*plain)
            if table is not None:
                return self.predicted(table)
            answer = self.scoring.invocations(body, content_type, self.model, self.schema)
            return answer.status, answer.mimetype, strict(answer.response)
        except Exception as failure:
            return self.failed(failure)

    def invoke_arrow(self, body):
        """The answer to a table in Arrow's stream format, which MLflow's scoring server does not read."""
        try:
            import pyarrow
        except ImportError:
            return UNSUPPORTED, "text/plain", "The model's environment has no pyarrow, which would read Arrow."
        try:
            with pyarrow.ipc.open_stream(body) as stream:
                table = stream.read_all()
            table.validate(full=True)  # what a wrong offset reads would be memory of others
            frame = table.to_pandas()
        except Exception as unreadable:
            return INVALID, JSON, error("BAD_REQUEST", "The input is no table in Arrow's stream format: %s" % unreadable)
        return self.predicted(frame)

    def predicted(self, table):
        """The answer with what the model predicts of a table, or why it does not, in MLflow's words."""
        try:
            predictions = self.model.predict(table)
        except self.refusal as refused:
            refused.message = "Failed to predict data. \nError: %s" % refused.message
            raise
        except Exception:
            raise self.refusal(UNEXPECTED, error_code=self.bad_request, stack_trace=traceback.format_exc())
        return self.written(predictions)

    def written(self, predictions):
        """The answer that has predictions."""
        text = io.StringIO()
        self.scoring.predictions_to_json(predictions, text)
        return 200, JSON, strict(text.getvalue())

    def failed(self, failure):
        """The answer that tells of a failure."""
        if isinstance(failure, self.refusal):
            status = failure.get_http_status_code()
            if status >= FAILED or "stack_trace" in getattr(failure, "json_kwargs", {}):  # why the model failed
                traceback.print_exc()
            return status, JSON, told(failure)
        traceback.print_exc()
        return FAILED, JSON, error("INTERNAL_ERROR", "%s: %s" % (type(failure).__name__, failure))

    def is_for_parts(self, content_type, body):
        """Whether a request is one of those that language models get, and asks for the answer in parts."""
        if b'"stream"' not in body or content_type.partition(";")[0].strip() != JSON:
            return False
        try:
            data = json.loads(body)
        except ValueError:
            return False  # which MLflow says in its words
        return type(data) is dict and data.get("stream") is True and any(key in data for key in ("messages", "prompt", "input"))

    def begin(self, body):
        """The number under which the parts of an answer can be asked for; what is wrong with it is told for the first."""
        oldest = time.monotonic() - self.LONGEST
        for number in [number for number, entry in self.parts.items() if entry[3] < oldest]:
            self.give_up(number)
        if len(self.parts) >= self.MOST_AT_A_TIME:
            return TOO_MANY, JSON, error("REQUEST_LIMIT_EXCEEDED", "The model has as many answers under way as it can hold.")
        self.last_number = (self.last_number + 1) % 2**31
        # a context of its own: what a model sets while it makes one answer is not seen by another
        self.parts[self.last_number] = [contextvars.copy_context(), body, None, time.monotonic()]
        return 200, IN_PARTS, struct.pack(">I", self.last_number)

    def next_part(self, number):
        """The letter and the content of the frame that has the next part of an answer."""
        if number not in self.parts:
            return b"E", b""
        context, _, parts, _ = entry = self.parts[number]
        entry[3] = time.monotonic()
        try:
            text = context.run(self.text_of_next, number)
            if text is None:
                del self.parts[number]
                return b"E", b""
            body = text.encode("utf-8")
            if len(body) <= MOST:
                return b"C", body
            status, text = FAILED, error("INTERNAL_ERROR", TOO_LARGE)
        except NotImplementedError as failure:  # which is nothing that the log has to explain
            status, text = INVALID, error("BAD_REQUEST", str(failure) or NO_PARTS)
        except Exception as failure:
            status, _, text = self.failed(failure)
        self.give_up(number)
        if parts is not None:
            text = json.loads(text)["message"]
        return b"F", struct.pack(">H", status) + text.encode("utf-8", "replace")[:MOST]

    def text_of_next(self, number):
        entry = self.parts[number]
        parts = entry[2]
        if parts is None:
            if not self.is_streamable:
                raise NotImplementedError(NO_PARTS)
            read = self.scoring._parse_json_data(entry[1], self.model.metadata, self.schema)
            parts = iter(self.model.predict_stream(read.data, params=read.params))
        for part in parts:
            entry[1:3] = None, parts
            if hasattr(part, "model_dump"):
                part = part.model_dump(exclude_none=True)
            elif dataclasses.is_dataclass(part):
                part = dataclasses.asdict(part)
            text = io.StringIO()
            self.scoring.unwrapped_predictions_to_json(part, text)
            return strict(text.getvalue())
        return None

    def give_up(self, number):
        """Ends an answer that nobody wants any more of."""
        context, _, parts, _ = self.parts.pop(number, (None, None, None, None))
        if hasattr(parts, "close"):
            try:
                context.run(parts.close)
            except Exception:
                traceback.print_exc()


def told(refused):
    """A refusal without the data that it repeats, and without the trace, which the log has."""
    fields = json.loads(refused.serialize_as_json())
    fields.pop("stack_trace", None)
    message = fields.get("message", "")
    if message.startswith("Failed to predict data '"):
        message = "Failed to predict data. \nError: " + message.rsplit("'. \nError: ", 1)[-1]
    fields["message"] = re.sub(r"(?s)(Failed to enforce schema of data) '.*' (with schema ')", r"\1 \2", message)
    return json.dumps(fields)


def strict(text):
    """JSON, where Python also writes NaN and the infinities."""
    if "NaN" not in text and "Infinity" not in text:
        return text
    return json.dumps(json.loads(text, parse_constant=lambda _: None))


def requests_of(frame):
    """The type and the body of each request in a frame."""
    requests, place = [], 1
    while place < len(frame):
        begin = place + 1 + frame[place]
        (length,) = struct.unpack_from(">I", frame, begin)
        requests.append((frame[place + 1 : begin].decode("ascii"), bytes(frame[begin + 4 : begin + 4 + length])))
        place = begin + 4 + length
    return requests


def number_of(frame):
    return struct.unpack_from(">I", frame, 1)[0]


def serve(connection, model):
    while True:
        (length,) = struct.unpack(">I", receive(connection, 4))
        frame = receive(connection, length)
        if frame[:1] == b"N":
            send(connection, *model.next_part(number_of(frame)))
            continue
        if frame[:1] == b"X":
            model.give_up(number_of(frame))
            send(connection, b"E")
            continue
        if frame[:1] != b"I":
            raise ValueError("a frame of an unknown kind")
        began = time.perf_counter_ns()
        parts = []
        for status, kind, body in model.answer(requests_of(frame)):
            kind = kind.encode("ascii")
            parts += [struct.pack(">HB", status, len(kind)), kind, struct.pack(">I", len(body)), body]
        micros = min((time.perf_counter_ns() - began) // 1000, 2**32 - 1)
        send(connection, b"A", struct.pack(">I", micros), *parts)


def main(address, folder, network, data, tasks):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(address)
    send(connection, b"T", TOKEN.encode("ascii"))
    go_apart(connection, shut_in(network == "network", data, folder, int(tasks)))
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    try:
        site.main()
        model = Model(folder)
    except BaseException as failure:  # what a model does when it is loaded is its own: it may even leave
        traceback.print_exc()
        said = "%s: %s" % (type(failure).__name__, failure)
        send(connection, b"F", said[:LONGEST].encode("utf-8", "replace"))
        return 1
    send(connection, b"R")
    try:
        serve(connection, model)
    except EOFError:
        return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
