package dev.cairn.importing.rest;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.http.Json;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.CreateIssue;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.RegisterScorer;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.protocol.evaluation.SearchEvaluationDatasets;
import dev.cairn.protocol.evaluation.SearchIssues;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.ReviewItemType;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.review.SetReviewQueueItemStatus;
import dev.cairn.review.QueueCopy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes on an MLflow server what applications are evaluated with. It gives new ids to all of it; what is there by its
/// name already is what an earlier export made, and is not made again.
final class RestEvaluation {
    private static final String API = "/api/3.0/mlflow/";
    private static final int AT_ONCE = 100;

    private final MlflowServer server;
    private final Report report;
    private final Map<String, String> experiments;
    private final UnaryOperator<String> runs;

    /// Ids there, by those here.
    private final Map<String, String> made = new HashMap<>();

    /// @param experiments ids there, by those here
    /// @param runs        the same of runs
    RestEvaluation(MlflowServer server, Report report, Map<String, String> experiments, UnaryOperator<String> runs) {
        this.server = server;
        this.report = report;
        this.experiments = experiments;
        this.runs = runs;
    }

    /// The id there of what has an id here.
    String idThere(String id) {
        return made.getOrDefault(id, id);
    }

    /// What traces may refer to, before they are made.
    void beforeTraces(EvaluationObject object) {
        if (!(object instanceof EvaluationObject.Queue)) {
            export(object);
        }
    }

    /// What refers to traces, once they are there.
    void afterTraces(EvaluationObject object) {
        if (object instanceof EvaluationObject.Queue) {
            export(object);
        }
    }

    private void export(EvaluationObject object) {
        try {
            boolean isNew = switch (object.in(experiments)) {
                case EvaluationObject.Dataset(DatasetCopy copy) -> dataset(copy);
                case EvaluationObject.Scorer(ScorerCopy copy) -> scorer(copy);
                case EvaluationObject.Issue(Issue issue) -> issue(issue);
                case EvaluationObject.Schema(LabelSchema schema) -> schema(schema);
                case EvaluationObject.Queue(QueueCopy copy) -> queue(copy);
            };
            report.done(object.kind() + (isNew ? "s exported" : "s that were there already"), 1);
        } catch (MlflowServer.Refused refused) {
            report.problem(
                    "The %s %s was not exported: %s".formatted(object.kind(), object.id(), refused.getMessage()));
        }
    }

    /// Records are known by their inputs, so that those that are there are not there twice.
    private boolean dataset(DatasetCopy copy) {
        EvaluationDataset dataset = copy.dataset();
        SearchEvaluationDatasets search = new SearchEvaluationDatasets(
                List.of(), "name = '" + dataset.name().replace("'", "''") + "'", 1L, List.of(), null);
        Optional<String> before = first(
                        server.call("POST", API + "datasets/search", search).path("datasets"))
                .map(found -> found.path("dataset_id").asString());
        String id = before.orElseGet(() -> server.call(
                        "POST",
                        API + "datasets/create",
                        new CreateDataset(dataset.name(), dataset.experimentIds(), dataset.tags()))
                .at("/dataset/dataset_id")
                .asString());
        List<StoredRecord> records = copy.records();
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            String some = records.subList(from, Math.min(records.size(), from + AT_ONCE)).stream()
                    .map(RestEvaluation::record)
                    .collect(Collectors.joining(",", "[", "]"));
            server.call("POST", API + "datasets/" + id + "/records", new UpsertDatasetRecords(id, some));
        }
        return before.isEmpty();
    }

    private static String record(StoredRecord record) {
        StringBuilder json = new StringBuilder("{\"inputs\":").append(record.inputs());
        append(json, "outputs", record.outputs());
        append(json, "expectations", record.expectations());
        append(json, "tags", record.tags());
        append(json, "source", record.source());
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, String name, @Nullable String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":").append(value);
        }
    }

    private boolean scorer(ScorerCopy copy) {
        Map<String, String> named = Map.of("experiment_id", copy.experimentId(), "name", copy.name());
        int there = server.find(API + "scorers/versions", named)
                .map(found -> found.path("scorers").size())
                .orElse(0);
        for (Scorer version : copy.versions()
                .subList(
                        Math.min(there, copy.versions().size()), copy.versions().size())) {
            server.call(
                    "POST",
                    API + "scorers/register",
                    new RegisterScorer(copy.experimentId(), copy.name(), version.serializedScorer()));
        }
        return there < copy.versions().size();
    }

    private boolean issue(Issue issue) {
        SearchIssues search = new SearchIssues(issue.experimentId(), null, 1_000L, null, null);
        for (JsonNode found : server.call("POST", API + "issues/search", search).path("issues")) {
            if (found.path("name").asString("").equals(issue.name())
                    && found.path("description").asString("").equals(issue.description())) {
                made.put(issue.issueId(), found.path("issue_id").asString());
                return false;
            }
        }
        JsonNode created = server.call(
                "POST",
                API + "issues",
                new CreateIssue(
                        issue.experimentId(),
                        issue.name(),
                        issue.description(),
                        issue.status(),
                        issue.severity(),
                        issue.rootCauses(),
                        issue.sourceRunId() == null ? null : runs.apply(issue.sourceRunId()),
                        issue.createdBy(),
                        issue.categories()));
        made.put(issue.issueId(), created.at("/issue/issue_id").asString());
        return true;
    }

    private boolean schema(LabelSchema schema) {
        Map<String, String> named = Map.of("experiment_id", schema.experimentId(), "name", schema.name());
        Optional<JsonNode> before = server.find(API + "label-schemas/get-by-name", named);
        JsonNode there = before.orElseGet(() -> server.call(
                "POST",
                API + "label-schemas/create",
                new CreateLabelSchema(
                        schema.experimentId(),
                        schema.name(),
                        schema.type(),
                        schema.input(),
                        schema.instruction(),
                        schema.enableComment())));
        made.put(schema.schemaId(), there.at("/label_schema/schema_id").asString());
        return before.isEmpty();
    }

    private boolean queue(QueueCopy copy) {
        ReviewQueue queue = copy.queue();
        Map<String, String> named = Map.of("experiment_id", queue.experimentId(), "name", queue.name());
        Optional<JsonNode> before = server.find(API + "review-queues/get-by-name", named);
        JsonNode there = before.orElseGet(() -> server.call("POST", API + "review-queues/create", create(queue)));
        String id = there.at("/review_queue/queue_id").asString();
        List<String> items = copy.items().stream().map(ReviewQueueItem::itemId).toList();
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            server.call(
                    "POST",
                    API + "review-queues/items/add",
                    new AddItemsToReviewQueue(
                            id, ReviewItemType.TRACE, items.subList(from, Math.min(items.size(), from + AT_ONCE))));
        }
        for (ReviewQueueItem item : copy.items()) {
            if (item.status() != ReviewStatus.PENDING) {
                server.call(
                        "POST",
                        API + "review-queues/items/set-status",
                        new SetReviewQueueItemStatus(id, item.itemId(), item.status(), item.completedBy()));
            }
        }
        return before.isEmpty();
    }

    private ObjectNode create(ReviewQueue queue) {
        CreateReviewQueue request = new CreateReviewQueue(
                queue.experimentId(),
                queue.name(),
                queue.queueType(),
                queue.users(),
                queue.schemaIds().stream().map(this::idThere).toList());
        ObjectNode json = (ObjectNode) Json.readTree(Json.write(request));
        if (queue.createdBy() != null) {
            json.put("created_by", queue.createdBy());
        }
        return json;
    }

    private static Optional<JsonNode> first(JsonNode list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.path(0));
    }
}
