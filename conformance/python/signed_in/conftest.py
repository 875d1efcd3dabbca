"""What the tests of a server with accounts are given beside the rest."""

import os

import pytest
import requests
from databricks.sdk import WorkspaceClient
from mlflow.server.auth.client import AuthServiceClient

from people import ADMIN, PASSWORD

# Read before fixtures sign somebody else in.
TOKEN = os.environ.get("MLFLOW_TRACKING_TOKEN", "")


@pytest.fixture
def sign_in(monkeypatch):
    """Signs the stock client in, as the variables do that are given, and as nobody without any."""

    def sign_in(**variables):
        for name in ("USERNAME", "PASSWORD", "TOKEN"):
            monkeypatch.delenv(f"MLFLOW_TRACKING_{name}", raising=False)
            if name.lower() in variables:
                monkeypatch.setenv(f"MLFLOW_TRACKING_{name}", variables[name.lower()])

    return sign_in


@pytest.fixture
def accounts(url, sign_in):
    """MLflow's client of accounts, signed in as the administrator."""
    sign_in(**ADMIN)
    return AuthServiceClient(url)


@pytest.fixture
def ann(accounts, unique):
    return someone(accounts, unique("ann"))


@pytest.fixture
def bob(accounts, unique):
    return someone(accounts, unique("bob"))


def someone(accounts, name):
    name = name.replace(" ", "-")
    accounts.create_user(name, PASSWORD)
    return name


@pytest.fixture
def w(url):
    """The managed platform's SDK in the administrator's name."""
    return WorkspaceClient(host=url, token=TOKEN, auth_type="pat")


@pytest.fixture
def as_someone(url, unique):
    """Makes somebody, and gives the SDK in their name, with the token."""

    def as_someone(name):
        user = unique(name).replace(" ", "-")
        requests.post(
            f"{url}/api/2.0/mlflow/users/create",
            json={"username": user, "password": PASSWORD},
            headers={"Authorization": f"Bearer {TOKEN}"},
            timeout=60,
        ).raise_for_status()
        made = requests.post(f"{url}/api/2.0/token/create", json={}, auth=(user, PASSWORD), timeout=60)
        token = made.json()["token_value"]
        return user, token, WorkspaceClient(host=url, token=token, auth_type="pat")

    return as_someone
