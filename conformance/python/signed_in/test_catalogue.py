"""Catalogs, schemas, grants and models of the catalogue by the managed platform's own SDK, which is not changed."""

import mlflow
import pytest
from databricks.sdk.errors import BadRequest, NotFound, PermissionDenied
from databricks.sdk.service import catalog, iam
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression


@pytest.fixture
def sales(w, unique):
    name = unique("sales").replace("-", "_")
    yield w.catalogs.create(name=name, comment="c", properties={"a": "b"})
    for one in list(w.catalogs.list()):
        if one.name == name:
            w.catalogs.delete(name, force=True)


def change(principal, *add):
    return [catalog.PermissionsChange(principal=principal, add=list(add))]


def test_there_is_a_metastore_with_a_catalog_in_it(w):
    summary = w.metastores.summary()
    assert w.metastores.current().metastore_id == summary.metastore_id
    assert [one.metastore_id for one in w.metastores.list()] == [summary.metastore_id]
    assert "main" in [one.name for one in w.catalogs.list()]
    assert "main.default" in [one.full_name for one in w.schemas.list("main")]


def test_catalogs_and_schemas_are_made_changed_and_removed(w, sales):
    assert (w.catalogs.get(sales.name).comment, sales.properties) == ("c", {"a": "b"})
    schema = w.schemas.create(name="eu", catalog_name=sales.name)
    assert w.schemas.update(schema.full_name, comment="europe").comment == "europe"
    assert w.schemas.update(schema.full_name, new_name="europe").full_name == f"{sales.name}.europe"
    with pytest.raises(BadRequest):
        w.catalogs.delete(sales.name)
    w.schemas.delete(f"{sales.name}.europe")
    w.catalogs.delete(sales.name)
    with pytest.raises(NotFound):
        w.catalogs.get(sales.name)


def test_who_has_no_grant_sees_nothing_and_a_groups_grant_opens_it(w, sales, as_someone, unique):
    w.schemas.create(name="eu", catalog_name=sales.name)
    model = w.registered_models.create(name="churn", catalog_name=sales.name, schema_name="eu")
    ann, _, by_ann = as_someone("ann")
    assert sales.name not in [one.name for one in by_ann.catalogs.list()]
    assert not list(by_ann.registered_models.list())
    with pytest.raises(NotFound):
        by_ann.registered_models.get(model.full_name)
    member = iam.ComplexValue(value=next(w.users.list(filter=f'userName eq "{ann}"')).id)
    team = w.groups.create(display_name=unique("team"), members=[member]).display_name
    w.grants.update(
        "catalog", sales.name, changes=change(team, catalog.Privilege.USE_CATALOG, catalog.Privilege.USE_SCHEMA)
    )
    w.grants.update("function", model.full_name, changes=change(team, catalog.Privilege.EXECUTE))
    assert by_ann.registered_models.get(model.full_name).full_name == model.full_name
    assert [one.full_name for one in by_ann.registered_models.list()] == [model.full_name]
    with pytest.raises(PermissionDenied):
        by_ann.registered_models.delete(model.full_name)
    effective = w.grants.get_effective("function", model.full_name, principal=ann).privilege_assignments[0].privileges
    assert {one.privilege.value for one in effective} == {"EXECUTE"}
    told = w.grants.get("catalog", sales.name).privilege_assignments
    assert [(one.principal, sorted(p.value for p in one.privileges)) for one in told] == [
        (team, ["USE_CATALOG", "USE_SCHEMA"])
    ]


def test_models_of_a_governed_registry_by_both_clients(w, url, sales, as_someone, unique, monkeypatch):
    w.schemas.create(name="eu", catalog_name=sales.name)
    ann, token, by_ann = as_someone("ann")
    w.grants.update(
        "catalog",
        sales.name,
        changes=change(
            ann, catalog.Privilege.USE_CATALOG, catalog.Privilege.USE_SCHEMA, catalog.Privilege.CREATE_MODEL
        ),
    )
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_TOKEN", token)
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", token)
    mlflow.set_registry_uri("databricks-uc")
    mlflow.set_experiment(unique("experiment"))
    iris = load_iris()
    model = LogisticRegression(max_iter=500).fit(iris.data, iris.target)
    with mlflow.start_run():
        logged = mlflow.sklearn.log_model(
            model,
            name="churn",
            signature=infer_signature(iris.data, model.predict(iris.data)),
            pip_requirements=["scikit-learn"],
        )
    name = f"{sales.name}.eu.churn"
    mlflow.register_model(logged.model_uri, name)
    alias = by_ann.registered_models.set_alias(name, "champion", 1)
    assert (alias.alias_name, alias.version_num) == ("champion", 1)
    version = by_ann.model_versions.get_by_alias(name, "champion")
    assert (version.version, version.status.value, version.run_id) == (1, "READY", logged.run_id)
    assert [one.version for one in by_ann.model_versions.list(name)] == [1]
    assert by_ann.registered_models.get(name, include_aliases=True).owner == ann
    mlflow.pyfunc.load_model(f"models:/{name}@champion").predict(iris.data)
    bob, other, by_bob = as_someone("bob")
    monkeypatch.setenv("DATABRICKS_TOKEN", other)
    with pytest.raises(MlflowException, match="MLmodel"):  # the client takes what it may not see for an empty folder
        mlflow.pyfunc.load_model(f"models:/{name}/1")
    w.grants.update("catalog", sales.name, changes=change(bob, catalog.Privilege.BROWSE))
    assert by_bob.model_versions.get(name, 1).version == 1
    with pytest.raises(PermissionDenied):
        by_bob.files.download(f"/Models/{name.replace('.', '/')}/1/MLmodel")
