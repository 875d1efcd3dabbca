"""The workspace registry, with requests and approvals of two people and with webhooks, by the managed platform's own SDK,
which is not changed. The server is started with `--webhook-schemes https,http --webhook-networks 127.0.0.1`."""

import mlflow
import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound, PermissionDenied, ResourceAlreadyExists
from databricks.sdk.service import ml
from databricks.sdk.service.ml import RegistryWebhookEvent as Event
from databricks.sdk.service.ml import RegistryWebhookStatus as Status

from receiver import SECRET, Receiver
from workspace_registry import assert_is, log_model

SOURCE = "s3://bucket/churn"


@pytest.fixture
def receiver():
    with Receiver() as server:
        yield server
        server.shutdown()


@pytest.fixture
def team(as_someone, unique):
    """Ann, who has made a model with two versions, and Bob, who sees it: the SDK of each, their names, the model's."""
    ann, _, by_ann = as_someone("ann")
    bob, _, by_bob = as_someone("bob")
    name = unique("churn")
    by_ann.model_registry.create_model(name, description="who leaves", tags=[ml.ModelTag(key="k", value="v")])
    for _ in range(2):
        by_ann.model_registry.create_model_version(name, SOURCE)
    return by_ann.model_registry, by_bob.model_registry, ann, bob, name


def kinds(activities):
    return [(one.activity_type.value, one.from_stage, one.to_stage, one.user_id) for one in activities]


def test_a_model_is_told_with_who_made_it(team):
    by_ann, by_bob, ann, _, name = team
    model = by_bob.get_model(name).registered_model_databricks
    assert (model.name, model.description, model.user_id) == (name, "who leaves", ann)
    assert (model.permission_level, model.tags) == (ml.PermissionLevel.CAN_READ, [ml.ModelTag("k", "v")])
    assert [(one.version, one.user_id) for one in model.latest_versions] == [("2", ann)]
    assert by_ann.get_model(name).registered_model_databricks.permission_level == ml.PermissionLevel.CAN_MANAGE
    assert [one.user_id for one in by_bob.list_models() if one.name == name] == [ann]
    assert [one.user_id for one in by_bob.search_models(filter=f"name = '{name}'")] == [ann]


def test_a_model_is_changed_renamed_and_deleted(team):
    by_ann, by_bob, _, _, name = team
    assert by_ann.update_model(name, description="d").registered_model.description == "d"
    by_ann.set_model_tag(name, "a", "1")
    by_ann.delete_model_tag(name, "k")
    assert by_bob.get_model(name).registered_model_databricks.tags == [ml.ModelTag("a", "1")]
    renamed = by_ann.rename_model(name, new_name=name + "-2").registered_model.name
    with pytest.raises(PermissionDenied):
        by_bob.delete_model(renamed)
    by_ann.delete_model(renamed)
    with pytest.raises(NotFound):
        by_ann.get_model(renamed)


def test_a_version_is_made_changed_found_and_deleted(team):
    by_ann, by_bob, ann, _, name = team
    made = by_ann.create_model_version(
        name, SOURCE + "/3", description="d", tags=[ml.ModelVersionTag(key="k", value="v")]
    ).model_version
    assert (made.version, made.status, made.user_id, made.source) == ("3", ml.ModelVersionStatus.READY, ann, SOURCE + "/3")
    assert by_ann.update_model_version(name, "3", description="e").model_version.description == "e"
    by_ann.set_model_version_tag(name, "3", "l", "w")
    by_ann.delete_model_version_tag(name, "3", "k")
    assert by_bob.get_model_version(name, "3").model_version.tags == [ml.ModelVersionTag("l", "w")]
    assert by_bob.get_model_version_download_uri(name, "3").artifact_uri == SOURCE + "/3"
    assert [one.version for one in by_bob.get_latest_versions(name, stages=["None"])] == ["3"]
    found = by_bob.search_model_versions(filter=f"name = '{name}'", max_results=2, order_by=["version_number ASC"])
    assert [one.version for one in found] == ["1", "2", "3"]
    by_ann.delete_model_version(name, "3")
    with pytest.raises(NotFound):
        by_bob.get_model_version(name, "3")


