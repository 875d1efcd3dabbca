"""Roles and permissions by MLflow's own client of accounts, and what they do to the stock client."""

import mlflow
import pytest
import requests
from mlflow.exceptions import MlflowException, RestException

from people import ADMIN, PASSWORD


@pytest.fixture
def role(accounts, unique):
    """A role of the default workspace, which gives nothing yet."""
    return accounts.create_role("default", unique("role"), "of the tests")


def test_a_workspace_begins_with_two_roles(accounts):
    by_name = {role.name: role for role in accounts.list_roles("default")}
    assert {"admin", "user"} <= by_name.keys()
    assert [(p.resource_type, p.resource_pattern, p.permission) for p in by_name["admin"].permissions] == [
        ("workspace", "*", "MANAGE")
    ]
    assert [p.permission for p in by_name["user"].permissions] == ["USE"]


def test_a_role_is_made_found_changed_and_deleted(accounts, role, unique):
    assert (role.workspace, role.description, role.permissions) == ("default", "of the tests", [])
    assert accounts.get_role(role.id).name == role.name
    assert role.id in [listed.id for listed in accounts.list_all_roles()]
    renamed = accounts.update_role(role.id, name=unique("renamed"), description="other")
    assert accounts.get_role(role.id).to_json() == renamed.to_json()
    with pytest.raises(RestException, match="already exists"):
        accounts.create_role("default", renamed.name)
    accounts.delete_role(role.id)
    with pytest.raises(RestException, match="not found"):
        accounts.get_role(role.id)


def test_what_a_role_gives_is_added_changed_and_removed(accounts, role):
    added = accounts.add_role_permission(role.id, "experiment", "*", "EDIT")
    assert (added.role_id, added.resource_type, added.resource_pattern, added.permission) == (
        role.id,
        "experiment",
        "*",
        "EDIT",
    )
    assert accounts.update_role_permission(added.id, "DENY").permission == "DENY"
    assert [(p.id, p.permission) for p in accounts.list_role_permissions(role.id)] == [(added.id, "DENY")]
    accounts.remove_role_permission(added.id)
    assert accounts.list_role_permissions(role.id) == []


@pytest.mark.parametrize(
    "kind, pattern, permission",
    [("planet", "*", "READ"), ("run", "1", "READ"), ("workspace", "*", "EDIT"), ("experiment", "*", "NO_PERMISSIONS")],
)
def test_what_no_role_can_give_is_refused(accounts, role, kind, pattern, permission):
    with pytest.raises(RestException) as refused:
        accounts.add_role_permission(role.id, kind, pattern, permission)
    assert refused.value.error_code == "INVALID_PARAMETER_VALUE"


def test_a_role_is_given_and_taken_away(accounts, role, ann):
    assigned = accounts.assign_role(ann, role.id)
    assert (assigned.role_id, assigned.user_id) == (role.id, accounts.get_user(ann).id)
    assert [a.to_json() for a in accounts.list_role_users(role.id)] == [assigned.to_json()]
    assert {r.name for r in accounts.list_user_roles(ann)} == {"user", role.name}
    with pytest.raises(RestException, match="already exists"):
        accounts.assign_role(ann, role.id)
    accounts.unassign_role(ann, role.id)
    assert accounts.list_role_users(role.id) == []


def test_who_creates_an_experiment_says_who_works_in_it(accounts, client, ann, bob, sign_in, unique):
    sign_in(username=ann, password=PASSWORD)
    experiment = client.create_experiment(unique("hers"))
    assert accounts.get_user_permission(ann, "experiment", experiment).permission == "MANAGE"
    sign_in(username=bob, password=PASSWORD)
    with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
        client.create_run(experiment)

    sign_in(username=ann, password=PASSWORD)
    accounts.grant_user_permission(bob, "experiment", experiment, "EDIT")
    sign_in(username=bob, password=PASSWORD)
    told = accounts.get_user_permission(bob, "experiment", experiment)
    assert (told.allowed, told.permission) == (True, "EDIT")
    with mlflow.start_run(experiment_id=experiment) as run:
        mlflow.log_metric("loss", 0.5)
        mlflow.log_text("hello", "hello.txt")
    assert client.get_run(run.info.run_id).data.metrics == {"loss": 0.5}
    with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
        client.delete_experiment(experiment)

    sign_in(username=ann, password=PASSWORD)
    accounts.revoke_user_permission(bob, "experiment", experiment)
    accounts.grant_user_permission(bob, "experiment", experiment, "DENY")
    sign_in(username=bob, password=PASSWORD)
    with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        client.get_experiment(experiment)
    assert experiment not in [found.experiment_id for found in client.search_experiments()]
    with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        client.get_run(run.info.run_id)
    with pytest.raises(requests.HTTPError, match="404"):
        mlflow.artifacts.load_text(f"{run.info.artifact_uri}/hello.txt")


def test_a_model_that_is_renamed_stays_its_owners(accounts, client, ann, bob, sign_in, unique):
    sign_in(username=ann, password=PASSWORD)
    name, renamed = unique("model"), unique("renamed")
    client.create_registered_model(name)
    accounts.grant_user_permission(bob, "registered_model", name, "EDIT")
    client.rename_registered_model(name, renamed)
    sign_in(username=bob, password=PASSWORD)
    assert accounts.get_user_permission(bob, "registered_model", renamed).permission == "EDIT"
    client.set_registered_model_tag(renamed, "k", "v")
    with pytest.raises(MlflowException, match="PERMISSION_DENIED"):
        client.delete_registered_model(renamed)


def test_who_is_no_administrator_manages_no_roles(accounts, role, ann, bob, sign_in):
    sign_in(username=ann, password=PASSWORD)
    for change in (
        lambda: accounts.create_role("default", "mine"),
        lambda: accounts.add_role_permission(role.id, "workspace", "*", "MANAGE"),
        lambda: accounts.assign_role(ann, role.id),
        lambda: accounts.delete_role(role.id),
        lambda: accounts.list_all_roles(),
        lambda: accounts.list_user_roles(bob),
        lambda: accounts.get_user_permission(bob, "experiment", "0"),
        lambda: accounts.grant_user_permission(ann, "experiment", "*", "MANAGE"),
    ):
        with pytest.raises(RestException) as refused:
            change()
        assert refused.value.error_code == "PERMISSION_DENIED"
    assert [r.name for r in accounts.list_user_roles(ann)] == ["user"]


def test_with_an_account_its_permissions_are_gone(accounts, client, ann, sign_in, unique):
    sign_in(username=ann, password=PASSWORD)
    experiment = client.create_experiment(unique("hers"))
    sign_in(**ADMIN)
    accounts.delete_user(ann)
    accounts.create_user(ann, PASSWORD)
    assert accounts.get_user_permission(ann, "experiment", experiment).permission == "READ"
