"""Compares searches for traces of three spans on Cairn and on MLflow's own server.

    bench/traces.py fill SQLITE_FILE --traces 100000    fills either server's database, by SQL; prints
                                                        the experiment's id
    bench/traces.py measure URL EXPERIMENT              measures searches; prints a line for each

Both databases get the same traces; through the servers' own APIs a million would take hours. The schema must be there:
start the server once, then stop it. When Cairn is started again it indexes what traces can be found by, about a minute
for a million. Standard library only.
"""

import argparse
import base64
import hashlib
import json
import sqlite3
import sys
import time

import experiments
import searches

MASK = (1 << 64) - 1
FNV_PRIME = 0x100000001B3
CHUNK = 1_000
NEWEST = 1_760_000_000_000
"""Milliseconds: the time of the last trace; each one before it is 700 ms older."""

STEP = 700
WORDS = "invoice refund parcel password shipping delay coupon login address payment".split()
MODELS = "gpt-5 gpt-5-mini claude-haiku llama-70b mistral-small".split()
TAG, METADATA, NAME, TYPE, STATUS, ATTRIBUTE, FEEDBACK, EXPECTATION, ISSUE, EXPERIMENT, STATE = range(1, 12)

WITHOUT_TERMS = {"mlflow." + key for key in (
    "artifactLocation chat.tokenUsage spanInputs spanOutputs spanType trace.infoFinalized trace.session"
    " trace.spansLocation trace.tokenUsage"
).split()}

known_terms = {}


def folded(h, text):
    units = text.encode("utf-16-le", "surrogatepass")
    for at in range(0, len(units), 2):
        h = ((h ^ (units[at] | units[at + 1] << 8)) * FNV_PRIME) & MASK
    return h


