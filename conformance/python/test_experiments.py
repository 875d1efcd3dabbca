"""Experiments: their life, names and tags."""

from mlflow.entities import ViewType

from refusals import INVALID, MISSING, TAKEN, assert_refusal, refused


def test_a_new_experiment_is_read_back_by_id_and_by_name(client, unique):
    name = unique("experiment")
    experiment_id = client.create_experiment(name, tags={"team": "vision"})
    by_id = client.get_experiment(experiment_id)
    by_name = client.get_experiment_by_name(name)
    assert by_id.experiment_id == by_name.experiment_id == experiment_id
    assert by_id.name == by_name.name == name
    assert by_id.lifecycle_stage == "active"
    assert by_id.tags == {"team": "vision"}
    assert by_id.creation_time == by_id.last_update_time > 0


def test_experiment_ids_are_numbers_that_grow(client, unique):
    first = int(client.create_experiment(unique()))
    second = int(client.create_experiment(unique()))
    assert second > first


def test_the_artifact_location_ends_with_the_experiment_id_unless_given(client, unique):
    default = client.create_experiment(unique())
    given = client.create_experiment(unique(), artifact_location="s3://bucket/somewhere")
    assert client.get_experiment(default).artifact_location == f"mlflow-artifacts:/{default}"
    assert client.get_experiment(given).artifact_location == "s3://bucket/somewhere"


def test_the_default_experiment_has_id_zero(client):
    assert client.get_experiment("0").experiment_id == "0"


def test_names_keep_unicode_and_spaces(client, unique):
    name = unique("Qualität 品質 / 🚀 'quoted'")
    experiment_id = client.create_experiment(name)
    assert client.get_experiment(experiment_id).name == name
    assert client.get_experiment_by_name(name).experiment_id == experiment_id


def test_a_name_is_taken_only_once(client, unique):
    name = unique()
    client.create_experiment(name)
    with refused(TAKEN, f"Experiment(name={name}) already exists."):
        client.create_experiment(name)


def test_the_name_of_a_deleted_experiment_stays_taken(client, unique):
    name = unique()
    client.delete_experiment(client.create_experiment(name))
    with refused(TAKEN):
        client.create_experiment(name)


def test_renaming_changes_name_and_update_time(client, experiment, unique):
    before = client.get_experiment(experiment)
    name = unique("renamed")
    client.rename_experiment(experiment, name)
    after = client.get_experiment(experiment)
    assert after.name == name
    assert after.last_update_time >= before.last_update_time
    assert after.creation_time == before.creation_time
    assert client.get_experiment_by_name(before.name) is None


def test_renaming_to_a_taken_name_is_a_bad_request(client, wire, experiment, unique):
    taken = unique()
    client.create_experiment(taken)
    assert_refusal(wire.post("experiments/update", experiment_id=experiment, new_name=taken), "BAD_REQUEST")


def test_a_deleted_experiment_is_still_read_and_can_be_restored(client, experiment):
    name = client.get_experiment(experiment).name
    client.delete_experiment(experiment)
    assert client.get_experiment(experiment).lifecycle_stage == "deleted"
    assert client.get_experiment_by_name(name).lifecycle_stage == "deleted"
    client.restore_experiment(experiment)
    assert client.get_experiment(experiment).lifecycle_stage == "active"


def test_deleting_twice_is_not_found(client, experiment):
    client.delete_experiment(experiment)
    with refused(MISSING, f"No Experiment with id={experiment} exists"):
        client.delete_experiment(experiment)


def test_restoring_an_active_experiment_is_not_found(client, experiment):
    with refused(MISSING, f"No Experiment with id={experiment} exists"):
        client.restore_experiment(experiment)


def test_runs_follow_their_experiment_into_deletion_and_back(client, experiment, run):
    client.delete_experiment(experiment)
    assert client.get_run(run).info.lifecycle_stage == "deleted"
    assert client.search_runs([experiment], run_view_type=ViewType.ACTIVE_ONLY) == []
    client.restore_experiment(experiment)
    assert client.get_run(run).info.lifecycle_stage == "active"


def test_no_run_starts_in_a_deleted_experiment(client, experiment):
    client.delete_experiment(experiment)
    words = f"The experiment {experiment} must be in the 'active' state. Current state is deleted."
    with refused(INVALID, words):
        client.create_run(experiment)
    with refused(INVALID, words):
        client.set_experiment_tag(experiment, "key", "value")


def test_a_tag_is_set_overwritten_and_deleted(client, experiment):
    client.set_experiment_tag(experiment, "stage", "draft")
    client.set_experiment_tag(experiment, "stage", "final")
    client.set_experiment_tag(experiment, "note", "a\nb 'c' ü")
    assert client.get_experiment(experiment).tags == {"stage": "final", "note": "a\nb 'c' ü"}
    client.delete_experiment_tag(experiment, "stage")
    assert client.get_experiment(experiment).tags == {"note": "a\nb 'c' ü"}


def test_setting_a_tag_leaves_the_update_time_alone(client, experiment):
    before = client.get_experiment(experiment).last_update_time
    client.set_experiment_tag(experiment, "key", "value")
    assert client.get_experiment(experiment).last_update_time == before


def test_deleting_a_tag_that_is_not_there_is_not_found(client, experiment):
    with refused(MISSING, f"No tag with name: absent in experiment with id {experiment}"):
        client.delete_experiment_tag(experiment, "absent")
