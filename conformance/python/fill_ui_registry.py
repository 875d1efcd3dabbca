"""Registered models in stages, with aliases, versions and tags, for the web UI; a part of `fill_ui.py`."""

import warnings

import fill_ui_runs
import mlflow
from wire import Wire

SCRIPT = "<img src=x onerror=window.attacked=1>"
RANKERS = 110


def fill() -> None:
    client = mlflow.MlflowClient()
    warnings.filterwarnings("ignore", message=".*stages.*", category=FutureWarning)
    for number in range(RANKERS):
        client.create_registered_model(f"ranker-{number:03}", tags={"team": "ranking"})
    client.create_registered_model("日本語のモデル", description="解約を予測します。")
    client.create_registered_model(SCRIPT, tags={"hostile": SCRIPT}, description=f"**bold** {SCRIPT}")
    churn(client)
    irises(client)
    approvals()


def churn(client: mlflow.MlflowClient) -> None:
    """Versions of folders of runs, as clients of MLflow 2 make them."""
    name = "churn"
    client.create_registered_model(name, tags={"team": "growth"}, description=f"Who will **leave** us. {SCRIPT}")
    runs = client.search_runs([client.get_experiment_by_name("churn-model").experiment_id], order_by=["start_time"])
    for number, run in enumerate(runs[:4], 1):
        run_id = run.info.run_id
        client.create_model_version(name, f"runs:/{run_id}/model", run_id, description=f"Trained for the {number}. time")
    client.transition_model_version_stage(name, "1", "Archived")
    client.transition_model_version_stage(name, "2", "Production")
    client.set_registered_model_alias(name, "champion", "2")


def irises(client: mlflow.MlflowClient) -> None:
    """Versions of logged models, with files and a signature each."""
    name = "iris-classifier"
    experiment = client.get_experiment_by_name(fill_ui_runs.EXPERIMENT).experiment_id
    models = {model.name: model.model_id for model in mlflow.search_logged_models([experiment], output_format="list")}
    for model in ("model", "petals"):
        mlflow.register_model(f"models:/{models[model]}", name)
    client.update_registered_model(name, "Tells three kinds of **irises** apart.")
    client.update_model_version(name, "1", "The first, of *all* columns")
    client.set_model_version_tag(name, "1", "validated", "yes")
    client.set_registered_model_tag(name, "team", "botany")
    client.transition_model_version_stage(name, "1", "Production")
    client.transition_model_version_stage(name, "2", "Staging")
    client.set_registered_model_alias(name, "champion", "1")
    client.set_registered_model_alias(name, "challenger", "2")


def approvals() -> None:
    """Something that waits for a decision, a rule about it, and a word about it."""
    wire = Wire(mlflow.get_tracking_uri())
    own = "/api/3.0/cairn/registry/"
    version = {"name": "iris-classifier", "version": "2"}
    rules = [{"stage": "Production", "by_another": False}, {"alias": "champion", "by_another": True}]
    wire.answer("PUT", own + "approval-rules/set", name="iris-classifier", rules=rules)
    wire.answer("POST", own + "requests/create", **version, stage="Production", comment=f"Needs **two** columns. {SCRIPT}")
    wire.answer("POST", "comments/create", **version, comment="Half the columns, the same accuracy:\n0.97")