def computed_term(kind, key, value):
    """The hash that Cairn's TraceTerms describes."""
    h = ((0xCBF29CE484222325 ^ kind) * FNV_PRIME) & MASK
    h = folded(((h ^ len(key)) * FNV_PRIME) & MASK, key)
    if value is not None:
        h = folded((h * FNV_PRIME) & MASK, value)
    h = ((h ^ (h >> 33)) * 0xFF51AFD7ED558CCD) & MASK
    h = ((h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53) & MASK
    h ^= h >> 33
    return h - (1 << 64) if h >> 63 else h


def term(kind, key, value=None):
    wanted = (kind, key, value)
    if wanted not in known_terms:
        if len(known_terms) > 100_000:
            known_terms.clear()
        known_terms[wanted] = computed_term(*wanted)
    return known_terms[wanted]


def trace_of(i, count):
    """Trace i of so many, in no schema: ids are bytes, times milliseconds."""
    digest = hashlib.md5(b"trace %d" % i).digest()
    bits = int.from_bytes(digest, "big")
    word, model = WORDS[bits % 10], MODELS[(bits >> 8) % 5]
    failed = (bits >> 16) % 50 == 0
    took = 200 + (bits >> 24) % 3_000
    began = NEWEST - (count - 1 - i) * STEP
    tokens = {"input_tokens": 100 + (bits >> 40) % 900, "output_tokens": 10 + (bits >> 50) % 200}
    tokens["total_tokens"] = sum(tokens.values())
    question = f"What about my {word}? Number {i}"
    answer = f"Your {word} is on its way" + (", said the zebra" if i % 50_000 == 777 else "") + " soon." * 20
    name = f"chat-{(bits >> 60) % 20}"
    spans = [
        (name, "AGENT", {"mlflow.spanInputs": {"question": question}, "mlflow.spanOutputs": answer}),
        ("retrieve", "RETRIEVER", {"mlflow.spanInputs": question, "k": 5, "index": f"docs-{(bits >> 70) % 4}"}),
        (
            "generate",
            "CHAT_MODEL",
            {
                "mlflow.spanInputs": {"messages": [{"role": "user", "content": question}]},
                "mlflow.spanOutputs": {"role": "assistant", "content": answer},
                "mlflow.chat.tokenUsage": tokens,
                "mlflow.llm.model": model,
                "temperature": 0.2,
                "seed": f"s{i}",
            },
        ),
    ]
    return {
        "id": digest,
        "time": began,
        "took": took,
        "state": "ERROR" if failed else "OK",
        "name": name,
        "session": f"session-{i // 5}",
        "question": question,
        "answer": answer,
        "tokens": tokens,
        "tags": {
            "mlflow.traceName": name,
            "mlflow.artifactLocation": f"mlflow-artifacts:/1/traces/tr-{digest.hex()}/artifacts",
            "mlflow.trace.spansLocation": "TRACKING_STORE",
            "env": ("prod", "prod", "prod", "staging", "dev")[(bits >> 80) % 5],
            "release": f"r{i * 20 // count}",
            "ticket": f"T-{i}",
        },
        "metadata": {
            "mlflow.trace.session": f"session-{i // 5}",
            "mlflow.trace.tokenUsage": json.dumps(tokens),
            "mlflow.trace.infoFinalized": "true",
            "mlflow.trace.user": f"user-{(bits >> 90) % 1000}",
            "mlflow.source.name": "app.py",
        },
        "spans": [
            {
                "id": hashlib.md5(digest + bytes([k])).digest()[:8],
                "name": span_name,
                "type": kind,
                "status": "ERROR" if failed and k != 1 else "OK",
                "start": (began + k) * 1_000_000,
                "end": (began + (took if k == 0 else took // 2)) * 1_000_000,
                "attributes": {"mlflow.spanType": kind, **attributes},
            }
            for k, (span_name, kind, attributes) in enumerate(spans)
        ],
        "feedback": {
            **({"correct": ("yes", "yes", "no")[i // 10 % 3]} if i % 10 == 0 else {}),
            **({"score": (bits >> 100) % 100 / 100} if i % 20 == 0 else {}),
            **({"rare": True} if i % 20_000 == 100 else {}),
        },
        "expectation": {"answer": f"A {word}"} if i % 100 == 0 else {},
    }


def stored_text(value):
    return value if isinstance(value, str) else json.dumps(value)


class Cairn:
    """Rows of Cairn's tables."""

    def __init__(self, connection, experiment):
        self.experiment = experiment
        self.next = connection.execute("SELECT COALESCE(MAX(id), 0) FROM traces").fetchone()[0]

    def rows(self, trace):
        self.next += 1
        number, tokens, trace_id = self.next, trace["tokens"], "tr-" + trace["id"].hex()
        previews = trace["question"], trace["answer"][:1000]
        yield (
            "traces (id, trace_id, experiment_id, client_request_id, state, request_time, execution_duration,"
            " request_preview, response_preview, is_final, name, session, input_tokens, output_tokens, total_tokens)",
            (number, trace_id, self.experiment, None, trace["state"], trace["time"], trace["took"], *previews)
            + (1, trace["name"], trace["session"], *tokens.values()),
        )
        for table, texts in ("trace_tags", trace["tags"]), ("trace_metadata", trace["metadata"]):
            for key, value in texts.items():
                yield table, (number, key, value)
        yield "trace_texts (trace, tags, metadata)", (number, *map(json.dumps, (trace["tags"], trace["metadata"])))
        for k, span in enumerate(trace["spans"]):
            yield from self.span_rows(number, trace, span, k)
        for kind, texts in ("feedback", trace["feedback"]), ("expectation", trace["expectation"]):
            for key, value in texts.items():
                yield "assessments", self.assessment(number, trace, kind, key, value)
        terms = b"".join(found.to_bytes(8, "big", signed=True) for found in self.terms(trace))
        yield "pending_terms (trace, terms)", (number, terms)

    def span_rows(self, number, trace, span, k):
        span_id = int.from_bytes(span["id"], "big", signed=True)
        parent = 0 if k == 0 else int.from_bytes(trace["spans"][0]["id"], "big", signed=True)
        yield (
            "spans (trace, span_id, parent_id, name, type, status, start_time, end_time)",
            (number, span_id, parent, span["name"], span["type"], span["status"], span["start"], span["end"]),
        )
        content = {
            "trace_id": base64.b64encode(trace["id"]).decode(),
            "span_id": base64.b64encode(span["id"]).decode(),
            **({"parent_span_id": base64.b64encode(trace["spans"][0]["id"]).decode()} if k else {}),
            "name": span["name"],
            "start_time_unix_nano": span["start"],
            "end_time_unix_nano": span["end"],
            "attributes": [
                {"key": key, "value": {"string_value": stored_text(value)}} for key, value in span["attributes"].items()
            ],
            "status": {"code": "STATUS_CODE_" + span["status"]},
        }
        yield "span_contents", (number, span_id, json.dumps(content, separators=(",", ":")))
        if k == 2:
            model, tokens = span["attributes"]["mlflow.llm.model"], trace["tokens"]
            cost = tokens["input_tokens"] * 1e-6, tokens["output_tokens"] * 4e-6
            yield (
                "span_usage",
                (number, span_id, model, "bench", *tokens.values(), None, None, *cost, sum(cost)),
            )

    def assessment(self, number, trace, kind, key, value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        counted = {"yes": 1.0, "no": 0.0, True: 1.0, False: 0.0}.get(value, value if is_number else None)
        assessment_id = "a-" + hashlib.md5(trace["id"] + key.encode()).hexdigest()
        return (
            (None, assessment_id, number, key, kind, json.dumps(value), counted, None, "HUMAN", "bench")
            + (None, None, None, None, None, None, 1, trace["time"], trace["time"])
        )

    def terms(self, trace):
        texts = [(TAG, trace["tags"]), (METADATA, trace["metadata"])]
        texts += [(ATTRIBUTE, span["attributes"]) for span in trace["spans"]]
        texts += [(FEEDBACK, trace["feedback"]), (EXPECTATION, trace["expectation"])]
        found = {term(EXPERIMENT, str(self.experiment)), term(STATE, trace["state"])}
        for kind, values in texts:
            for key, value in values.items():
                if not key.startswith("mlflow."):
                    found.add(term(kind, key))
                if key not in WITHOUT_TERMS and len(text := stored_text(value)) <= 250:
                    found.add(term(kind, key, text))
        for span in trace["spans"]:
            found |= {term(NAME, span["name"]), term(TYPE, span["type"]), term(STATUS, span["status"])}
        return found


class MlflowServer:
    """Rows of MLflow 3.17's tables."""

    promoted = {"mlflow.traceName", "mlflow.trace.session", "mlflow.trace.tokenUsage"}

    def __init__(self, connection, experiment):
        self.experiment = experiment

    def rows(self, trace):
        trace_id = "tr-" + trace["id"].hex()
        previews = trace["question"], trace["answer"][:1000]
        yield (
            "trace_info (request_id, experiment_id, timestamp_ms, execution_time_ms, status, request_preview,"
            " response_preview, trace_name, session_id, input_tokens, output_tokens, total_tokens)",
            (trace_id, self.experiment, trace["time"], trace["took"], trace["state"], *previews)
            + (trace["name"], trace["session"], *trace["tokens"].values()),
        )
        for table, texts in ("trace_tags", trace["tags"]), ("trace_request_metadata", trace["metadata"]):
            for key, value in texts.items():
                if key not in self.promoted:
                    yield f"{table} (key, value, request_id)", (key, value, trace_id)
        for k, span in enumerate(trace["spans"]):
            yield self.span_row(trace, span, k)
        for kind, texts in ("feedback", trace["feedback"]), ("expectation", trace["expectation"]):
            for key, value in texts.items():
                yield self.assessment(trace, kind, key, value)

    def span_row(self, trace, span, k):
        parent = trace["spans"][0]["id"] if k else None
        attributes = {"mlflow.traceRequestId": "tr-" + trace["id"].hex(), **span["attributes"]}
        content = {
            "trace_id": base64.b64encode(trace["id"]).decode(),
            "span_id": base64.b64encode(span["id"]).decode(),
            "parent_span_id": base64.b64encode(parent).decode() if parent else None,
            "name": span["name"],
            "start_time_unix_nano": span["start"],
            "end_time_unix_nano": span["end"],
            "events": [],
            "status": {"code": "STATUS_CODE_" + span["status"], "message": ""},
            "attributes": {key: json.dumps(value) for key, value in attributes.items()},
        }
        return (
            "spans (trace_id, experiment_id, span_id, parent_span_id, name, type, status, start_time_unix_nano,"
            " end_time_unix_nano, content, model_name)",
            ("tr-" + trace["id"].hex(), self.experiment, span["id"].hex(), parent.hex() if parent else None)
            + (span["name"], span["type"], span["status"], span["start"], span["end"])
            + (json.dumps(content), span["attributes"].get("mlflow.llm.model")),
        )

    def assessment(self, trace, kind, key, value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        counted = {"yes": 1.0, "no": 0.0, True: 1.0, False: 0.0}.get(value, value if is_number else None)
        return (
            "assessments (assessment_id, trace_id, name, assessment_type, value, created_timestamp,"
            " last_updated_timestamp, experiment_id, trace_timestamp_ms, aggregate_value, is_numeric_value,"
            " source_type, source_id, valid)",
            ("a-" + hashlib.md5(trace["id"] + key.encode()).hexdigest(), "tr-" + trace["id"].hex(), key, kind)
            + (json.dumps(value), trace["time"], trace["time"], self.experiment, trace["time"], counted, is_number)
            + ("HUMAN", "bench", 1),
        )


def fill(connection, schema, count):
    for start in range(0, count, CHUNK):
        chunk = {}
        for i in range(start, min(start + CHUNK, count)):
            for table, row in schema.rows(trace_of(i, count)):
                chunk.setdefault(table, []).append(row)
        for table, rows in chunk.items():
            rows.sort(key=lambda row: (row[0] is None, row[:2] if row[0] is not None else 0))
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        if start // CHUNK % 20 == 19:
            connection.commit()
    connection.commit()


SEARCHES = {
    "newest-100": None,
    "by-name": "attributes.name = 'chat-3'",
    "one-by-tag": "tags.ticket = 'T-50000'",
    "20-percent-by-tag": "tags.env = 'dev'",
    "5-percent-old-by-tag": "tags.release = 'r3'",
    "100-by-user": "metadata.`mlflow.trace.user` = 'user-17'",
    "5-by-session": "metadata.`mlflow.trace.session` = 'session-777'",
    "2-percent-by-status": "attributes.status = 'ERROR'",
    "5-by-feedback": "feedback.rare = 'true'",
    "3-percent-by-feedback": "feedback.correct = 'no'",
    "by-tag-and-feedback": "tags.env = 'dev' AND feedback.correct = 'no'",
    "one-by-span-attribute": "span.attributes.seed = 's4321'",
    "by-span-type-and-status": "span.type = 'CHAT_MODEL' AND span.status = 'ERROR'",
    "none-by-span-name": "span.name = 'retrieve' AND span.status = 'ERROR'",
    "2-by-full-text": "trace.text LIKE '%zebra%'",
}


def bodies(experiment):
    places = [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": experiment}}]
    return {
        name: {"locations": places, "max_results": 100, **({"filter": text} if text else {})}
        for name, text in SEARCHES.items()
    }


def open_database(file):
    connection = sqlite3.connect(file)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144")
    return connection


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    filling = commands.add_parser("fill")
    filling.add_argument("file")
    filling.add_argument("--traces", type=int, default=100_000)
    filling.add_argument("--experiment", type=int, help="the id of one that is there; made if none is given")
    searches.add_options(commands.add_parser("measure"))
    options = parser.parse_args()
    if options.command == "measure":
        searches.measure(options, "/api/3.0/mlflow/traces/search", "traces", bodies(options.experiment), limit=10)
        return
    began = time.monotonic()
    connection = open_database(options.file)
    experiment = experiments.add(connection, "traces") if options.experiment is None else options.experiment
    server = MlflowServer if experiments.is_mlflow(connection) else Cairn
    fill(connection, server(connection, experiment), options.traces)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    print(experiment)
    print(f"filled {options.traces} traces in {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
