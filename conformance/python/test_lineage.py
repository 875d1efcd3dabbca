"""Lineage and tags of the catalogue, as the stock client and the managed platform's SDK tell and ask for them."""

import logging

import mlflow
import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound, ResourceAlreadyExists
from databricks.sdk.service.catalog import EntityTagAssignment
from mlflow.protos.databricks_uc_registry_messages_pb2 import Entity, Job, ModelVersionLineageDirection
from mlflow.utils._unity_catalog_utils import emit_model_version_lineage
from mlflow.utils.databricks_utils import get_databricks_host_creds
from test_catalogue import classifier, governed, iris, logged, name, predictions  # noqa: F401


def edges(url, **asked):
    """What leads from what to what, each by its kind and its name or id."""
    reply = requests.get(f"{url}/api/3.0/cairn/lineage", params=asked, timeout=30)
    reply.raise_for_status()
    graph = reply.json()
    called = {node["key"]: (node["kind"], node.get("name")) for node in graph["nodes"]}
    return {(called[edge["from"]], edge["kind"], called[edge["to"]]) for edge in graph["edges"]}


def test_a_version_tells_what_it_was_made_of_and_where_it_is_used(
    governed, url, name, fluent_experiment, iris, classifier, caplog  # noqa: F811
):
    with mlflow.start_run(run_name="train") as run:
        mlflow.log_input(mlflow.data.from_numpy(iris.data, name="flowers"), context="training")
        mlflow.set_tags({"mlflow.databricks.notebookID": "77", "mlflow.databricks.jobID": "12"})
        model = mlflow.sklearn.log_model(
            classifier,
            name="classifier",
            signature=mlflow.models.infer_signature(iris.data, classifier.predict(iris.data)),
            pip_requirements=["scikit-learn"],
        )
    governed.create_registered_model(name)
    # The client tells of notebooks and jobs where its tracking is the platform's, too.
    version = mlflow.MlflowClient("databricks", "databricks-uc")._create_model_version(
        name,
        model.model_uri,
        run_id=run.info.run_id,
        model_id=model.model_id,
        local_model_path=mlflow.artifacts.download_artifacts(model.model_uri),
    )
    with caplog.at_level(logging.WARNING):
        predictions(f"models:/{name}/{version.version}", iris)
        emit_model_version_lineage(
            get_databricks_host_creds("databricks-uc"),
            name,
            str(version.version),
            [Entity(job=Job(id="13"))],
            ModelVersionLineageDirection.DOWNSTREAM,
        )
    assert "lineage" not in caplog.text
    governed.copy_model_version(f"models:/{name}/1", name + "_production")

    itself, copy = ("CATALOG_VERSION", name), ("CATALOG_VERSION", name + "_production")
    found = edges(url, kind="CATALOG_VERSION", name=name, id="1")
    assert found >= {
        (("DATASET", "flowers"), "READ", ("RUN", "train")),
        (("RUN", "train"), "MADE", ("LOGGED_MODEL", "classifier")),
        (("LOGGED_MODEL", "classifier"), "REGISTERED", itself),
        (("NOTEBOOK", "77"), "TOLD", itself),
        (("JOB", "12"), "TOLD", itself),
        (itself, "TOLD", ("JOB", "13")),
        (itself, "COPIED", copy),
    }
    assert (itself, "COPIED", copy) in edges(url, kind="RUN", id=run.info.run_id, direction="DOWNSTREAM")
    digest = mlflow.get_run(run.info.run_id).inputs.dataset_inputs[0].dataset.digest
    assert (itself, "TOLD", ("JOB", "13")) in edges(url, kind="DATASET", name="flowers", id=digest)


@pytest.fixture
def platform(governed, url):  # noqa: F811
    """The managed platform's SDK."""
    return WorkspaceClient(host=url, token="nobody-asks")


def test_everything_in_the_catalogue_has_tags(platform, governed, name, logged):  # noqa: F811
    mlflow.register_model(logged.model_uri, name)
    tags = platform.entity_tag_assignments
    for kind, entity in [
        ("catalogs", "main"),
        ("schemas", "main.default"),
        ("registered_models", name),
        ("model_versions", name + ".1"),
    ]:
        key = name.rsplit(".")[-1]
        made = tags.create(EntityTagAssignment(entity, key, kind, tag_value="a"))
        assert (made.tag_key, made.tag_value) == (key, "a")
        with pytest.raises(ResourceAlreadyExists):
            tags.create(EntityTagAssignment(entity, key, kind, tag_value="b"))
        tags.update(kind, entity, key, EntityTagAssignment(entity, key, kind, tag_value="c"), "tag_value")
        assert tags.get(kind, entity, key).tag_value == "c"
        assert key in [tag.tag_key for tag in tags.list(kind, entity, max_results=1)]
        tags.delete(kind, entity, key)
        with pytest.raises(NotFound):
            tags.get(kind, entity, key)
    tags.create(EntityTagAssignment(name, "team", "registered_models", tag_value="growth"))
    assert governed.get_registered_model(name).tags == {"team": "growth"}


def test_a_new_catalog_has_a_schema(platform, unique):
    made = unique("sales").replace("-", "_")
    platform.catalogs.create(made)
    assert [schema.name for schema in platform.schemas.list(made)] == ["default"]
    platform.catalogs.delete(made)
    with pytest.raises(NotFound):
        platform.catalogs.get(made)
