"""Reviews by people: label schemas, review queues, issues, with the stock client."""

import uuid

import pytest
from mlflow import MlflowClient
from mlflow.entities.issue import IssueSeverity, IssueStatus
from mlflow.genai import label_schemas, review_queues
from mlflow.genai.label_schemas import InputCategorical, InputNumeric, InputPassFail, InputText
from mlflow.tracking._tracking_service.utils import _get_store

from refusals import INVALID, MISSING, TAKEN, refused


@pytest.fixture
def trace(wire, experiment):
    """A function that makes a trace of the experiment and returns its id."""

    def make():
        trace_id = f"tr-{uuid.uuid4().hex}"
        place = {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": experiment}}
        info = {
            "trace_id": trace_id,
            "trace_location": place,
            "request_time": "2026-01-01T00:00:00Z",
            "state": "OK",
        }
        wire.answer("POST", "/api/3.0/mlflow/traces", trace={"trace_info": info})
        return trace_id

    return make


@pytest.mark.parametrize(
    "widget",
    [
        InputPassFail(positive_label="Yes", negative_label="No"),
        InputCategorical(options=["a", "b"], multi_select=True),
        InputNumeric(min_value=1, max_value=2.5),
        InputNumeric(),
        InputText(max_length=5),
        InputText(),
    ],
)
def test_each_kind_of_question_is_read_back(experiment, widget):
    made = label_schemas.create_label_schema(
        "Is it good?", type="expectation", input=widget, instruction="Look.", enable_comment=True, experiment_id=experiment
    )
    found = label_schemas.get_label_schema(schema_id=made.schema_id)
    assert found == made
    assert found.input == widget
    assert label_schemas.get_label_schema("Is it good?", experiment_id=experiment) == made


def test_questions_are_listed_changed_and_deleted(experiment):
    made = label_schemas.create_label_schema("q", type="feedback", input=InputText(), experiment_id=experiment)
    assert [each.name for each in label_schemas.list_label_schemas(experiment)] == ["Feedback", "q"]
    assert label_schemas.update_label_schema(made.schema_id, name="q2").name == "q2"
    with refused(TAKEN):
        label_schemas.create_label_schema("q2", type="feedback", input=InputText(), experiment_id=experiment)
    with refused(INVALID, "input type cannot be changed"):
        label_schemas.update_label_schema(made.schema_id, input=InputNumeric())
    label_schemas.delete_label_schema(schema_id=made.schema_id)
    with refused(MISSING):
        label_schemas.get_label_schema(schema_id=made.schema_id)


def test_a_queue_holds_traces_until_they_are_reviewed(experiment, trace, wire):
    queue = review_queues.create_review_queue("Team", queue_type="custom", experiment_id=experiment, users=["Bob"])
    first, second = trace(), trace()
    store = _get_store()
    items = store.add_items_to_review_queue(queue.queue_id, item_ids=[first, second])
    assert [item.item_id for item in items] == [first, second]
    done = store.set_review_queue_item_status(queue.queue_id, item_id=first, status="complete", completed_by="Bob")
    assert done.completed_by == "bob"
    pending = store.list_review_queue_items(queue.queue_id, status="pending")
    assert [item.item_id for item in pending] == [second]
    assert [each.queue_id for each in store.list_review_queues(experiment, item_id=first)] == [queue.queue_id]
    assert store.list_review_queues(experiment, user="al") == []
    with refused(INVALID, "locked"):
        store.update_review_queue(queue.queue_id, schema_ids=[])
    MlflowClient().delete_traces(experiment, trace_ids=[first])
    assert [item.item_id for item in store.list_review_queue_items(queue.queue_id)] == [second]
    assert store.list_review_queues(experiment, item_id=first) == []
    wire.answer("POST", "/api/3.0/cairn/trash/restore", trace_ids=[first])
    assert store.list_review_queue_items(queue.queue_id, status="complete")[0].item_id == first
    store.remove_items_from_review_queue(queue.queue_id, item_ids=[first, second])
    assert store.list_review_queue_items(queue.queue_id) == []
    with refused(MISSING, "they do not exist in experiment"):
        store.add_items_to_review_queue(queue.queue_id, item_ids=["tr-nope"])
    store.delete_review_queue(queue.queue_id)


def test_a_persons_queue_is_made_when_it_is_asked_for(experiment):
    made = review_queues.get_or_create_user_queue("Carol", experiment_id=experiment)
    assert made.name == "carol"
    assert review_queues.get_or_create_user_queue("CAROL ", experiment_id=experiment) == made


def test_issues_are_kept_and_count_their_traces(experiment, run, trace, wire):
    store = _get_store()
    grave = store.create_issue(
        experiment, "slow", "too slow", severity=IssueSeverity.HIGH, root_causes=["a"], source_run_id=run, categories=["x"]
    )
    light = store.create_issue(experiment, "odd", "a bit odd")
    assert store.get_issue(grave.issue_id) == grave
    assert light.status == IssueStatus.PENDING
    changed = store.update_issue(light.issue_id, status=IssueStatus.RESOLVED, name="odd indeed")
    assert (changed.name, changed.status) == ("odd indeed", IssueStatus.RESOLVED)
    slow = trace()
    wire.answer(
        "POST",
        f"/api/3.0/mlflow/traces/{slow}/assessments",
        assessment={
            "assessment_name": grave.issue_id,
            "source": {"source_type": "HUMAN", "source_id": "ann"},
            "issue": {"issue_name": "slow"},
        },
    )
    found = store.search_issues(experiment, include_trace_count=True)
    assert [(issue.name, issue.trace_count) for issue in found] == [("slow", 1), ("odd indeed", 0)]
    assert [issue.name for issue in store.search_issues(experiment, "status = 'resolved'")] == ["odd indeed"]
    MlflowClient().delete_traces(experiment, trace_ids=[slow])
    assert [issue.trace_count for issue in store.search_issues(experiment, include_trace_count=True)] == [0, 0]
