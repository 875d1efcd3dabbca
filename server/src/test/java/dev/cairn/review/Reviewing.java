package dev.cairn.review;

import dev.cairn.TestWorkspace;
import dev.cairn.access.Caller;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.review.SetReviewQueueItemStatus;
import dev.cairn.traces.Traces;
import java.util.List;

/// The rules of reviews on a real database, about an experiment in which nothing is yet.
final class Reviewing {
    static final LabelSchemaInput TEXT = new LabelSchemaInput(null, null, null, new InputText(null));

    final TestWorkspace workspace;
    final Caller caller;
    final LabelSchemas schemas;
    final ReviewQueues queues;
    final ReviewItems items;
    final ReviewWork work;
    final ReviewAnswers answers;
    final Traces traces;
    final String experiment;

    Reviewing(TestDatabase kind) {
        workspace = new TestWorkspace(kind);
        caller = workspace.caller;
        schemas = new LabelSchemas(workspace.database, workspace.tracking, workspace.clock);
        queues = new ReviewQueues(workspace.database, workspace.tracking, workspace.clock);
        traces = new Traces(workspace.database, workspace.artifacts, workspace.tracking, workspace.clock);
        items = new ReviewItems(workspace.database, traces, workspace.clock);
        work = new ReviewWork(workspace.database, workspace.tracking);
        answers = new ReviewAnswers(workspace.database, traces, workspace.clock);
        experiment = workspace.experiment();
    }

    LabelSchema schema(String name, LabelSchemaInput input) {
        return schemas.create(
                        caller, new CreateLabelSchema(experiment, name, LabelSchemaType.FEEDBACK, input, null, null))
                .labelSchema();
    }

    ReviewQueue queue(String name, List<String> users, List<String> schemaIds) {
        return queues.create(caller, new CreateReviewQueue(experiment, name, ReviewQueueType.CUSTOM, users, schemaIds))
                .reviewQueue();
    }

    void add(String queue, String... traces) {
        items.add(caller, new AddItemsToReviewQueue(queue, null, List.of(traces)));
    }

    void setStatus(String queue, String trace, ReviewStatus status) {
        items.setStatus(caller, new SetReviewQueueItemStatus(queue, trace, status, "al"));
    }
}
