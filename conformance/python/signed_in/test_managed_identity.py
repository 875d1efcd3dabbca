"""Users, groups, service principals and permissions by the managed platform's own SDK, which is not changed."""

import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, NotFound, PermissionDenied, ResourceConflict
from databricks.sdk.service import iam, ml

from people import ADMIN, PASSWORD


def client_of(url, token):
    return WorkspaceClient(host=url, token=token, auth_type="pat")


@pytest.fixture
def token_of(url):
    """A token of somebody who signs in with the password of the tests."""

    def token_of(name):
        made = requests.post(f"{url}/api/2.0/token/create", json={}, auth=(name, PASSWORD), timeout=60)
        return made.json()["token_value"]

    return token_of


@pytest.fixture
def someone(w, unique):
    def someone(name):
        return w.users.create(user_name=unique(name).replace(" ", "-") + "@example.org", display_name=name)

    return someone


def add(path, *values):
    return iam.Patch(op=iam.PatchOp.ADD, path=path, value=[{"value": value} for value in values])


def test_whoever_calls_is_told_who_they_are(w):
    me = w.current_user.me()
    assert me.user_name == ADMIN["username"]
    assert me.active
    assert w.get_workspace_id() == 1


def test_a_user_is_made_found_changed_and_deleted(w, someone):
    made = someone("Ann")
    assert (made.active, made.display_name) == (True, "Ann")
    assert [found.id for found in w.users.list(filter=f'userName eq "{made.user_name}"')] == [made.id]
    assert made.id in [found.id for found in w.users.list(attributes="id,userName")]
    w.users.patch(
        made.id,
        operations=[iam.Patch(op=iam.PatchOp.REPLACE, path="active", value="false")],
        schemas=[iam.PatchSchema.URN_IETF_PARAMS_SCIM_API_MESSAGES_2_0_PATCH_OP],
    )
    assert not w.users.get(made.id).active
    w.users.update(made.id, user_name=made.user_name, name=iam.Name(given_name="Ann", family_name="Lee"))
    changed = w.users.get(made.id)
    assert (changed.active, changed.name.family_name) == (True, "Lee")
    with pytest.raises(ResourceConflict):
        w.users.create(user_name=made.user_name)
    with pytest.raises(BadRequest):
        w.users.create(user_name="not a name")
    w.users.delete(made.id)
    with pytest.raises(NotFound):
        w.users.get(made.id)


def test_who_is_disabled_is_out_at_once(url, w, ann, token_of):
    hers = client_of(url, token_of(ann))
    me = hers.current_user.me()
    assert me.user_name == ann
    with pytest.raises(PermissionDenied):
        list(hers.users.list())
    w.users.patch(me.id, operations=[iam.Patch(op=iam.PatchOp.REPLACE, value={"active": False})])
    refused = requests.get(
        f"{url}/api/2.0/preview/scim/v2/Me", headers=hers.config.authenticate(), timeout=60
    )
    assert refused.status_code == 401


def test_a_group_has_members(w, someone, unique):
    ann, bob = someone("Ann"), someone("Bob")
    job = w.service_principals.create(display_name=unique("job"))
    inner = w.groups.create(display_name=unique("inner"), members=[iam.ComplexValue(value=bob.id)])
    team = w.groups.create(display_name=unique("team"), members=[iam.ComplexValue(value=ann.id)])
    w.groups.patch(team.id, operations=[add("members", job.id, inner.id)])
    assert {member.value for member in w.groups.get(team.id).members} == {ann.id, job.id, inner.id}
    assert [group.display for group in w.users.get(ann.id).groups] == [team.display_name]
    w.groups.patch(
        team.id, operations=[iam.Patch(op=iam.PatchOp.REMOVE, path=f'members[value eq "{ann.id}"]')]
    )
    assert {member.value for member in w.groups.get(team.id).members} == {job.id, inner.id}
    with pytest.raises(BadRequest):
        w.groups.patch(inner.id, operations=[add("members", team.id)])
    assert [found.id for found in w.groups.list(filter=f'displayName eq "{team.display_name}"')] == [team.id]
    w.groups.delete(team.id)
    with pytest.raises(NotFound):
        w.groups.get(team.id)


