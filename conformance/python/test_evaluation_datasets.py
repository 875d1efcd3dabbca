"""Evaluation data sets: made, filled, searched and read back with mlflow.genai.datasets."""

import mlflow
import pandas as pd
import pytest
from mlflow.genai.datasets import (
    add_dataset_to_experiments,
    create_dataset,
    delete_dataset,
    delete_dataset_tag,
    get_dataset,
    remove_dataset_from_experiments,
    search_datasets,
    set_dataset_tags,
)

from refusals import INVALID, MISSING, refused


@pytest.fixture
def dataset(experiment, unique):
    return create_dataset(name=unique("qa"), experiment_id=experiment, tags={"team": "a"})


def test_a_new_data_set_is_read_back(dataset, experiment):
    found = get_dataset(dataset_id=dataset.dataset_id)
    assert found.name == dataset.name
    assert found.digest == dataset.digest
    assert found.tags["team"] == "a"
    assert found.experiment_ids == [experiment]
    assert found.created_time == found.last_update_time
    assert found.to_df().empty


def test_records_are_merged_by_their_inputs(dataset):
    dataset.merge_records([
        {"inputs": {"question": "What is 6 × 7?", "hint": None}, "expectations": {"answer": "42"}},
        {"inputs": {"question": "Why?"}, "outputs": "Because.", "tags": {"hard": "yes"}},
    ])
    dataset.merge_records([{"inputs": {"hint": None, "question": "What is 6 × 7?"}, "expectations": {"tone": "dry"}}])
    found = get_dataset(dataset_id=dataset.dataset_id)
    frame = found.to_df()
    assert list(frame["inputs"]) == [{"question": "What is 6 × 7?", "hint": None}, {"question": "Why?"}]
    assert frame["expectations"][0] == {"answer": "42", "tone": "dry"}
    assert frame["outputs"][1] == "Because."
    assert frame["tags"][1]["hard"] == "yes"
    assert found.profile == '{"num_records": 2}'
    assert found.has_records()


def test_a_data_frame_with_gaps_is_kept(dataset):
    dataset.merge_records(pd.DataFrame({
        "inputs": [{"x": 1.5}, {"x": float("nan")}],
        "expectations": [{"y": 1}, {"y": float("nan")}],
    }))
    frame = get_dataset(dataset_id=dataset.dataset_id).to_df()
    assert frame["inputs"][0] == {"x": 1.5}
    assert pd.isna(frame["inputs"][1]["x"])
    assert pd.isna(frame["expectations"][1]["y"])


def test_many_records_are_read_in_the_order_in_which_they_came(dataset):
    dataset.merge_records([{"inputs": {"i": i}} for i in range(2_500)])
    frame = get_dataset(dataset_id=dataset.dataset_id).to_df()
    assert [inputs["i"] for inputs in frame["inputs"]] == list(range(2_500))


def test_records_know_where_they_come_from(dataset):
    dataset.merge_records([
        {"inputs": {"a": 1}, "source": {"source_type": "HUMAN", "source_data": {"user_name": "ann"}}},
        {"inputs": {"a": 2}, "source": {"source_type": "DOCUMENT", "source_data": {"doc_uri": "s3://b/c"}}},
        {"inputs": {"a": 3}, "expectations": {"b": 1}},
        {"inputs": {"a": 4}},
    ])
    frame = get_dataset(dataset_id=dataset.dataset_id).to_df()
    assert list(frame["source_type"])[:2] == ["HUMAN", "DOCUMENT"]
    assert frame["source"][1].source_data == {"doc_uri": "s3://b/c"}


def test_records_are_deleted(dataset):
    dataset.merge_records([{"inputs": {"i": i}} for i in range(3)])
    first = get_dataset(dataset_id=dataset.dataset_id)
    assert first.delete_records([first.to_df()["dataset_record_id"][0], "dr-nope"]) == 1
    assert len(get_dataset(dataset_id=dataset.dataset_id).to_df()) == 2


def test_tags_are_set_and_deleted(dataset):
    set_dataset_tags(dataset_id=dataset.dataset_id, tags={"team": "b", "size": 5})
    assert get_dataset(dataset_id=dataset.dataset_id).tags["team"] == "b"
    assert get_dataset(dataset_id=dataset.dataset_id).tags["size"] == "5"
    delete_dataset_tag(dataset_id=dataset.dataset_id, key="team")
    delete_dataset_tag(dataset_id=dataset.dataset_id, key="team")
    assert "team" not in get_dataset(dataset_id=dataset.dataset_id).tags


def test_a_search_finds_by_experiment_name_and_tag(dataset, experiment, unique):
    other = create_dataset(name=unique("other"), experiment_id=experiment)
    found = search_datasets(experiment_ids=experiment)
    assert [each.dataset_id for each in found] == [other.dataset_id, dataset.dataset_id]
    for words in (f"name = '{dataset.name}'", "tags.team = 'a'", "name LIKE 'qa%'"):
        found = search_datasets(experiment_ids=experiment, filter_string=words)
        assert [each.dataset_id for each in found] == [dataset.dataset_id], words
    found = search_datasets(experiment_ids=experiment, order_by=["name ASC"], max_results=1)
    assert [each.dataset_id for each in found] == [other.dataset_id]
    with refused(INVALID):
        search_datasets(experiment_ids=experiment, filter_string="nothing = 'x'")


def test_a_data_set_is_used_in_several_experiments(dataset, experiment, client, unique):
    second = client.create_experiment(unique("second"))
    added = add_dataset_to_experiments(dataset_id=dataset.dataset_id, experiment_ids=[second])
    assert sorted(added.experiment_ids, key=int) == [experiment, second]
    removed = remove_dataset_from_experiments(dataset_id=dataset.dataset_id, experiment_ids=[experiment])
    assert removed.experiment_ids == [second]
    with refused(MISSING):
        add_dataset_to_experiments(dataset_id=dataset.dataset_id, experiment_ids=["999999999"])


def test_a_deleted_data_set_is_gone(dataset):
    delete_dataset(dataset_id=dataset.dataset_id)
    with refused(MISSING):
        get_dataset(dataset_id=dataset.dataset_id)


def test_a_data_set_is_found_by_its_name(dataset):
    assert mlflow.genai.datasets.get_dataset(name=dataset.name).dataset_id == dataset.dataset_id
