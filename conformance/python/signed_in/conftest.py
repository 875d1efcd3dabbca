"""What the tests of a server with accounts are given beside the rest."""

import pytest
from mlflow.server.auth.client import AuthServiceClient

from people import ADMIN, PASSWORD


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
