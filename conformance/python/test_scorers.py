"""Scorers: registered by version, read back and deleted with mlflow.genai.scorers."""

import pytest
from mlflow.genai.judges import make_judge
from mlflow.genai.scorers import Correctness, Guidelines, delete_scorer, get_scorer, list_scorers, scorer
from mlflow.tracking._tracking_service.utils import _get_store

from refusals import INVALID, MISSING, refused


def test_a_judge_is_registered_and_loaded_again(fluent_experiment):
    judge = make_judge(name="polite", instructions="Is {{ outputs }} polite?", model="openai:/gpt-4o", feedback_value_type=str)
    judge.register(name="polite")
    loaded = get_scorer(name="polite", experiment_id=fluent_experiment)
    assert loaded.name == "polite"
    assert loaded.instructions == judge.instructions
    assert loaded.model == judge.model


def test_versions_count_and_the_latest_is_listed(fluent_experiment):
    for guidelines in ("Be kind.", "Be brief."):
        Guidelines(name="style", guidelines=guidelines).register(name="style")
    Correctness().register(name="correctness")
    assert sorted(each.name for each in list_scorers(experiment_id=fluent_experiment)) == ["correctness", "style"]
    assert get_scorer(name="style", experiment_id=fluent_experiment).guidelines == "Be brief."
    assert get_scorer(name="style", experiment_id=fluent_experiment, version=1).guidelines == "Be kind."
    versions = _get_store().list_scorer_versions(fluent_experiment, "style")
    assert [each.scorer_version for each in versions] == [1, 2]


def test_one_version_or_all_are_deleted(fluent_experiment):
    for _ in range(3):
        Correctness().register(name="c")
    delete_scorer(name="c", experiment_id=fluent_experiment, version=3)
    assert [each.scorer_version for each in _get_store().list_scorer_versions(fluent_experiment, "c")] == [1, 2]
    delete_scorer(name="c", experiment_id=fluent_experiment, version="all")
    with refused(MISSING, "Scorer with name 'c' not found"):
        get_scorer(name="c", experiment_id=fluent_experiment)


def test_scorers_that_carry_code_are_refused(fluent_experiment):
    @scorer
    def always(outputs):
        return True

    with refused(INVALID, "Custom scorer registration"):
        always.register(name="always")


def test_the_sample_rate_of_a_scorer_is_kept(fluent_experiment):
    Correctness().register(name="c")
    store = _get_store()
    config = store.upsert_online_scoring_config(fluent_experiment, "c", 0.0, "status = 'OK'")
    assert config.sample_rate == 0.0
    assert store.get_online_scoring_configs([config.scorer_id]) == [config]
    assert store.get_online_scoring_configs(["nobody"]) == []
    with pytest.raises(Exception, match="gateway"):
        store.upsert_online_scoring_config(fluent_experiment, "c", 0.5, None)
