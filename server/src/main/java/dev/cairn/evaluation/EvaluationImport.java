package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.text.ChosenIds;
import dev.cairn.tracking.Tracking;
import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Stores evaluation data sets, scorers and issues whole, as another server had them. Each is one transaction.
public final class EvaluationImport {
    private final Database database;
    private final Tracking tracking;

    EvaluationImport(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    /// Adds a data set to the experiments that it names.
    public void add(Caller caller, DatasetCopy copy) {
        EvaluationDataset dataset = copy.dataset();
        ChosenIds.ofOther("evaluation data set", dataset.datasetId());
        database.write(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            long id = store.insert(new StoredDataset(
                    0,
                    dataset.datasetId(),
                    dataset.name(),
                    dataset.schema(),
                    copy.records().size(),
                    dataset.digest(),
                    dataset.createdTime(),
                    dataset.lastUpdateTime(),
                    dataset.createdBy(),
                    dataset.lastUpdatedBy()));
            JsonText.object("tags", dataset.tags())
                    .properties()
                    .forEach(
                            tag -> store.setTag(id, tag.getKey(), tag.getValue().asString()));
            dataset.experimentIds()
                    .forEach(experiment -> store.addExperiment(id, tracking.getExperiment(tx, caller, experiment)));
            new DatasetRecordStore(tx, id)
                    .store(copy.records().stream()
                            .map(StoredRecord::checked)
                            .collect(Collectors.toMap(
                                    StoredRecord::inputHash,
                                    Function.identity(),
                                    (first, last) -> last,
                                    LinkedHashMap::new)));
            return Empty.EMPTY;
        });
    }

    /// Adds a scorer with its versions.
    public void add(Caller caller, ScorerCopy copy) {
        ChosenIds.ofOther("scorer", copy.scorerId());
        database.write(tx -> {
            long experiment = tracking.getExperiment(tx, caller, copy.experimentId());
            ScorerStore store = new ScorerStore(tx, caller);
            requireFree(store, experiment, copy.name());
            store.insert(experiment, copy.name(), copy.scorerId());
            long scorer = store.locked(experiment, copy.name()).orElseThrow();
            EvaluationCopyStore versions = new EvaluationCopyStore(tx, caller);
            copy.versions().forEach(version -> versions.addVersion(scorer, version));
            OnlineScoringConfig config = copy.config();
            if (config != null) {
                store.setConfig(scorer, config);
            }
            return Empty.EMPTY;
        });
    }

    private static void requireFree(ScorerStore store, long experiment, String name) {
        if (store.locked(experiment, name).isPresent()) {
            throw ApiException.alreadyExists(
                    "Experiment %d has another scorer of the name '%s'.".formatted(experiment, name));
        }
    }

    /// Adds an issue.
    public void add(Caller caller, Issue issue) {
        ChosenIds.ofOther("issue", issue.issueId());
        database.write(tx -> {
            new IssueStore(tx, caller)
                    .insert(new StoredIssue(
                            issue.issueId(),
                            tracking.getExperiment(tx, caller, issue.experimentId()),
                            issue.name(),
                            issue.description(),
                            issue.status(),
                            issue.severity(),
                            StoredIssue.json(issue.rootCauses()),
                            StoredIssue.json(issue.categories()),
                            issue.sourceRunId(),
                            issue.createdBy(),
                            issue.createdTimestamp(),
                            issue.lastUpdatedTimestamp()));
            return Empty.EMPTY;
        });
    }
}
