"""Fills a server with the traces, data sets and reviews that the tests of the web UI look at."""

import time

import mlflow
from mlflow.entities import AssessmentSource, SpanType
from mlflow.tracing.constant import SpanAttributeKey

EXPERIMENT = "support-agent"
HOSTILE = "<img src=x onerror=window.attacked=1><script>window.attacked=1</script> [x](javascript:window.attacked=1)"
JUDGE = AssessmentSource("LLM_JUDGE", "judge-4")
PERSON = AssessmentSource("HUMAN", "ann@example.org")


def chat(parent, question: str, answer: str, model: str = "gpt-4.1-mini") -> None:
    """A span of a chat model, with the tokens that it used."""
    with mlflow.start_span("chat.completions", span_type=SpanType.CHAT_MODEL) as span:
        system = {"role": "system", "content": "You help customers of a shop. Be **short**."}
        span.set_inputs({"model": model, "messages": [system, {"role": "user", "content": question}]})
        span.set_attribute(SpanAttributeKey.CHAT_USAGE, {"input_tokens": 40 + len(question), "output_tokens": len(answer), "total_tokens": 40 + len(question) + len(answer)})
        span.set_outputs({"choices": [{"message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}]})


def turn(question: str, answer: str, session: str | None = None, fails: bool = False) -> str:
    """One question to an agent: it looks something up, calls a tool, asks a model."""
    with mlflow.start_span("agent", span_type=SpanType.AGENT) as root:
        metadata = {"mlflow.trace.session": session, "mlflow.trace.user": "ann"} if session else {}
        mlflow.update_current_trace(tags={"env": "prod", "team": "support"}, metadata=metadata)
        root.set_inputs({"question": question})
        with mlflow.start_span("retrieve", span_type=SpanType.RETRIEVER) as span:
            span.set_inputs({"query": question, "k": 2})
            span.set_outputs([{"page_content": "Refunds take **5 days**.", "metadata": {"doc_uri": "faq/refunds.md"}, "id": str(n)} for n in range(2)])
        with mlflow.start_span("lookup_order", span_type=SpanType.TOOL) as span:
            span.set_inputs({"order": 4711})
            if fails:
                span.add_event(mlflow.entities.SpanEvent.from_exception(TimeoutError("the order service did not answer")))
                span.set_status("ERROR")
                root.set_status("ERROR")
            span.set_outputs({"state": "sent", "items": [{"sku": "A-1", "count": 2, "price": 12.5}]})
        chat(root, question, answer)
        root.set_outputs({"answer": answer})
        return root.trace_id


def long_trace() -> None:
    """A trace of about 3,000 spans."""
    with mlflow.start_span("batch-job", span_type=SpanType.WORKFLOW) as root:
        root.set_inputs({"documents": 300})
        for document in range(300):
            with mlflow.start_span(f"document {document}", span_type=SpanType.CHAIN):
                for step in range(9):
                    with mlflow.start_span(f"step {step}", span_type=SpanType.PARSER):
                        pass
        root.set_outputs({"done": 300})


def assess(ids: list[str]) -> None:
    for number, trace_id in enumerate(ids):
        mlflow.log_feedback(trace_id=trace_id, name="correct", value=number % 3 != 0, source=JUDGE, rationale="It says what the page says.")
        mlflow.log_feedback(trace_id=trace_id, name="score", value=round(0.5 + number / 20, 2), source=JUDGE)
    mlflow.log_expectation(trace_id=ids[0], name="answer", value="Within 5 days.", source=PERSON)


def data_set(experiment_id: str) -> None:
    from mlflow.genai import datasets

    made = datasets.create_dataset(name="refund questions", experiment_id=[experiment_id], tags={"stage": "golden"})
    made.merge_records(
        [
            {"inputs": {"question": f"Question {n} on refunds?"}, "expectations": {"answer": f"Answer {n}"}, "tags": {"part": str(n % 3)}}
            for n in range(40)
        ]
        + [{"inputs": {"question": HOSTILE}, "expectations": {"answer": HOSTILE}}]
    )


def review(experiment_id: str, ids: list[str]) -> None:
    from mlflow.genai.label_schemas import InputCategorical, InputNumeric, InputPassFail, InputText, create_label_schema
    from mlflow.genai.review_queues import add_items_to_review_queue, create_review_queue

    schemas = [
        create_label_schema("helpful", type="feedback", input=InputPassFail("Yes", "No"), instruction="Did it help?", enable_comment=True, experiment_id=experiment_id),
        create_label_schema("tone", type="feedback", input=InputCategorical(options=["friendly", "neutral", "rude"]), experiment_id=experiment_id),
        create_label_schema("stars", type="feedback", input=InputNumeric(min_value=1, max_value=5), experiment_id=experiment_id),
        create_label_schema("ideal answer", type="expectation", input=InputText(), experiment_id=experiment_id),
    ]
    queue = create_review_queue("weekly sample", queue_type="custom", users=["ann"], schema_ids=[schema.schema_id for schema in schemas], experiment_id=experiment_id)
    add_items_to_review_queue(queue.queue_id, item_ids=ids[:4])


def over_a_week() -> None:
    """Traces of the last seven days, some each hour of them, of which more fail on one day."""
    experiment_id = mlflow.set_experiment("shop-bot over a week").experiment_id
    now = time.time_ns()
    ids = []
    for hour in range(7 * 24):
        for number in range(1 + hour % 3):
            start = now - (hour * 3600 + number * 600) * 1_000_000_000
            length = (200 + (hour * 37 + number * 101) % 900) * 1_000_000
            name = "ask" if number else "greet"
            metadata = {"mlflow.trace.session": f"talk-{hour // 2}", "mlflow.trace.user": "ann"}
            root = mlflow.start_span_no_context(
                name, inputs={"question": f"Hour {hour}?"}, start_time_ns=start, experiment_id=experiment_id, metadata=metadata
            )
            usage = {"input_tokens": 50 + hour, "output_tokens": 20, "total_tokens": 70 + hour}
            model = mlflow.start_span_no_context("chat", span_type=SpanType.CHAT_MODEL, parent_span=root, start_time_ns=start)
            model.set_attribute(SpanAttributeKey.CHAT_USAGE, usage)
            model.set_attribute(SpanAttributeKey.LLM_COST, {"input_cost": 0.001, "output_cost": 0.002, "total_cost": 0.003})
            model.end(end_time_ns=start + length)
            fails = hour // 24 == 2 and number == 0
            root.set_outputs({"answer": f"Answer {hour}."})
            root.end(end_time_ns=start + length, status="ERROR" if fails else "OK")
            ids.append(root.trace_id)
    mlflow.flush_trace_async_logging()
    for number, trace_id in enumerate(ids[::6]):
        mlflow.log_feedback(trace_id=trace_id, name="correct", value=number % 4 != 0, source=JUDGE)


def fill() -> None:
    experiment_id = mlflow.set_experiment(EXPERIMENT).experiment_id
    talk = [
        ("Where is my order 4711?", "It was sent *yesterday* and comes within **2 days**."),
        ("Can I get a refund?", "Yes:\n\n1. open the order\n2. press **Refund**\n\n| after | you get |\n|---|---|\n| 5 days | all |"),
        ("How long does it take?", "Five days."),
    ]
    ids = [turn(question, answer, session="session-1") for question, answer in talk]
    ids += [turn(f"Question {n}?", f"Answer {n}.", session="session-2" if n < 2 else None) for n in range(6)]
    ids.append(turn("Does it fail?", "It did.", fails=True))
    ids.append(turn(HOSTILE, HOSTILE, session=HOSTILE))
    ids.append(turn("long " * 4_000, "答え " * 2_000))
    long_trace()
    mlflow.flush_trace_async_logging()
    assess(ids)
    data_set(experiment_id)
    review(experiment_id, ids)
    over_a_week()


if __name__ == "__main__":
    import sys

    mlflow.set_tracking_uri(sys.argv[1])
    started = time.monotonic()
    fill()
    print(f"{time.monotonic() - started:.1f} s")
