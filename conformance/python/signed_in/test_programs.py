"""Programs with a client id and a secret, by the managed platform's own SDK and by MLflow, unmodified."""

import mlflow
import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound, Unauthenticated
from mlflow import MlflowClient

from people import ADMIN


@pytest.fixture
def admin(url, monkeypatch):
    """The SDK, signed in as the administrator with a token of its own."""
    for name in ("TOKEN", "CLIENT_ID", "CLIENT_SECRET", "USERNAME", "PASSWORD", "CONFIG_FILE"):
        monkeypatch.delenv(f"DATABRICKS_{name}", raising=False)
    return WorkspaceClient(host=url, username=ADMIN["username"], password=ADMIN["password"], auth_type="basic")


@pytest.fixture
def program(admin, unique):
    """A service principal with a secret: its client id and the secret."""
    made = admin.service_principals.create(display_name=unique("nightly"))
    secret = admin.service_principal_secrets_proxy.create(made.id, lifetime="3600s")
    return made, secret


def test_a_program_signs_in_with_its_client_id_and_secret(url, program):
    made, secret = program
    client = WorkspaceClient(host=url, client_id=made.application_id, client_secret=secret.secret)
    assert client.experiments.get_experiment("0").experiment.name == "Default"
    assert client.config.auth_type == "oauth-m2m"


def test_a_secret_that_is_deleted_is_of_no_use(url, admin, program):
    made, secret = program
    listed = list(admin.service_principal_secrets_proxy.list(made.id))
    assert [(s.id, s.secret_hash) for s in listed] == [(secret.id, secret.secret_hash)]
    client = WorkspaceClient(host=url, client_id=made.application_id, client_secret=secret.secret)
    client.experiments.get_experiment("0")
    admin.service_principal_secrets_proxy.delete(made.id, secret.id)
    with pytest.raises(Unauthenticated):
        client.experiments.get_experiment("0")
    with pytest.raises(NotFound):
        admin.service_principal_secrets_proxy.delete(made.id, secret.id)


def test_mlflow_signs_in_with_a_profile_of_the_configuration_file(url, program, tmp_path, monkeypatch):
    made, secret = program
    file = tmp_path / "databrickscfg"
    file.write_text(
        f"[team]\nhost = {url}\nclient_id = {made.application_id}\nclient_secret = {secret.secret}\n",
    )
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", str(file))
    names = [experiment.name for experiment in MlflowClient("databricks://team").search_experiments()]
    assert "Default" in names


def test_administrators_see_and_revoke_tokens(admin, sign_in, url):
    mine = admin.tokens.create(comment="to be found", lifetime_seconds=3600, scopes=["read"])
    found = [t for t in admin.token_management.list() if t.token_id == mine.token_info.token_id]
    assert found[0].comment == "to be found"
    sign_in(token=mine.token_value)
    assert mlflow.MlflowClient(url).get_experiment("0").name == "Default"
    admin.token_management.delete(mine.token_info.token_id)
    with pytest.raises(mlflow.exceptions.MlflowException):
        mlflow.MlflowClient(url).get_experiment("0")
