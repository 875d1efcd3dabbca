"""How the stock clients sign in, and MLflow's own client of accounts."""

import mlflow
import pytest
import requests
from mlflow.exceptions import MlflowException, RestException

from people import ADMIN, PASSWORD


def token(url, username, password):
    made = requests.post(f"{url}/api/2.0/token/create", json={"comment": "tests"}, auth=(username, password), timeout=30)
    assert made.status_code == 200, made.text
    return made.json()


def test_who_shows_nothing_is_refused_at_once(client, sign_in):
    sign_in()
    with pytest.raises(MlflowException, match="Sign in"):
        client.search_experiments()


def test_a_name_and_a_password_log_a_run(ann, sign_in, unique):
    sign_in(username=ann, password=PASSWORD)
    mlflow.set_experiment(unique("signed in"))
    with mlflow.start_run() as run:
        mlflow.log_metric("loss", 0.5)
        mlflow.log_text("hello", "hello.txt")
    assert mlflow.artifacts.load_text(f"{run.info.artifact_uri}/hello.txt") == "hello"
    assert mlflow.get_run(run.info.run_id).data.metrics == {"loss": 0.5}


def test_a_token_logs_a_trace_until_it_is_revoked(url, client, ann, sign_in, unique):
    made = token(url, ann, PASSWORD)
    sign_in(token=made["token_value"])
    mlflow.set_experiment(unique("traced"))
    with mlflow.start_span("call") as span:
        span.set_inputs({"question": "?"})
    mlflow.flush_trace_async_logging()
    assert client.get_trace(span.trace_id).data.spans[0].name == "call"

    requests.post(
        f"{url}/api/2.0/token/delete",
        json={"token_id": made["token_info"]["token_id"]},
        headers={"Authorization": f"Bearer {made['token_value']}"},
        timeout=30,
    ).raise_for_status()
    with pytest.raises(MlflowException, match="The token is not valid"):
        client.search_experiments()


def test_a_wrong_password_is_refused_at_once(client, ann, sign_in):
    sign_in(username=ann, password=PASSWORD + "?")
    with pytest.raises(MlflowException, match="wrong"):
        client.search_experiments()


def test_accounts_are_made_changed_and_ended(accounts, client, ann, sign_in):
    assert accounts.get_user(ann).is_admin is False
    with pytest.raises(RestException, match="already exists"):
        accounts.create_user(ann.upper(), PASSWORD)
    accounts.update_user_admin(ann, True)
    assert accounts.get_user(ann).is_admin is True
    accounts.update_user_admin(ann, False)
    accounts.update_user_password(ann, "another password")
    sign_in(username=ann, password="another password")
    client.search_experiments()
    sign_in(**ADMIN)
    accounts.delete_user(ann)
    with pytest.raises(RestException, match="not found"):
        accounts.get_user(ann)


def test_who_is_no_administrator_makes_no_accounts(accounts, ann, sign_in):
    sign_in(username=ann, password=PASSWORD)
    with pytest.raises(RestException, match="PERMISSION_DENIED"):
        accounts.create_user("somebody", PASSWORD)
