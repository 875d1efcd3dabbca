"""Secrets by the managed platform's own SDK, on a server without accounts: everybody may do everything."""

import base64

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InvalidParameterValue, NotFound, ResourceAlreadyExists
from databricks.sdk.service.workspace import AclPermission, ScopeBackendType


@pytest.fixture
def secrets(url):
    return WorkspaceClient(host=url, token="nobody-asks", auth_type="pat").secrets


@pytest.fixture
def dbutils(url):
    return WorkspaceClient(host=url, token="nobody-asks", auth_type="pat").dbutils.secrets


@pytest.fixture
def scope(secrets, unique):
    name = unique("scope").replace(" ", "-")
    secrets.create_scope(name)
    yield name
    if name in [one.name for one in secrets.list_scopes()]:
        secrets.delete_scope(name)


def test_a_secret_is_put_read_replaced_and_deleted(secrets, scope):
    secrets.put_secret(scope, "text", string_value="geheim ü")
    secrets.put_secret(scope, "bytes", bytes_value=base64.b64encode(b"\x00\xff").decode())
    assert base64.b64decode(secrets.get_secret(scope, "text").value).decode() == "geheim ü"
    assert base64.b64decode(secrets.get_secret(scope, "bytes").value) == b"\x00\xff"
    secrets.put_secret(scope, "text", string_value="other")
    assert [one.key for one in secrets.list_secrets(scope)] == ["bytes", "text"]
    assert all(one.last_updated_timestamp > 1_700_000_000_000 for one in secrets.list_secrets(scope))
    secrets.delete_secret(scope, "bytes")
    assert [one.key for one in secrets.list_secrets(scope)] == ["text"]
    with pytest.raises(NotFound, match="Secret does not exist with scope: .* and key: bytes"):
        secrets.get_secret(scope, "bytes")


def test_dbutils_reads_them_as_in_a_notebook(secrets, dbutils, scope):
    secrets.put_secret(scope, "key", string_value="geheim ü")
    assert dbutils.get(scope, "key") == "geheim ü"
    assert dbutils.getBytes(scope, "key") == "geheim ü".encode()
    assert [one.key for one in dbutils.list(scope)] == ["key"]
    assert scope in [one.name for one in dbutils.listScopes()]


def test_a_scope_is_listed_and_there_once(secrets, scope):
    listed = {one.name: one.backend_type for one in secrets.list_scopes()}
    assert listed[scope] == ScopeBackendType.DATABRICKS
    with pytest.raises(ResourceAlreadyExists):
        secrets.create_scope(scope)
    secrets.delete_scope(scope)
    with pytest.raises(NotFound):
        list(secrets.list_secrets(scope))


def test_what_is_given_to_users_is_told(secrets, unique):
    name = unique("scope").replace(" ", "-")
    secrets.create_scope(name, initial_manage_principal="users")
    assert [(one.principal, one.permission) for one in secrets.list_acls(name)] == [("users", AclPermission.MANAGE)]
    secrets.put_acl(name, "users", AclPermission.READ)
    assert secrets.get_acl(name, "users").permission == AclPermission.READ
    secrets.delete_acl(name, "users")
    assert not list(secrets.list_acls(name))
    secrets.delete_scope(name)


def test_what_cannot_be_is_refused(secrets, scope):
    with pytest.raises(InvalidParameterValue):
        secrets.create_scope("with a space")
    with pytest.raises(InvalidParameterValue):
        secrets.create_scope(scope + "-2", scope_backend_type=ScopeBackendType.AZURE_KEYVAULT)
    with pytest.raises(InvalidParameterValue):
        secrets.put_secret(scope, "key", string_value="x" * (128 * 1024 + 1))
    with pytest.raises(InvalidParameterValue):
        secrets.put_secret(scope, "key")
    with pytest.raises(InvalidParameterValue):
        secrets.put_acl(scope, "nobody", AclPermission.READ)
