"""Catalogs, schemas, and models with versions in them, for the web UI; a part of `fill_ui.py`."""

import os

import fill_ui_runs
import mlflow
import requests
from databricks.sdk import WorkspaceClient

SCRIPT = "<img src=x onerror=window.attacked=1>"
RANKERS = 110


def fill(url: str) -> None:
    os.environ.update(DATABRICKS_HOST=url, DATABRICKS_TOKEN="nobody-asks")
    workspace = WorkspaceClient()
    governed = mlflow.MlflowClient(url, "databricks-uc")
    places(workspace)
    for number in range(RANKERS):
        governed.create_registered_model(f"sales.ranking.ranker_{number:03}", tags={"team": "ranking"})
    governed.create_registered_model("sales.eu.hostile", tags={"hostile": SCRIPT}, description=f"**bold** {SCRIPT}")
    irises(url, governed)


def places(workspace: WorkspaceClient) -> None:
    workspace.catalogs.create("sales", comment=f"What the **sales** teams share. {SCRIPT}", properties={"cost": "42"})
    workspace.catalogs.create("カタログ", comment="共有モデルです。")
    for name, comment in (("eu", "Models of the *European* team"), ("us", ""), ("ranking", "Many models")):
        workspace.schemas.create(name, "sales", comment=comment)


def irises(url: str, governed: mlflow.MlflowClient) -> None:
    """Versions of a model that a run logged with its data: two with files, and one that waits for them."""
    name = "sales.eu.iris"
    experiment = governed.get_experiment_by_name(fill_ui_runs.EXPERIMENT).experiment_id
    models = {model.name: model.model_id for model in mlflow.search_logged_models([experiment], output_format="list")}
    mlflow.set_registry_uri("databricks-uc")
    for model in ("model", "petals"):
        mlflow.register_model(f"models:/{models[model]}", name)
    governed.copy_model_version(f"models:/{name}/1", "sales.us.iris")
    mlflow.set_registry_uri(url)
    waiting = {"name": name, "source": f"models:/{models['model']}"}
    requests.post(f"{url}/api/2.0/mlflow/unity-catalog/model-versions/create", json=waiting, timeout=60).raise_for_status()
    governed.update_registered_model(name, "Tells three kinds of **irises** apart.")
    governed.update_model_version(name, "1", "The first, of *all* columns")
    governed.set_model_version_tag(name, "1", "validated", "yes")
    governed.set_registered_model_tag(name, "team", "botany")
    governed.set_registered_model_alias(name, "champion", "1")
    governed.set_registered_model_alias(name, "challenger", "2")