def test_what_one_asks_for_another_approves(team):
    by_ann, by_bob, ann, bob, name = team
    asked = by_bob.create_transition_request(name, "1", "Production", comment="please").request
    assert (asked.to_stage, asked.user_id, asked.comment) == ("Production", bob, "please")
    assert asked.available_actions == [ml.ActivityAction.CANCEL_TRANSITION_REQUEST]
    with pytest.raises(ResourceAlreadyExists):
        by_bob.create_transition_request(name, "1", "Production")
    open_now = list(by_ann.list_transition_requests(name, "1"))
    assert kinds(open_now) == [("REQUESTED_TRANSITION", "None", "Production", bob)]
    with pytest.raises(PermissionDenied):
        by_bob.approve_transition_request(name, "1", "Production", False)
    done = by_ann.approve_transition_request(name, "1", "Production", False, comment="well done").activity
    assert (done.activity_type, done.user_id, done.comment) == (ml.ActivityType.APPROVED_REQUEST, ann, "well done")
    assert by_bob.get_model_version(name, "1").model_version.current_stage == "Production"
    assert not list(by_bob.list_transition_requests(name, "1"))


def test_requests_are_rejected_and_taken_back(team):
    by_ann, by_bob, _, bob, name = team
    by_bob.create_transition_request(name, "1", "Staging")
    rejected = by_ann.reject_transition_request(name, "1", "Staging", comment="not yet").activity
    assert (rejected.activity_type, rejected.comment) == (ml.ActivityType.REJECTED_REQUEST, "not yet")
    by_bob.create_transition_request(name, "1", "Staging")
    gone = by_bob.delete_transition_request(name, "1", "Staging", bob, comment="my mistake").activity
    assert (gone.activity_type, gone.comment) == (ml.ActivityType.CANCELLED_REQUEST, "my mistake")
    with pytest.raises(NotFound):
        by_ann.approve_transition_request(name, "1", "Staging", False)
    assert by_ann.get_model_version(name, "1").model_version.current_stage == "None"


def test_a_version_that_comes_to_a_stage_pushes_the_other_out(team):
    by_ann, by_bob, ann, _, name = team
    by_ann.transition_stage(name, "1", "Production", False)
    moved = by_ann.transition_stage(name, "2", "Production", True, comment="better").model_version_databricks
    assert (moved.current_stage, moved.user_id) == ("Production", ann)
    assert moved.permission_level == ml.PermissionLevel.CAN_MANAGE
    assert by_bob.get_model_version(name, "1").model_version.current_stage == "Archived"
    with pytest.raises(PermissionDenied):
        by_bob.transition_stage(name, "2", "Archived", False)


def test_who_may_only_stage_does_not_release(team):
    by_ann, by_bob, _, bob, name = team
    model = by_ann.get_model(name).registered_model_databricks.id
    level = ml.RegisteredModelPermissionLevel.CAN_MANAGE_STAGING_VERSIONS
    by_ann.update_permissions(
        model, access_control_list=[ml.RegisteredModelAccessControlRequest(user_name=bob, permission_level=level)]
    )
    assert by_bob.transition_stage(name, "1", "Staging", False).model_version_databricks.current_stage == "Staging"
    with pytest.raises(PermissionDenied):
        by_bob.transition_stage(name, "1", "Production", False)
    by_bob.create_transition_request(name, "1", "Production")
    with pytest.raises(PermissionDenied):
        by_bob.approve_transition_request(name, "1", "Production", False)
    by_ann.approve_transition_request(name, "1", "Production", False)
    levels = by_ann.get_permission_levels(model).permission_levels
    assert [one.permission_level for one in levels] == [
        ml.RegisteredModelPermissionLevel.CAN_READ,
        ml.RegisteredModelPermissionLevel.CAN_EDIT,
        ml.RegisteredModelPermissionLevel.CAN_MANAGE_STAGING_VERSIONS,
        ml.RegisteredModelPermissionLevel.CAN_MANAGE_PRODUCTION_VERSIONS,
        ml.RegisteredModelPermissionLevel.CAN_MANAGE,
    ]
    with pytest.raises(PermissionDenied):
        by_bob.get_permissions(model)


def test_versions_are_commented_on(team):
    by_ann, by_bob, _, bob, name = team
    made = by_bob.create_comment(name, "1", "looks good").comment
    assert (made.comment, made.user_id) == ("looks good", bob)
    assert made.available_actions == [ml.CommentActivityAction.EDIT_COMMENT, ml.CommentActivityAction.DELETE_COMMENT]
    assert by_bob.update_comment(made.id, "looks very good").comment.comment == "looks very good"
    with pytest.raises(PermissionDenied):
        by_ann.update_comment(made.id, "looks bad")
    by_ann.delete_comment(made.id)
    with pytest.raises(NotFound):
        by_bob.delete_comment(made.id)


def hook(receiver, name, by, *events, **more):
    spec = ml.HttpUrlSpec(receiver.url, authorization="Bearer xyz", enable_ssl_verification=True, secret=SECRET)
    return by.create_webhook(list(events), http_url_spec=spec, model_name=name, **more).webhook


