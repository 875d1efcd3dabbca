"""Fills a server with texts that run from right to left, beside others that do not."""

import mlflow
from mlflow.entities import SpanType

EXPERIMENT = "تجربة (v2)!"
NOTE = "# نموذج اللغة\n\nيتنبأ **بالطلبات** (v2)!\n\n- الأول\n- الثاني\n\nEnglish stays as it is."


def fill() -> None:
    """A run and a trace whose name, key, value, note, question and answer are Arabic or Hebrew."""
    experiment = mlflow.set_experiment(EXPERIMENT)
    mlflow.set_experiment_tags({"mlflow.note.content": NOTE, "فريق": "النمو!"})
    with mlflow.start_run(run_name="تدريب نهائي 7!", tags={"فريق": "النمو (v2)!"}, description=NOTE):
        mlflow.log_params({"שפה": "עברית, v2!", "lr": 0.1})
        mlflow.log_metric("الدقة", 0.91)
    with mlflow.start_span("سؤال", span_type=SpanType.CHAT_MODEL) as span:
        asked = "ما هو الطقس في Berlin اليوم؟ (v2)!"
        span.set_inputs({"model": "gpt-4.1-mini", "messages": [{"role": "user", "content": asked}]})
        span.set_outputs({"choices": [{"message": {"role": "assistant", "content": "مشمس، 21 درجة!"}, "finish_reason": "stop"}]})
    assert experiment.name == EXPERIMENT
