"""What the trash of the web UI shows: deleted experiments, runs, models and traces."""

import mlflow


def fill() -> None:
    client = mlflow.MlflowClient()
    old = client.create_experiment("old-pipeline", tags={"team": "growth"})
    for number in range(5):
        run = client.create_run(old, run_name=f"nightly-{number}")
        client.log_metric(run.info.run_id, "loss", 1.0 / (number + 1))
        client.set_terminated(run.info.run_id)
    client.delete_experiment(old)

    experiment = client.create_experiment("cleaned-up")
    for number in range(6):
        run = client.create_run(experiment, run_name=f"attempt-{number}")
        client.log_text(run.info.run_id, "notes", "notes.txt")
        client.set_terminated(run.info.run_id)
        if number > 1:
            client.delete_run(run.info.run_id)
    mlflow.set_experiment(experiment_id=experiment)
    model = mlflow.initialize_logged_model(name="abandoned", source_run_id=run.info.run_id)
    mlflow.finalize_logged_model(model.model_id, "READY")
    client.delete_logged_model(model.model_id)
    with mlflow.start_span("forgotten"):
        pass
    mlflow.flush_trace_async_logging()
    traces = client.search_traces(locations=[experiment])
    client.delete_traces(experiment, trace_ids=[trace.info.trace_id for trace in traces])