def test_a_service_principal_has_an_application_id(w, unique):
    name = unique("job")
    made = w.service_principals.create(display_name=name)
    assert len(made.application_id) == 36
    found = list(w.service_principals.list(filter=f'displayName eq "{name}"'))
    assert [one.application_id for one in found] == [made.application_id]
    w.service_principals.update(made.id, application_id=made.application_id, display_name=name + " 2", active=False)
    changed = w.service_principals.get(made.id)
    assert (changed.display_name, changed.active) == (name + " 2", False)
    w.service_principals.delete(made.id)


def test_who_creates_an_experiment_shares_it_with_a_group(url, w, ann, bob, token_of, unique):
    hers, his = client_of(url, token_of(ann)), client_of(url, token_of(bob))
    group = w.groups.create(
        display_name=unique("team"), members=[iam.ComplexValue(value=his.current_user.me().id)]
    )
    experiment = hers.experiments.create_experiment(unique("shared")).experiment_id
    with pytest.raises(PermissionDenied):
        his.experiments.set_experiment_tag(experiment, "k", "v")
    shared = hers.experiments.update_permissions(
        experiment,
        access_control_list=[
            ml.ExperimentAccessControlRequest(
                group_name=group.display_name, permission_level=ml.ExperimentPermissionLevel.CAN_EDIT
            )
        ],
    )
    assert (shared.object_id, shared.object_type) == (f"/experiments/{experiment}", "mlflowExperiment")
    his.experiments.set_experiment_tag(experiment, "k", "v")

    given = {
        entry.user_name or entry.group_name: [
            p.permission_level.value for p in entry.all_permissions if not p.inherited
        ]
        for entry in hers.permissions.get("experiments", experiment).access_control_list
    }
    assert given[ann] == ["CAN_MANAGE"]
    assert given[group.display_name] == ["CAN_EDIT"]
    assert given[ADMIN["username"]] == []
    with pytest.raises(PermissionDenied):
        his.permissions.get("experiments", experiment)

    hers.experiments.set_permissions(
        experiment,
        access_control_list=[
            ml.ExperimentAccessControlRequest(
                user_name=ann, permission_level=ml.ExperimentPermissionLevel.CAN_MANAGE
            )
        ],
    )
    with pytest.raises(PermissionDenied):
        his.experiments.set_experiment_tag(experiment, "k", "v")
    levels = hers.experiments.get_permission_levels(experiment).permission_levels
    assert [level.permission_level.value for level in levels] == ["CAN_READ", "CAN_EDIT", "CAN_MANAGE"]
    with pytest.raises(NotFound):
        hers.permissions.get("experiments", "987654321")


def test_a_registered_model_has_levels_of_its_own(url, w, ann, bob, token_of, unique):
    hers = client_of(url, token_of(ann))
    name = unique("model")
    hers.model_registry.create_model(name)
    model = hers.model_registry.get_model(name).registered_model_databricks
    assert model.permission_level == ml.PermissionLevel.CAN_MANAGE
    told = hers.model_registry.update_permissions(
        model.id,
        access_control_list=[
            ml.RegisteredModelAccessControlRequest(
                user_name=bob,
                permission_level=ml.RegisteredModelPermissionLevel.CAN_MANAGE_STAGING_VERSIONS,
            )
        ],
    )
    of_bob = next(entry for entry in told.access_control_list if entry.user_name == bob)
    assert ["CAN_MANAGE_STAGING_VERSIONS"] == [
        p.permission_level.value for p in of_bob.all_permissions if not p.inherited
    ]
    his = client_of(url, token_of(bob))
    his.model_registry.update_model(name, description="by Bob")
    seen = his.model_registry.get_model(name).registered_model_databricks
    assert (seen.description, seen.permission_level) == ("by Bob", ml.PermissionLevel.CAN_MANAGE_STAGING_VERSIONS)
