"""The registry: registered models, their tags and aliases, and search."""

import pytest

from refusals import INVALID, MISSING, TAKEN, assert_refusal, refused


@pytest.fixture
def name(client, unique):
    """The name of a new registered model."""
    return client.create_registered_model(unique("model")).name


@pytest.fixture
def version(client, name):
    """Makes another version of the model each time it is called, and returns it."""
    return lambda source="s3://bucket/path", **options: client.create_model_version(name, source, **options)


def test_a_new_model_is_read_back(client, unique):
    name = unique("Modell ü")
    made = client.create_registered_model(name, tags={"team": "vision"}, description="for tests")
    read = client.get_registered_model(name)
    assert (read.name, read.description, read.tags) == (name, "for tests", {"team": "vision"})
    assert read.creation_timestamp == made.creation_timestamp > 0
    assert read.last_updated_timestamp >= read.creation_timestamp
    assert list(read.latest_versions) == []
    assert read.aliases == {}


def test_a_name_is_taken_only_once(client, name):
    with refused(TAKEN, f"Registered Model (name={name}) already exists."):
        client.create_registered_model(name)


@pytest.mark.parametrize("bad", ["a/b", "a:b", "", ".", ".."])
def test_a_bad_name_is_refused(wire, bad):
    assert_refusal(wire.post("registered-models/create", name=bad), INVALID)


def test_an_unknown_model_is_not_found(client, unique):
    absent = unique("absent")
    words = f"Registered Model with name={absent} not found"
    for call in (
        lambda: client.get_registered_model(absent),
        lambda: client.delete_registered_model(absent),
        lambda: client.update_registered_model(absent, "text"),
        lambda: client.rename_registered_model(absent, unique()),
        lambda: client.set_registered_model_tag(absent, "k", "v"),
        lambda: client.create_model_version(absent, "s3://bucket/path"),
        lambda: client.get_latest_versions(absent),
    ):
        with refused(MISSING, words):
            call()


def test_a_description_is_updated(client, name):
    assert client.update_registered_model(name, "new").description == "new"
    assert client.get_registered_model(name).description == "new"


def test_a_rename_takes_versions_tags_and_aliases_along(client, name, version, unique):
    version(tags={"v": "1"})
    client.set_registered_model_tag(name, "k", "v")
    client.set_registered_model_alias(name, "Champion", "1")
    new = unique("renamed")
    client.rename_registered_model(name, new)
    read = client.get_registered_model(new)
    assert (read.tags, read.aliases) == ({"k": "v"}, {"Champion": "1"})
    assert client.get_model_version(new, "1").tags == {"v": "1"}
    assert client.get_model_version_by_alias(new, "Champion").version == "1"
    with refused(MISSING):
        client.get_registered_model(name)


def test_a_rename_to_a_taken_name_is_refused(client, name, unique):
    other = client.create_registered_model(unique()).name
    with refused(TAKEN):
        client.rename_registered_model(name, other)


def test_tags_are_set_overwritten_and_deleted(client, name):
    client.set_registered_model_tag(name, "a", "1")
    client.set_registered_model_tag(name, "a", "2")
    client.set_registered_model_tag(name, "b", "ü")
    assert client.get_registered_model(name).tags == {"a": "2", "b": "ü"}
    client.delete_registered_model_tag(name, "a")
    client.delete_registered_model_tag(name, "a")
    assert client.get_registered_model(name).tags == {"b": "ü"}


def test_a_deleted_model_is_gone_with_its_versions_and_its_name_is_free(client, name, version):
    version()
    client.set_registered_model_alias(name, "Champion", "1")
    client.delete_registered_model(name)
    with refused(MISSING):
        client.get_registered_model(name)
    with refused(MISSING):
        client.get_model_version(name, "1")
    client.create_registered_model(name)
    assert client.get_registered_model(name).aliases == {}
    assert version().version == "1"


