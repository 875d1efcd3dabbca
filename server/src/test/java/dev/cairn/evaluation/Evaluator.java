package dev.cairn.evaluation;

import dev.cairn.TestWorkspace;
import dev.cairn.access.Caller;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.GetDataset;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules of evaluation on a real database, called from a workspace in which nothing is yet.
final class Evaluator {
    final TestWorkspace workspace;
    final Caller caller;
    final EvaluationDatasets datasets;
    final DatasetSearch datasetSearch;
    final DatasetRecords records;
    final Scorers scorers;
    final OnlineScoring onlineScoring;
    final Issues issues;

    Evaluator(TestDatabase kind) {
        workspace = new TestWorkspace(kind);
        caller = workspace.caller;
        datasets = new EvaluationDatasets(workspace.database, workspace.tracking, workspace.clock);
        datasetSearch = new DatasetSearch(workspace.database);
        records = new DatasetRecords(workspace.database, workspace.clock);
        scorers = new Scorers(workspace.database, workspace.tracking, workspace.clock);
        onlineScoring = new OnlineScoring(workspace.database, workspace.tracking);
        issues = new Issues(workspace.database, workspace.tracking, workspace.clock);
    }

    String experiment() {
        return workspace.experiment();
    }

    EvaluationDataset dataset(String name, @Nullable String tags, String... experiments) {
        return datasets.create(caller, new CreateDataset(name, List.of(experiments), tags))
                .dataset();
    }

    EvaluationDataset get(String dataset) {
        return datasets.get(caller, new GetDataset(dataset)).dataset();
    }

    UpsertDatasetRecords.Response upsert(String dataset, String json) {
        return records.upsert(caller, new UpsertDatasetRecords(dataset, json));
    }

    /// All records of a data set.
    List<ObjectNode> records(String dataset) {
        return parsed(records.get(caller, new GetDatasetRecords(dataset, null, null)));
    }

    static List<ObjectNode> parsed(GetDatasetRecords.Response page) {
        return JsonText.read("records", page.records())
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
    }

    static JsonNode json(String text) {
        return JsonText.read("json", text);
    }
}
