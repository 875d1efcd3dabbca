"""The registry: model versions."""

import pytest

from refusals import INVALID, MISSING, assert_refusal, refused


@pytest.fixture
def name(client, unique):
    """The name of a new registered model."""
    return client.create_registered_model(unique("model")).name


def test_versions_are_numbered_from_one(client, name):
    assert [client.create_model_version(name, "s3://bucket/path").version for _ in range(3)] == ["1", "2", "3"]


def test_a_new_version_is_read_back(client, name, experiment, run):
    client.create_model_version(
        name, f"mlflow-artifacts:/{experiment}/{run}/artifacts/model", run, {"a": "1"}, "http://link", "for tests"
    )
    read = client.get_model_version(name, "1")
    assert (read.name, read.version, read.run_id, read.description) == (name, "1", run, "for tests")
    assert read.source == f"mlflow-artifacts:/{experiment}/{run}/artifacts/model"
    assert (read.status, read.current_stage, read.tags) == ("READY", "None", {"a": "1"})
    assert (read.run_link, read.aliases) == ("http://link", [])
    assert read.creation_timestamp == read.last_updated_timestamp > 0


def test_creating_a_version_touches_its_model(client, name):
    before = client.get_registered_model(name)
    version = client.create_model_version(name, "s3://bucket/path")
    after = client.get_registered_model(name)
    assert after.last_updated_timestamp >= max(before.last_updated_timestamp, version.creation_timestamp)
    assert [v.version for v in after.latest_versions] == ["1"]


def test_a_number_is_never_used_twice(client, name):
    client.create_model_version(name, "s3://bucket/path")
    client.create_model_version(name, "s3://bucket/path")
    client.delete_model_version(name, "2")
    assert client.create_model_version(name, "s3://bucket/path").version == "3"


def test_a_deleted_version_is_gone_with_its_aliases(client, name):
    client.create_model_version(name, "s3://bucket/path")
    client.set_registered_model_alias(name, "Champion", "1")
    client.delete_model_version(name, "1")
    with refused(MISSING, f"Model Version (name={name}, version=1) not found"):
        client.get_model_version(name, "1")
    assert client.get_registered_model(name).aliases == {}
    assert client.search_model_versions(f"name = '{name}'") == []


def test_a_description_is_updated(client, name):
    client.create_model_version(name, "s3://bucket/path")
    assert client.update_model_version(name, "1", "new").description == "new"
    assert client.get_model_version(name, "1").description == "new"


def test_tags_are_set_overwritten_and_deleted(client, name):
    client.create_model_version(name, "s3://bucket/path")
    client.set_model_version_tag(name, "1", "a", "1")
    client.set_model_version_tag(name, "1", "a", "2")
    client.set_model_version_tag(name, "1", "b", "")
    assert client.get_model_version(name, "1").tags == {"a": "2", "b": ""}
    client.delete_model_version_tag(name, "1", "a")
    client.delete_model_version_tag(name, "1", "a")
    assert client.get_model_version(name, "1").tags == {"b": ""}


def test_the_download_address_is_the_source(client, name):
    client.create_model_version(name, "s3://bucket/path")
    assert client.get_model_version_download_uri(name, "1") == "s3://bucket/path"


def test_a_stage_is_set_and_archives_the_one_before(client, name):
    for _ in range(3):
        client.create_model_version(name, "s3://bucket/path")
    assert client.transition_model_version_stage(name, "1", "staging").current_stage == "Staging"
    client.transition_model_version_stage(name, "2", "Staging", archive_existing_versions=True)
    assert client.get_model_version(name, "1").current_stage == "Archived"
    latest = {v.current_stage: v.version for v in client.get_latest_versions(name)}
    assert latest == {"Archived": "1", "Staging": "2", "None": "3"}
    assert [v.version for v in client.get_latest_versions(name, ["Staging"])] == ["2"]


def test_an_unknown_stage_is_refused(wire, client, name):
    client.create_model_version(name, "s3://bucket/path")
    body = {"name": name, "version": "1", "stage": "Moon", "archive_existing_versions": False}
    assert_refusal(wire.post("model-versions/transition-stage", **body), INVALID, "Invalid Model Version stage: Moon.")


def test_a_version_number_must_be_an_integer(wire, name):
    words = "Parameter 'version' must be an integer, got 'abc'."
    assert_refusal(wire.get("model-versions/get", name=name, version="abc"), INVALID, words)