def test_a_webhook_is_told_what_happens_signed(team, receiver):
    by_ann, by_bob, _, _, name = team
    made = hook(receiver, name, by_ann, Event.TRANSITION_REQUEST_CREATED, Event.MODEL_VERSION_TRANSITIONED_STAGE)
    by_bob.create_transition_request(name, "1", "Staging", comment="please")
    by_ann.approve_transition_request(name, "1", "Staging", False)
    headers, asked = receiver.next_managed()
    assert headers["Authorization"] == "Bearer xyz"
    assert (asked["event"], asked["model_name"], asked["version"]) == ("TRANSITION_REQUEST_CREATED", name, "1")
    assert (asked["to_stage"], asked["comment"], asked["webhook_id"]) == ("Staging", "please", made.id)
    _, moved = receiver.next_managed()
    assert (moved["event"], moved["from_stage"], moved["to_stage"]) == (
        "MODEL_VERSION_TRANSITIONED_STAGE",
        "None",
        "Staging",
    )


def test_a_webhook_is_listed_tested_changed_and_deleted(team, receiver):
    by_ann, by_bob, _, _, name = team
    made = hook(receiver, name, by_ann, Event.COMMENT_CREATED, description="d", status=Status.TEST_MODE)
    assert (made.http_url_spec.url, made.http_url_spec.enable_ssl_verification) == (receiver.url, True)
    assert [one.id for one in by_ann.list_webhooks(model_name=name)] == [made.id]
    assert [one.id for one in by_ann.list_webhooks(model_name=name, events=[Event.MODEL_VERSION_CREATED])] == []
    assert not list(by_bob.list_webhooks(model_name=name))
    by_ann.create_comment(name, "1", "heard by nobody")
    tested = by_ann.test_registry_webhook(made.id, event=Event.COMMENT_CREATED)
    assert (tested.status_code, tested.body) == (200, "thanks")
    assert receiver.next_managed()[1]["event"] == "COMMENT_CREATED"
    changed = by_ann.update_webhook(made.id, status=Status.ACTIVE, events=[Event.MODEL_VERSION_CREATED]).webhook
    assert (changed.status, changed.events) == (Status.ACTIVE, [Event.MODEL_VERSION_CREATED])
    by_ann.create_model_version(name, SOURCE)
    assert receiver.next_managed()[1]["version"] == "3"
    with pytest.raises(PermissionDenied):
        by_bob.delete_webhook(made.id)
    by_ann.delete_webhook(made.id)
    assert not list(by_ann.list_webhooks(model_name=name))


def test_webhooks_of_all_models_are_of_who_manages_the_workspace(team, receiver, w):
    by_ann, _, _, _, name = team
    with pytest.raises(PermissionDenied):
        hook(receiver, None, by_ann, Event.MODEL_VERSION_CREATED)
    made = hook(receiver, None, w.model_registry, Event.MODEL_VERSION_CREATED)
    by_ann.create_model_version(name, SOURCE)
    assert receiver.next_managed()[1]["model_name"] == name
    w.model_registry.delete_webhook(made.id)


def test_a_program_registers_what_somebody_else_loads(url, w, as_someone, unique, monkeypatch):
    program = w.service_principals.create(display_name=unique("nightly"))
    secret = w.service_principal_secrets_proxy.create(program.id).secret
    _, token, by_bob = as_someone("bob")
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", token)
    experiment = mlflow.set_experiment(unique("experiment")).experiment_id
    by_bob.experiments.update_permissions(
        experiment,
        access_control_list=[
            ml.ExperimentAccessControlRequest(
                service_principal_name=program.application_id, permission_level=ml.ExperimentPermissionLevel.CAN_EDIT
            )
        ],
    )
    model, logged = log_model()
    monkeypatch.delenv("MLFLOW_TRACKING_TOKEN")
    monkeypatch.setenv("DATABRICKS_HOST", url)
    monkeypatch.setenv("DATABRICKS_CLIENT_ID", program.application_id)
    monkeypatch.setenv("DATABRICKS_CLIENT_SECRET", secret)
    mlflow.set_tracking_uri("databricks")
    mlflow.set_registry_uri("databricks")
    name = unique("model")
    version = mlflow.register_model(logged.model_uri, name)
    assert by_bob.model_registry.get_model_version(name, version.version).model_version.user_id
    assert_is(mlflow.pyfunc.load_model(f"models:/{name}/1"), model)
    by_program = WorkspaceClient(host=url, client_id=program.application_id, client_secret=secret).model_registry
    by_program.transition_stage(name, "1", "Production", False)
    monkeypatch.delenv("DATABRICKS_CLIENT_ID")
    monkeypatch.delenv("DATABRICKS_CLIENT_SECRET")
    monkeypatch.setenv("DATABRICKS_TOKEN", token)
    assert_is(mlflow.pyfunc.load_model(f"models:/{name}/Production"), model)