def test_an_alias_points_to_a_version_and_moves(client, name, version):
    version(), version()
    client.set_registered_model_alias(name, "Champion", "1")
    client.set_registered_model_alias(name, "other-one_2", "1")
    assert client.get_model_version(name, "1").aliases == ["Champion", "other-one_2"]
    client.set_registered_model_alias(name, "Champion", "2")
    assert client.get_model_version_by_alias(name, "Champion").version == "2"
    assert client.get_registered_model(name).aliases == {"Champion": "2", "other-one_2": "1"}
    client.delete_registered_model_alias(name, "Champion")
    client.delete_registered_model_alias(name, "Champion")
    assert client.get_registered_model(name).aliases == {"other-one_2": "1"}


def test_the_alias_latest_is_the_highest_version(client, name, version):
    version(), version()
    assert client.get_model_version_by_alias(name, "latest").version == "2"


def test_an_unknown_alias_is_refused(client, name):
    with refused(INVALID, "Registered model alias Challenger not found."):
        client.get_model_version_by_alias(name, "Challenger")


@pytest.mark.parametrize("alias", ["latest", "Latest", "v1", "V12", "a b", "a.b", "x" * 256])
def test_some_aliases_are_refused(wire, name, version, alias):
    version()
    response = wire.post("registered-models/alias", name=name, alias=alias, version="1")
    assert_refusal(response, INVALID)


def test_an_alias_needs_a_version_that_exists(client, name):
    with refused(MISSING, f"Model Version (name={name}, version=7) not found"):
        client.set_registered_model_alias(name, "Champion", "7")


@pytest.fixture
def family(client, unique):
    """Four registered models a to d; a function from search arguments to their last letters."""
    stem = unique("Family")
    for letter in "abcd":
        client.create_registered_model(f"{stem}-{letter}", tags={"letter": letter, "odd key": "x" * (letter == "a")})

    def found(filter_string="", **options):
        own = f"name LIKE '{stem}-%'"
        models = client.search_registered_models(f"{own} AND {filter_string}" if filter_string else own, **options)
        return "".join(model.name[-1] for model in models)

    found.stem = stem
    return found


@pytest.mark.parametrize(
    ("filter_string", "letters"),
    [
        ("", "abcd"),
        ("name = '{stem}-b'", "b"),
        ("name != '{stem}-b'", "acd"),
        ("name ILIKE 'FAMILY%-C'", "c"),
        ("name IN ('{stem}-a', '{stem}-d')", "ad"),
        ("tags.letter = 'c'", "c"),
        ("tag.letter != 'c'", "abd"),
        ("tags.letter LIKE '%d%'", "d"),
        ("tags.letter ILIKE 'D'", "d"),
        ("tags.`odd key` = 'x'", "a"),
        ("tags.letter = 'a' AND tags.`odd key` = 'x'", "a"),
    ],
)
def test_a_filter_selects_models(family, filter_string, letters):
    assert family(filter_string.replace("{stem}", family.stem)) == letters


@pytest.mark.parametrize(("order_by", "letters"), [(["name DESC"], "dcba"), (["name ASC"], "abcd"), (None, "abcd")])
def test_models_come_in_the_order_asked_for(family, order_by, letters):
    assert family(order_by=order_by) == letters


def test_the_model_updated_last_can_come_first(client, family):
    client.update_registered_model(f"{family.stem}-b", "touched")
    assert family(order_by=["last_updated_timestamp DESC"])[0] == "b"


def test_pages_of_models_join_to_the_whole(client, family):
    own = f"name LIKE '{family.stem}-%'"
    first = client.search_registered_models(own, max_results=3)
    second = client.search_registered_models(own, max_results=3, page_token=first.token)
    assert [model.name[-1] for model in [*first, *second]] == list("abcd")
    assert not second.token
    assert not client.search_registered_models(own, max_results=4).token


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "foo = 'x'"},
        {"filter": "name > 'x'"},
        {"filter": "metrics.x = 1"},
        {"order_by": "foo"},
        {"max_results": 1001},
    ],
    ids=str,
)
def test_a_search_for_models_that_makes_no_sense_is_refused(wire, query):
    assert_refusal(wire.get("registered-models/search", **query), INVALID)
