"""Secrets of several people, by the managed platform's own SDK."""

import base64

import pytest
from databricks.sdk.errors import NotFound, PermissionDenied
from databricks.sdk.service.iam import ComplexValue
from databricks.sdk.service.workspace import AclPermission


@pytest.fixture
def scope(as_someone, unique):
    """Ann's scope with a secret: its name, her name and her SDK."""
    ann, _, by_ann = as_someone("ann")
    name = unique("scope").replace(" ", "-")
    by_ann.secrets.create_scope(name)
    by_ann.secrets.put_secret(name, "key", string_value="geheim")
    return name, ann, by_ann.secrets


def value(secrets, scope):
    return base64.b64decode(secrets.get_secret(scope, "key").value).decode()


def test_who_makes_a_scope_manages_it_and_nobody_else_sees_it(scope, as_someone):
    name, ann, by_ann = scope
    _, _, by_bob = as_someone("bob")
    assert [(one.principal, one.permission) for one in by_ann.list_acls(name)] == [(ann, AclPermission.MANAGE)]
    assert name not in [one.name for one in by_bob.secrets.list_scopes()]
    with pytest.raises(NotFound):
        by_bob.secrets.get_secret(name, "key")


def test_each_permission_lets_one_do_what_it_says(scope, as_someone):
    name, _, by_ann = scope
    bob, _, by_bob = as_someone("bob")
    by_ann.put_acl(name, bob, AclPermission.READ)
    assert value(by_bob.secrets, name) == "geheim"
    assert by_bob.dbutils.secrets.get(name, "key") == "geheim"
    with pytest.raises(PermissionDenied):
        by_bob.secrets.put_secret(name, "key", string_value="other")
    by_ann.put_acl(name, bob, AclPermission.WRITE)
    by_bob.secrets.put_secret(name, "key", string_value="other")
    with pytest.raises(PermissionDenied):
        by_bob.secrets.put_acl(name, bob, AclPermission.MANAGE)
    by_ann.delete_acl(name, bob)
    with pytest.raises(NotFound):
        by_bob.secrets.list_secrets(name)


def test_what_is_given_to_a_group_or_to_users_is_for_who_is_in_it(scope, w, as_someone, unique):
    name, _, by_ann = scope
    bob, _, by_bob = as_someone("bob")
    team = unique("team").replace(" ", "-")
    member = next(user.id for user in w.users.list() if user.user_name == bob)
    w.groups.create(display_name=team, members=[ComplexValue(value=member)])
    by_ann.put_acl(name, team, AclPermission.READ)
    assert value(by_bob.secrets, name) == "geheim"
    by_ann.delete_acl(name, team)
    by_ann.put_acl(name, "users", AclPermission.READ)
    assert value(by_bob.secrets, name) == "geheim"
    assert value(w.secrets, name) == "geheim"
