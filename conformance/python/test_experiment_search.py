"""Experiments: search by filter, order, view and page."""

import pytest
from mlflow.entities import ViewType

from refusals import INVALID, assert_refusal


@pytest.fixture
def family(client, unique):
    """A function from a filter to the last letters of the names found, among five experiments of this test's own."""
    stem = unique("Family")
    ids = {}
    for letter in "abcde":
        ids[letter] = client.create_experiment(f"{stem}-{letter}", tags={"letter": letter, stem: letter.upper()})
    client.set_experiment_tag(ids["a"], "only a", "yes")

    def found(filter_string="", order_by=("name ASC",), **options):
        own = f"name LIKE '{stem}-%'"
        clause = f"{own} AND {filter_string}" if filter_string else own
        page = client.search_experiments(filter_string=clause, order_by=list(order_by), **options)
        return "".join(experiment.name[-1] for experiment in page)

    found.ids = ids
    found.stem = stem
    return found


@pytest.mark.parametrize(
    ("filter_string", "letters"),
    [
        ("", "abcde"),
        ("name = '{stem}-b'", "b"),
        ("name != '{stem}-b'", "acde"),
        ("attribute.name ILIKE 'FAMILY%-C'", "c"),
        ("name LIKE 'FAMILY%'", ""),
        ("name LIKE '%-_'", "abcde"),
        ("tags.letter = 'd'", "d"),
        ("tag.letter != 'd'", "abce"),
        ("tags.letter LIKE '%e'", "e"),
        ("tags.letter ILIKE 'E'", "e"),
        ("tags.`only a` = 'yes'", "a"),
        ('tags."only a" = "yes"', "a"),
        ("tags.`only a` IS NOT NULL", "a"),
        ("tags.`only a` IS NULL", "bcde"),
        ("tags.letter = 'a' AND tags.`only a` = 'yes'", "a"),
        ("tags.letter = 'a' and tags.letter = 'b'", ""),
        ("creation_time > 0", "abcde"),
        ("last_update_time < 1000", ""),
    ],
)
def test_a_filter_selects(family, filter_string, letters):
    assert family(filter_string.replace("{stem}", family.stem)) == letters


def test_experiment_ids_are_compared_and_listed(family):
    a, b = family.ids["a"], family.ids["b"]
    assert family(f"experiment_id = '{a}'") == "a"
    assert family(f"experiment_id IN ('{a}', '{b}')") == "ab"
    assert family(f"experiment_id NOT IN ('{a}', '{b}')") == "cde"


@pytest.mark.parametrize(
    ("order_by", "letters"),
    [
        (["name ASC"], "abcde"),
        (["name DESC"], "edcba"),
        (["name"], "abcde"),
        (["attribute.experiment_id ASC"], "abcde"),
        (["experiment_id DESC"], "edcba"),
        (["creation_time ASC", "name DESC"], None),
    ],
)
def test_results_come_in_the_order_asked_for(family, order_by, letters):
    found = family(order_by=order_by)
    assert sorted(found) == list("abcde")
    assert letters is None or found == letters


def test_a_rename_moves_an_experiment_to_the_front_of_the_latest_updates(client, family):
    client.rename_experiment(family.ids["c"], family.stem + "-z")
    assert family(order_by=["last_update_time DESC", "experiment_id ASC"])[0] == "z"


def test_the_view_type_chooses_between_active_and_deleted(client, family):
    client.delete_experiment(family.ids["b"])
    assert family() == "acde"
    assert family(view_type=ViewType.DELETED_ONLY) == "b"
    assert family(view_type=ViewType.ALL) == "abcde"


def test_pages_join_to_the_whole_and_the_last_has_no_token(client, family):
    letters, token, pages = "", None, 0
    while pages == 0 or token:
        page = client.search_experiments(
            filter_string=f"name LIKE '{family.stem}-%'", order_by=["name"], max_results=2, page_token=token
        )
        letters += "".join(experiment.name[-1] for experiment in page)
        token, pages = page.token, pages + 1
    assert letters == "abcde"
    assert pages == 3


def test_a_full_last_page_has_no_token(client, family):
    own = f"name LIKE '{family.stem}-%'"
    assert not client.search_experiments(filter_string=own, max_results=5).token


def test_get_and_post_search_alike(wire, family):
    arguments = {"filter": f"name LIKE '{family.stem}-%'", "max_results": 3, "view_type": "ALL"}
    assert wire.get("experiments/search", **arguments).json() == wire.post("experiments/search", **arguments).json()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer"),
        ({"max_results": 50001}, "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000"),
        ({"max_results": 5, "filter": "nam = 'x'"}, "Invalid attribute key 'nam' specified."),
        ({"max_results": 5, "filter": "metrics.x = 1"}, "Invalid entity type 'metrics'."),
        ({"max_results": 5, "filter": "name > 'x'"}, "Invalid comparator '>'"),
        ({"max_results": 5, "filter": "name IS NULL"}, "IS NULL / IS NOT NULL is only supported for tags"),
        ({"max_results": 5, "order_by": ["nam"]}, "Invalid attribute key 'nam' specified."),
        ({"max_results": 5, "order_by": ["name SIDEWAYS"]}, "order_by clause 'name SIDEWAYS'"),
        ({"max_results": 5, "page_token": "zz"}, "Invalid page token"),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(wire, arguments, words):
    assert_refusal(wire.post("experiments/search", **arguments), INVALID, words)