def test_an_unknown_version_is_not_found(client, name):
    words = f"Model Version (name={name}, version=9) not found"
    for call in (
        lambda: client.get_model_version(name, "9"),
        lambda: client.delete_model_version(name, "9"),
        lambda: client.update_model_version(name, "9", "text"),
        lambda: client.set_model_version_tag(name, "9", "k", "v"),
        lambda: client.get_model_version_download_uri(name, "9"),
    ):
        with refused(MISSING, words):
            call()


@pytest.mark.parametrize(
    "source",
    ["/etc/passwd", "file:///etc", "mlflow-artifacts:/0/../../etc", "s3://bucket/../other", "s3://bucket/%2e%2e/other"],
)
def test_a_source_that_leads_elsewhere_is_refused(wire, name, source):
    assert_refusal(wire.post("model-versions/create", name=name, source=source), INVALID)


def test_the_wire_form_has_the_version_as_a_string(wire, name):
    made = wire.answer("POST", "model-versions/create", name=name, source="s3://bucket/path")["model_version"]
    assert (made["version"], made["status"], made["current_stage"]) == ("1", "READY", "None")
    assert isinstance(made["creation_timestamp"], int)
    assert made["run_id"] == ""
    assert not {"tags", "aliases"} & set(made)
    read = wire.answer("GET", "model-versions/get", name=name, version="1")["model_version"]
    assert read["version"] == "1"


@pytest.fixture
def family(client, unique, experiment):
    """Versions 1 to 4 of one model; a function from search arguments to their numbers."""
    name = client.create_registered_model(unique("family")).name
    run = client.create_run(experiment).info.run_id
    for number in "1234":
        options = {"run_id": run} if number == "2" else {}
        source = f"mlflow-artifacts:/{experiment}/{run}/artifacts/m" if number == "2" else f"s3://bucket/Path-{number}"
        client.create_model_version(name, source, tags={"number": number, "odd": number in "13"}, **options)

    def found(filter_string="", order_by=("version_number ASC",), **options):
        clause = f"name = '{name}'" + (f" AND {filter_string}" if filter_string else "")
        versions = client.search_model_versions(clause, order_by=list(order_by), **options)
        return "".join(version.version for version in versions)

    found.name, found.run = name, run
    return found


@pytest.mark.parametrize(
    ("filter_string", "numbers"),
    [
        ("", "1234"),
        ("version_number = 3", "3"),
        ("version_number != 3", "124"),
        ("version_number > 2", "34"),
        ("version_number <= 2", "12"),
        ("source_path = 's3://bucket/Path-1'", "1"),
        ("source_path LIKE 's3://bucket/Path-%'", "134"),
        ("source_path ILIKE 'S3://bucket/path-%'", "134"),
        ("tags.odd = 'True'", "13"),
        ("tags.odd != 'True'", "24"),
        ("tags.number LIKE '4'", "4"),
        ("tags.odd = 'True' AND tags.number = '3'", "3"),
        ("run_id != 'x' AND version_number = 2", "2"),
        ("name LIKE 'family-%'", "1234"),
    ],
)
def test_a_filter_selects_versions(family, filter_string, numbers):
    assert family(filter_string) == numbers


def test_versions_are_found_by_their_run(client, family):
    assert family(f"run_id = '{family.run}'") == "2"
    assert family(f"run_id IN ('{family.run}', 'x')") == "2"
    assert [v.version for v in client.search_model_versions(f"run_id = '{family.run}'")] == ["2"]


@pytest.mark.parametrize(
    ("order_by", "numbers"),
    [
        (["version_number DESC"], "4321"),
        (["name ASC", "version_number ASC"], "1234"),
        (["creation_timestamp ASC"], None),
    ],
)
def test_versions_come_in_the_order_asked_for(family, order_by, numbers):
    found = family(order_by=order_by)
    assert sorted(found) == list("1234")
    assert numbers is None or found == numbers


def test_pages_of_versions_join_to_the_whole(client, family):
    options = {"max_results": 3, "order_by": ["version_number ASC"]}
    first = client.search_model_versions(f"name = '{family.name}'", **options)
    second = client.search_model_versions(f"name = '{family.name}'", page_token=first.token, **options)
    assert [v.version for v in [*first, *second]] == list("1234")
    assert not second.token


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "foo = 'x'"},
        {"filter": "version_number = 'x'"},
        {"filter": "name > 'x'"},
        {"order_by": "foo"},
        {"max_results": 200001},
    ],
    ids=str,
)
def test_a_search_for_versions_that_makes_no_sense_is_refused(wire, query):
    assert_refusal(wire.get("model-versions/search", **query), INVALID)
