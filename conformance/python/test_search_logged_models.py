"""Logged models: search by filter, dataset, order and page."""

import mlflow
import pytest

from refusals import INVALID, assert_refusal

MODELS = {
    "a": {"params": {"kind": "tree"}, "auc": 0.9, "iris": 0.5},
    "b": {"params": {"kind": "tree"}, "auc": 0.7, "iris": 0.8},
    "c": {"params": {"kind": "linear"}, "auc": 0.8, "wine": 0.9},
    "d": {"params": {}},
}


@pytest.fixture(scope="module")
def shelf(url, unique):
    """Four models a to d, with metrics on the datasets iris and wine; a function from search arguments to letters."""
    client = mlflow.MlflowClient(url)
    experiment = client.create_experiment(unique("shelf"))
    run = client.create_run(experiment).info.run_id
    for letter, facts in MODELS.items():
        model = client.create_logged_model(
            experiment,
            f"model-{letter}",
            run,
            tags={"letter": letter},
            params=facts["params"],
            model_type=f"type-{letter}",
        ).model_id
        if "auc" in facts:
            client.log_metric(run, "auc", facts["auc"], timestamp=10, step=0, model_id=model)
        for dataset in ("iris", "wine"):
            if dataset in facts:
                on = {"model_id": model, "dataset_name": dataset, "dataset_digest": f"{dataset}-1"}
                client.log_metric(run, "acc", facts[dataset], timestamp=20, step=0, **on)
        if letter in "ab":
            client.finalize_logged_model(model, "READY")

    def found(filter_string=None, order_by="name", ascending=True, **options):
        order = [{"field_name": order_by, "ascending": ascending}]
        models = client.search_logged_models([experiment], filter_string, order_by=order, **options)
        return "".join(model.tags["letter"] for model in models)

    found.experiment = experiment
    found.run = run
    return found


@pytest.mark.parametrize(
    ("filter_string", "letters"),
    [
        (None, "abcd"),
        ("name = 'model-b'", "b"),
        ("attributes.name != 'model-b'", "acd"),
        ("name LIKE 'model-%'", "abcd"),
        ("name ILIKE 'MODEL-A'", "a"),
        ("name IN ('model-a', 'model-d')", "ad"),
        ("name NOT IN ('model-a', 'model-d')", "bc"),
        ("model_type = 'type-c'", "c"),
        ("creation_timestamp > 0", "abcd"),
        ("creation_time < 1000", ""),
        ("last_updated_timestamp >= 1", "abcd"),
        ("params.kind = 'tree'", "ab"),
        ("params.kind != 'tree'", "c"),
        ("params.kind IN ('linear')", "c"),
        ("tags.letter = 'd'", "d"),
        ("tags.letter LIKE '%a%'", "a"),
        ("metrics.auc > 0.75", "ac"),
        ("metrics.auc >= 0.7", "abc"),
        ("metrics.auc < 0.8", "b"),
        ("metrics.auc = 0.9", "a"),
        ("metrics.auc != 0.9", "bc"),
        ("metrics.absent > 0", ""),
        ("metrics.auc > 0.75 AND params.kind = 'tree'", "a"),
        ("metrics.auc > 0.6 and metrics.auc <= 0.8", "bc"),
    ],
)
def test_a_filter_selects(shelf, filter_string, letters):
    assert shelf(filter_string) == letters


def test_models_are_found_by_their_run(shelf):
    assert shelf(f"source_run_id = '{shelf.run}'") == "abcd"
    assert shelf("source_run_id = 'nobody'") == ""


def test_a_dataset_narrows_the_metrics_that_count(shelf):
    iris = [{"dataset_name": "iris", "dataset_digest": "iris-1"}]
    wine = [{"dataset_name": "wine", "dataset_digest": "wine-1"}]
    assert shelf("metrics.acc > 0.6") == "bc"
    assert shelf("metrics.acc > 0.6", datasets=iris) == "b"
    assert shelf("metrics.acc > 0.6", datasets=wine) == "c"
    assert shelf("metrics.acc > 0.6", datasets=iris + wine) == "bc"
    assert shelf(datasets=iris) == "ab"


@pytest.mark.parametrize(
    ("order_by", "ascending", "letters"),
    [
        ("name", True, "abcd"),
        ("name", False, "dcba"),
        ("model_type", False, "dcba"),
        ("metrics.auc", True, "bcad"),
        ("metrics.auc", False, "acbd"),
        ("creation_timestamp", True, "abcd"),
    ],
)
def test_models_come_in_the_order_asked_for(shelf, order_by, ascending, letters):
    found = shelf(order_by=order_by, ascending=ascending)
    assert sorted(found) == list("abcd")
    assert order_by == "creation_timestamp" or found == letters


def test_the_order_may_look_at_one_dataset_only(client, shelf):
    order = {"field_name": "metrics.acc", "ascending": False, "dataset_name": "iris", "dataset_digest": "iris-1"}
    models = client.search_logged_models([shelf.experiment], order_by=[order, {"field_name": "name"}])
    assert [model.tags["letter"] for model in models][:2] == ["b", "a"]


def test_pages_join_to_the_whole_and_the_last_has_no_token(client, shelf):
    met, token, pages = "", None, 0
    while pages == 0 or token:
        page = client.search_logged_models(
            [shelf.experiment], max_results=3, order_by=[{"field_name": "name"}], page_token=token
        )
        met += "".join(model.tags["letter"] for model in page)
        token, pages = page.token, pages + 1
    assert (met, pages) == ("abcd", 2)
    assert not client.search_logged_models([shelf.experiment], max_results=4).token


def test_a_token_serves_only_the_search_it_came_from(client, wire, shelf):
    token = client.search_logged_models([shelf.experiment], max_results=2).token
    response = wire.post(
        "logged-models/search", experiment_ids=[shelf.experiment], filter="name = 'x'", max_results=2, page_token=token
    )
    assert_refusal(response, INVALID)


def test_deleted_models_are_not_found(client, experiment):
    made = client.create_logged_model(experiment)
    client.delete_logged_model(made.model_id)
    assert client.search_logged_models([experiment]) == []


def test_the_fluent_api_searches_as_a_list(shelf):
    models = mlflow.search_logged_models([shelf.experiment], "name = 'model-a'", output_format="list")
    assert [model.name for model in models] == ["model-a"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"filter": "foo.a = '1'"}, "Invalid entity type"),
        ({"filter": "params.a > 'x'"}, "Invalid compar"),
        ({"filter": "metrics.k >"}, ""),
        ({"datasets": [{"dataset_digest": "x"}]}, "`dataset_name` in the `datasets` clause must be specified."),
        ({"order_by": [{"field_name": "params.a"}]}, ""),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(wire, shelf, arguments, words):
    assert_refusal(wire.post("logged-models/search", experiment_ids=[shelf.experiment], **arguments), INVALID, words)


def test_the_experiments_are_required(wire):
    assert_refusal(wire.post("logged-models/search"), INVALID, "Missing value for required parameter 'experiment_ids'.")
    assert wire.post("logged-models/search", experiment_ids=[]).json() == {}
