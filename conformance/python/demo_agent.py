"""Traces of an agent that answers customers, with what people and judges say of them; a part of the demo."""

import random
import time

EXPERIMENT = "cairn-demo-agent"
TALKS = [
    ["Where is my order 4711?", "Can I still change the address?", "Thank you!"],
    ["How long does a refund take?", "And if I paid by card?"],
    ["Do you ship to Japan?", "What does it cost?", "How long does it take?"],
    ["The app shows an error when I pay.", "It still does."],
    ["Cancel my subscription, please."],
]


def converse():
    """Logs a trace for each question, feedback, a data set and a queue of reviews; returns the experiment's id."""
    import mlflow

    experiment = mlflow.set_experiment(EXPERIMENT)
    chance = random.Random(7)
    traces = []
    for number, questions in enumerate(TALKS):
        for question in questions:
            traces.append(answer(chance, question, session=f"conversation-{number + 1}"))
    mlflow.flush_trace_async_logging()
    judge(chance, traces)
    keep(experiment.experiment_id, traces)
    return experiment.experiment_id


def answer(chance, question, session):
    """One question: documents are looked up, a tool is called, a model answers."""
    import mlflow
    from mlflow.entities import SpanType
    from mlflow.tracing.constant import SpanAttributeKey

    with mlflow.start_span("support agent", span_type=SpanType.AGENT) as root:
        customer = {"mlflow.trace.session": session, "mlflow.trace.user": f"customer-{session[-1]}"}
        mlflow.update_current_trace(tags={"env": "demo"}, metadata=customer)
        root.set_inputs({"question": question})
        with mlflow.start_span("search documents", span_type=SpanType.RETRIEVER) as span:
            span.set_inputs({"query": question, "k": 2})
            time.sleep(chance.uniform(0.005, 0.03))
            span.set_outputs([{"page_content": f"What we say about: {question}", "metadata": {"doc_uri": "faq.md"}}])
        with mlflow.start_span("look up order", span_type=SpanType.TOOL) as span:
            span.set_inputs({"order": 4711})
            if "error" in question:
                span.set_status("ERROR")
                root.set_status("ERROR")
            span.set_outputs({"state": "sent", "carrier": "post"})
        text = f"About “{question}”: we have looked it up, and it is on its way."
        with mlflow.start_span("chat", span_type=SpanType.CHAT_MODEL) as span:
            span.set_inputs({"model": "small-model", "messages": [{"role": "user", "content": question}]})
            time.sleep(chance.uniform(0.02, 0.08))
            used = {"input_tokens": 60 + len(question), "output_tokens": len(text) // 4}
            span.set_attribute(SpanAttributeKey.CHAT_USAGE, used | {"total_tokens": sum(used.values())})
            span.set_outputs({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]})
        root.set_outputs({"answer": text})
        return root.trace_id


def judge(chance, traces):
    import mlflow
    from mlflow.entities import AssessmentSource

    model, person = AssessmentSource("LLM_JUDGE", "small-judge"), AssessmentSource("HUMAN", "demo@example.org")
    for trace_id in traces:
        mlflow.log_feedback(trace_id=trace_id, name="relevant", value=chance.random() < 0.8, source=model)
        mlflow.log_feedback(trace_id=trace_id, name="politeness", value=round(chance.uniform(0.6, 1), 2), source=model)
    mlflow.log_feedback(trace_id=traces[0], name="helpful", value=True, source=person, rationale="It told me where it is.")
    mlflow.log_expectation(trace_id=traces[0], name="answer", value="It comes on Friday.", source=person)


def keep(experiment_id, traces):
    """What an evaluation and a person's review start from; made once, however often the demo runs."""
    from mlflow.genai import datasets
    from mlflow.genai.label_schemas import InputPassFail, InputText, create_label_schema
    from mlflow.genai.review_queues import add_items_to_review_queue, create_review_queue, list_review_queues

    if any(queue.name == "demo sample" for queue in list_review_queues(experiment_id=experiment_id)):
        return
    questions = [question for talk in TALKS for question in talk]
    made = datasets.create_dataset(name="questions of customers", experiment_id=[experiment_id])
    made.merge_records([{"inputs": {"question": question}, "expectations": {"polite": True}} for question in questions])
    schemas = [
        create_label_schema("solved", type="feedback", input=InputPassFail("Yes", "No"), experiment_id=experiment_id),
        create_label_schema("better answer", type="expectation", input=InputText(), experiment_id=experiment_id),
    ]
    ids = [schema.schema_id for schema in schemas]
    queue = create_review_queue("demo sample", queue_type="custom", users=["demo"], schema_ids=ids, experiment_id=experiment_id)
    add_items_to_review_queue(queue.queue_id, item_ids=traces[:5])
